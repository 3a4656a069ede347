/** Characters and lines of one entry that a page shows at first; the rest is one link away. */
const MOST_CHARACTERS = 3_000;
const MOST_LINES = 120;

/** The beginning of a long text, and whether something of it was folded away. */
export function folded(text: string): { text: string; rest: boolean } {
  let cut = text.slice(0, MOST_CHARACTERS);
  const lines = cut.split(/\r\n|\r|\n/);
  if (lines.length > MOST_LINES) cut = lines.slice(0, MOST_LINES).join('\n');
  if (cut.length === text.length || (lines.length <= MOST_LINES && cut === text)) return { text, rest: false };
  // Half a character is none.
  return { text: cut.isWellFormed() ? cut : cut.slice(0, -1), rest: true };
}

/** A short text of a page: a name, a label, a value beside the talk. */
export const shortened = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most).replace(/[\ud800-\udbff]$/, '')}…`;
