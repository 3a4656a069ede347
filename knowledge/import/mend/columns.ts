import { widthOf } from '../matching.ts';
import { readLabel } from '../outline/labels.ts';
import type { Cell, Row } from '../source.ts';
import { Styled } from '../styled.ts';
import { wideCells, wordsOf } from './cells.ts';

/** A line of text with its place across the page, after columns were told apart. */
export interface Line extends Omit<Row, 'cells'> {
  words: Styled;
  left: number;
  right: number;
  /** It stands in the margin, as the heading of what follows. */
  margin?: boolean;
}

/** How far apart two edges may be that are meant to stand below each other. */
const TOLERANCE = 0.8;
/** A heading in a margin is at most this wide. */
const WIDEST_MARGIN = 16;

/** Puts rows into the order in which they are read: a page's columns one after the other, a margin before its text. */
export function linesInOrder(rows: readonly Row[]): Line[] {
  const margins = marginsOf(rows.filter(({ table }) => !table));
  const lines: Line[] = [];
  /** The last heading in the margin, and how many lines above it ended: it may go on. */
  let heading: Line | undefined;
  let above = 0;
  for (const row of inColumns(rows)) {
    above += row.space;
    const edge = row.table ? tableEdge(row) : margins.find((known) => hasMargin(row, known));
    const beside = edge === undefined ? [] : row.cells.filter(({ left }) => left < edge - TOLERANCE);
    const text = edge === undefined ? row.cells : row.cells.slice(beside.length);
    if (edge === undefined || beside.length === 0) heading = above < 1 ? heading : undefined;
    else if (heading && above < 1.8 && headingGoesOn(heading, wordsOf(beside).text, lines.at(-1), edge)) {
      heading.words = continued(heading.words, wordsOf(beside));
      heading.right = beside.at(-1)?.right ?? heading.right;
      above = 0;
    } else if (text.length > 0 || readLabel(wordsOf(beside).text)) {
      heading = { ...whole({ ...row, cells: beside, table: false }), margin: text.length > 0 };
      above = 0;
      lines.push(heading);
    } else lines.push(whole(row));
    if (text.length > 0) lines.push(whole({ ...row, cells: text, table: Boolean(row.table) && edge === undefined }));
  }
  return lines;
}

/** A heading goes on where it filled its margin, or where the text beside it is in the middle of a sentence. */
function headingGoesOn(heading: Line, more: string, textAbove: Line | undefined, edge: number): boolean {
  if (readLabel(more)) return false;
  const filled = heading.right + widthOf(more.charAt(0)) > edge - 2.5;
  return filled || !/[。；：！？.;:]$/.test(textAbove?.words.text ?? '');
}

/** A row as one line, its wide gaps kept as two spaces. */
function whole({ cells, ...row }: Row): Line {
  return { ...row, words: wordsOf(cells), left: cells[0]?.left ?? 0, right: cells.at(-1)?.right ?? 0 };
}

/** A heading that goes on in the next line of its margin. */
function continued(heading: Styled, more: Styled): Styled {
  const space = /[\p{L}\d]$/u.test(heading.text) && /^[a-z]/i.test(more.text) ? ' ' : '';
  return Styled.join([heading, more], space);
}

/** Where the text begins in a document whose headings stand in a margin: one edge, or one for even and odd pages. */
function marginsOf(rows: readonly Row[]): number[] {
  const edges = new Map<number, number>();
  for (const { cells } of rows) {
    const [first] = cells;
    if (!first || cells.length < 2 || !startsArticle(wordsOf(cells).text)) continue;
    for (const { left } of cells.slice(1)) {
      if (left - first.left > WIDEST_MARGIN) break;
      const edge = [...edges.keys()].find((known) => Math.abs(known - left) < TOLERANCE) ?? left;
      edges.set(edge, (edges.get(edge) ?? 0) + 1);
    }
  }
  return [...edges]
    .filter(([edge, count]) => count >= 2 && textBelow(rows, edge) >= count)
    .sort((a, b) => b[1] - a[1])
    .slice(0, 2)
    .map(([edge]) => edge);
}

const startsArticle = (text: string): boolean =>
  ['article', 'decimal', 'named', 'integer', 'bare'].includes(readLabel(text)?.style ?? '');

/** How many rows hold nothing but text that begins at this edge: without them two gaps are a coincidence. */
const textBelow = (rows: readonly Row[], edge: number): number =>
  rows.filter(({ cells: [first] }) => first && Math.abs(first.left - edge) < TOLERANCE * 3).length;

/** Whether a row is set with a margin up to that edge: nothing runs across it, and what is beyond it begins there. */
function hasMargin({ cells }: Row, edge: number): boolean {
  const beyond = cells.find(({ left }) => left >= edge - TOLERANCE);
  if (beyond && beyond !== cells[0] && beyond.left > edge + TOLERANCE) return false;
  return cells.every(({ left, right }) => left >= edge - TOLERANCE || right <= edge + TOLERANCE / 2);
}

/** The row of a table whose first cell holds an article's number has its text in the last. */
function tableEdge({ cells }: Row): number | undefined {
  const [first] = cells;
  const last = cells.at(-1);
  if (!first || !last || cells.length < 2 || cells.length > 3) return undefined;
  const style = readLabel(first.words.text)?.style ?? readLabel(`${first.words.text} 目`)?.style ?? '';
  if (['article', 'decimal', 'named'].includes(style)) return last.left;
  // Rows of any table are numbered so, but hold no sentences.
  const isSentence = /[。：:；;]/.test(last.words.text);
  return ['integer', 'han', 'han-paren', 'bare'].includes(style) && isSentence ? last.left : undefined;
}

/** Pages that are set in two columns are read down the first and then down the second. */
function inColumns(rows: readonly Row[]): Row[] {
  const pages: Row[][] = [];
  for (const row of rows) {
    const page = pages.at(-1);
    if (page && page[0]?.place.page === row.place.page) page.push(row);
    else pages.push([row]);
  }
  return pages.flatMap((page) => {
    const gutter = gutterOf(page);
    return gutter === undefined ? page : split(page, gutter);
  });
}

/** The edge of a second column: most rows of the page have much text on both of its sides. */
function gutterOf(page: readonly Row[]): number | undefined {
  const candidates = page
    .filter(({ table }) => !table)
    .map(({ cells }) => wideCells(cells))
    .filter(
      ([first, second, third]) =>
        first && second && !third && first.right - first.left > 10 && second.right - second.left > 5,
    );
  const edge = candidates[0]?.[1]?.left;
  if (edge === undefined || page[0]?.height === undefined) return undefined;
  const agreeing = candidates.filter((cells) => Math.abs((cells[1]?.left ?? 0) - edge) < 3);
  return agreeing.length > 5 && agreeing.length > page.length * 0.4 ? edge : undefined;
}

function split(page: readonly Row[], gutter: number): Row[] {
  const before = (cell: Cell): boolean => cell.left < gutter - 3;
  const column = (belongs: (cell: Cell) => boolean): Row[] =>
    page.flatMap((row) => {
      const cells = row.cells.filter(belongs);
      return cells.length > 0 ? [{ ...row, cells }] : [];
    });
  return [...column(before), ...column((cell) => !before(cell))];
}
