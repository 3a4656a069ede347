import { sha256 } from '../ids.ts';

/** Where a clause stands in a message, in lines: its heading, the first and last of its words, the last of its explanation. */
export interface ShownPart {
  head: number;
  first: number;
  last: number;
  end: number;
}

/** What of a clause is looked for in a message. */
interface Wanted {
  heading: string;
  words: string;
  explanations: readonly string[];
}

/** Where each of the clauses stands in a message; undefined for one whose words don't. */
export function partsShown(message: string, clauses: readonly Wanted[]): (ShownPart | undefined)[] {
  const lines = message.split('\n');
  const heads = clauses.map((clause) => {
    const place = placeOf(clause.words, message);
    return place && { ...place, head: headingAbove(lines, place.first, clause.heading) };
  });
  return heads.map((place, index) => {
    if (!place) return undefined;
    const below = heads.flatMap((other) => (other && other.head > place.last ? [other.head] : []));
    const parts = (clauses[index]?.explanations ?? []).flatMap((part) => part.split('\n')).filter(says);
    const next = Math.min(lines.length, ...below);
    const end = lines.findLastIndex(
      (line, at) => at > place.last && at < next && parts.some((part) => line.includes(part)),
    );
    return { ...place, end: Math.max(place.last, end) };
  });
}

/** The words that a quotation shows, with the blank lines that it doesn't. */
export const wordsQuoted = (lines: readonly string[], gaps: readonly number[]): string =>
  lines
    .map(unquoted)
    .filter(says)
    .map((line, index) => (gaps.includes(index) ? `${line}\n` : line))
    .join('\n');

/**
 * The quotations of a message with the line that names each of them: what an older message shows about which nothing
 * else was noted.
 */
export function quotationsIn(message: string): Omit<ShownPart, 'end'>[] {
  const lines = message.split('\n');
  const found: Omit<ShownPart, 'end'>[] = [];
  for (const [at, line] of lines.entries()) {
    if (!line.startsWith('>')) continue;
    const open = found.at(-1);
    if (open && open.last === at - 1) open.last = at;
    else found.push({ head: headingAbove(lines, at, undefined), first: at, last: at });
  }
  return found;
}

/** Whether the lines of a quotation are words with this hash, whichever of them had a blank line between them. */
export function areWordsOf(lines: readonly string[], hash: string): boolean {
  for (const words of joinings(lines.map(unquoted).filter(says))) if (sha256(words) === hash) return true;
  return false;
}

/** Longer clauses are tried in the two plain ways only. */
const MOST_GAPS = 12;

function* joinings(lines: readonly string[]): Generator<string> {
  yield lines.join('\n');
  yield lines.join('\n\n');
  const gaps = lines.length - 1;
  if (gaps > MOST_GAPS) return;
  for (let wide = 1; wide < 2 ** gaps - 1; wide++)
    yield lines.reduce((words, line, index) => `${words}${wide & (1 << (index - 1)) ? '\n\n' : '\n'}${line}`);
}

/**
 * Where a clause's words stand in a message that quotes them as Markdown: each line of the words, one after the other,
 * without the quotation's own marks and blank lines. Undefined where they don't.
 */
function placeOf(words: string, message: string): { first: number; last: number } | undefined {
  const wanted = words.split('\n').filter(says);
  const lines = message
    .split('\n')
    .map((line, index) => ({ line: unquoted(line), index }))
    .filter(({ line }) => says(line));
  if (wanted.length === 0) return undefined;
  for (let start = 0; start + wanted.length <= lines.length; start++) {
    if (wanted.some((line, index) => lines[start + index]?.line !== line)) continue;
    return { first: lines[start]?.index ?? 0, last: lines[start + wanted.length - 1]?.index ?? 0 };
  }
  return undefined;
}

/** The line above the words that names the clause; without a name that is known, the last one that says anything. */
function headingAbove(lines: readonly string[], firstOfWords: number, heading: string | undefined): number {
  const above = lines.slice(0, firstOfWords);
  const named = heading === undefined ? -1 : above.findLastIndex((line) => line.includes(heading));
  const last = named === -1 ? above.findLastIndex(says) : named;
  return last === -1 ? firstOfWords : last;
}

const says = (line: string): boolean => line.trim() !== '';
const unquoted = (line: string): string => line.replace(/^> ?/, '');
