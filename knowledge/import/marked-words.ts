import { Styled } from './styled.ts';

/*
 * How words stand in a product file: bold as in Markdown between two asterisks, and a backslash before what would else
 * be read as a mark or as the file's own structure. The words that are shown and hashed are those without marks.
 */

/** A stretch of words, from one UTF-16 unit up to another. */
export type Stretch = readonly [from: number, to: number];

const TAKEN_AS_MARK = /[\\*]|^(?:#|```)/g;

/** A line of words as it is written into a product file. */
export function mark(line: Styled): string {
  const parts: string[] = [];
  let from = 0;
  for (const [start, end] of boldStretches(line)) {
    parts.push(line.text.slice(from, start), BOLD, line.text.slice(start, end), BOLD);
    from = end;
  }
  parts.push(line.text.slice(from));
  // Every second part is a mark.
  return parts.map((part, index) => (index % 2 === 1 ? part : part.replace(TAKEN_AS_MARK, escapedIn(index)))).join('');
}

const BOLD = '**';

/** Only what begins the line is taken as the file's structure, and a line that begins with bold begins with a mark. */
const escapedIn = (part: number) => (found: string) =>
  found === '\\' || found === '*' || part === 0 ? `\\${found}` : found;

/** The bold stretches of a line, without white space at their ends. */
function boldStretches(line: Styled): Stretch[] {
  const stretches: [number, number][] = [];
  for (let at = 0; at < line.length; at++) {
    if (!line.isBoldAt(at) || /\s/.test(line.text.charAt(at))) continue;
    const last = stretches.at(-1);
    if (last && /^\s*$/.test(line.text.slice(last[1], at))) last[1] = at + 1;
    else stretches.push([at, at + 1]);
  }
  return stretches;
}

/** The words of a clause without the marks, and which stretches of them are bold. */
export function unmark(marked: string): { words: string; bold: Stretch[] } {
  const bold: Stretch[] = [];
  let words = '';
  let openedAt: number | undefined;
  for (const [found] of marked.matchAll(/\\[\\*#`]|\*\*|[^\\*]+|[\s\S]/g)) {
    if (found !== BOLD) words += found.length === 2 && found.startsWith('\\') ? found.slice(1) : found;
    else if (openedAt === undefined) openedAt = words.length;
    else {
      bold.push([openedAt, words.length]);
      openedAt = undefined;
    }
  }
  // A mark that nothing closes is no mark.
  if (openedAt !== undefined) words = words.slice(0, openedAt) + BOLD + words.slice(openedAt);
  return { words, bold };
}

/** The same, as text that knows its look. */
export function unmarked(marked: string): Styled {
  const { words, bold } = unmark(marked);
  const parts: Styled[] = [];
  let from = 0;
  for (const [start, end] of bold) {
    parts.push(Styled.of(words.slice(from, start)), Styled.of(words.slice(start, end), true));
    from = end;
  }
  return Styled.join([...parts, Styled.of(words.slice(from))]);
}
