import { widthOf } from '../matching.ts';
import type { Cell, Row } from '../source.ts';
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

/** The rows of a table's row. What stands in its only cell is text that a table was drawn around, or a heading. */
export function rowsOfTable(row: readonly (readonly Styled[])[]): Pick<Row, 'cells' | 'table'>[] {
  const filled = row.filter((cell) => cell.some(({ length }) => length > 0));
  const [only] = filled;
  if (filled.length === 1 && only) return printedLines([only]).map((cells) => ({ cells }));
  return printedLines(row).map((cells) => ({ cells, table: true }));
}
