import type { Cell, Row } from '../source.ts';
import { Styled } from '../styled.ts';

/** A gap of this many letters' widths sets what follows it apart. */
const WIDE = 0.9;
/** Of two Han characters that stand side by side, no space is between them. */
const BESIDE = 0.45;

/** The words of cells side by side: a wide gap is kept as two spaces, a small one as one. */
export function wordsOf(cells: readonly Cell[]): Styled {
  return Styled.join(
    cells.flatMap(({ words, left }, index) => {
      const before = cells[index - 1];
      return before ? [Styled.of(spaceBetween(before, { words, left })), words] : [words];
    }),
  );
}

function spaceBetween(before: Cell, after: Pick<Cell, 'words' | 'left'>): string {
  const gap = after.left - before.right;
  const isHan = /\p{Script=Han}$/u.test(before.words.text) && /^\p{Script=Han}/u.test(after.words.text);
  if (gap < BESIDE && isHan) return '';
  return gap < 1.4 ? ' ' : '  ';
}

/** What a row says. */
export const textOf = ({ cells }: Row): string => wordsOf(cells).text;

/** The cells of a row with only the wide gaps between them. */
export function wideCells(cells: readonly Cell[]): Cell[] {
  const groups: Cell[][] = [];
  for (const cell of cells) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group && last && cell.left - last.right < WIDE) group.push(cell);
    else groups.push([cell]);
  }
  return groups.map((group) => ({
    words: wordsOf(group),
    left: group[0]?.left ?? 0,
    right: group.at(-1)?.right ?? 0,
  }));
}
