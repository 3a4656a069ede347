import { sha256 } from './ids.ts';

/** Where something stands in a text: the first and the last of its lines. */
export interface Place {
  first: number;
  last: number;
}

/**
 * Where a clause's words stand in a message that quotes them as Markdown: each line of the words, one after the other,
 * without the quotation's own marks and blank lines. Undefined where they don't.
 */
export function placeOf(words: string, message: string): Place | undefined {
  const wanted = words.split('\n').filter((line) => line.trim() !== '');
  const lines = message
    .split('\n')
    .map((line, index) => ({ line: unquoted(line), index }))
    .filter(({ line }) => line.trim() !== '');
  if (wanted.length === 0) return undefined;
  for (let start = 0; start + wanted.length <= lines.length; start++) {
    if (wanted.some((line, index) => lines[start + index]?.line !== line)) continue;
    return { first: lines[start]?.index ?? 0, last: lines[start + wanted.length - 1]?.index ?? 0 };
  }
  return undefined;
}

/**
 * The quoted words in a message whose hash this is: for a wording that the desk no longer knows. The quotation doesn't
 * say which of its lines had a blank line between them, so each way is tried; very long clauses only the two plain ones.
 */
export function quotedWords(message: string, hash: string): string | undefined {
  for (const lines of quotationsIn(message))
    for (const words of joinings(lines)) if (sha256(words) === hash) return words;
  return undefined;
}

const MOST_GAPS = 12;

function* joinings(lines: readonly string[]): Generator<string> {
  yield lines.join('\n');
  yield lines.join('\n\n');
  const gaps = lines.length - 1;
  if (gaps > MOST_GAPS) return;
  for (let wide = 1; wide < 2 ** gaps - 1; wide++)
    yield lines.reduce((words, line, index) => `${words}${wide & (1 << (index - 1)) ? '\n\n' : '\n'}${line}`);
}

/** The quotations of a message, each as its lines that aren't blank. */
function quotationsIn(message: string): string[][] {
  const quotations: string[][] = [[]];
  for (const line of message.split('\n')) {
    if (line.startsWith('>')) quotations.at(-1)?.push(unquoted(line));
    else quotations.push([]);
  }
  return quotations.map((lines) => lines.filter((line) => line.trim() !== '')).filter((lines) => lines.length > 0);
}

const unquoted = (line: string): string => line.replace(/^> ?/, '');
