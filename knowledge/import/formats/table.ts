import { widthOf } from '../matching.ts';
import type { Cell } from '../source.ts';
import type { Styled } from '../styled.ts';

/** How far apart the columns of a table are taken to stand; wider than a heading in a margin is long. */
const COLUMN = 60;

/**
 * The lines of a table's row as they would be printed: the first lines of all cells beside each other, then the second
 * ones. A wording that is set in a table reads like one that is set with a margin.
 */
export function printedLines(row: readonly (readonly Styled[])[]): Cell[][] {
  const columns = row.map((cell) => cell.filter(({ length }) => length > 0));
  const count = Math.max(0, ...columns.map(({ length }) => length));
  return Array.from({ length: count }, (_, line) =>
    columns.flatMap((column, index) => {
      const words = column[line];
      return words ? [{ words, left: index * COLUMN, right: index * COLUMN + widthOf(words.text) }] : [];
    }),
  );
}
