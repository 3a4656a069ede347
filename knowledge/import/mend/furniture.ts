import { compact } from '../matching.ts';
import { readLabel } from '../outline/labels.ts';
import type { Removal, Row } from '../source.ts';
import { textOf } from './cells.ts';

/** Page numbers as they are printed: 第 3 页 共 12 页, - 3 -, 3/12, Page 3 of 12. */
const PAGE_NUMBER =
  /^(?:第\d{1,4}页(?:[,/]?共\d{1,4}页)?|共\d{1,4}页[,/]?第\d{1,4}页|[-—–·]+\d{1,4}[-—–·]+|\d{1,4}\/\d{1,4}|page\d{1,4}(?:(?:of|\/)\d{1,4})?|p\.\d{1,4})$/i;

/** So many rows at the top and at the bottom of a page may be its header and footer. */
const EDGE = 4;
/** A text at the edge of this share of the pages is no text of the document. */
const SHARE = 0.4;
const SHARE_OF_NUMBERED = 0.6;

/** Takes the headers, footers and numbers of pages away. */
export function withoutFurniture(rows: readonly Row[]): { rows: Row[]; removed: Removal[] } {
  const pages = pagesOf(rows);
  const furniture = new Map<Row, Removal['what']>();
  for (const row of rows) if (PAGE_NUMBER.test(compact(textOf(row)))) furniture.set(row, 'page-number');
  markBareNumbers(pages, furniture);
  if (pages.length > 1) markRepeated(pages, furniture);
  else markNeighbours(rows, furniture);
  return {
    rows: rows.filter((row) => !furniture.has(row)),
    removed: grouped([...furniture].map(([row, what]) => ({ what, text: textOf(row), times: 1 }))),
  };
}

/** The same text with another number in it is the same furniture, but Section 2 is another section than Section 1. */
function patternOf(row: Row): string {
  const text = textOf(row);
  return readLabel(text) ? text : compact(text).replace(/\d+/g, '#');
}

function pagesOf(rows: readonly Row[]): Row[][] {
  const pages = new Map<number, Row[]>();
  for (const row of rows) {
    const page = pages.get(row.place.page ?? 0);
    if (page) page.push(row);
    else pages.set(row.place.page ?? 0, [row]);
  }
  return [...pages.values()];
}

/** The rows at the edges of a page, the outermost first. */
const edgesOf = (page: readonly Row[]): Row[][] => [page.slice(0, EDGE), page.slice(-EDGE).reverse()];

/** A number alone on the last row of its page, one more on each page. */
function markBareNumbers(pages: readonly Row[][], furniture: Map<Row, Removal['what']>): void {
  for (const edge of [0, 1]) {
    const alone = pages.flatMap((page) => {
      const row = edgesOf(page)[edge]?.find((candidate) => !furniture.has(candidate));
      const text = row ? compact(textOf(row)) : '';
      return row && /^\d{1,4}$/.test(text) ? [{ row, shift: Number(text) - (row.place.page ?? 0) }] : [];
    });
    for (const { row, shift } of alone)
      if (alone.filter((other) => other.shift === shift).length >= Math.min(2, pages.length) && pages.length > 1)
        furniture.set(row, 'page-number');
  }
}

/** What stands at the same edge of many pages, from the outside inwards. */
function markRepeated(pages: readonly Row[][], furniture: Map<Row, Removal['what']>): void {
  for (const [edge, what] of [
    [0, 'page-header'],
    [1, 'page-footer'],
  ] as const) {
    const counts = new Map<string, number>();
    for (const page of pages)
      for (const pattern of new Set((edgesOf(page)[edge] ?? []).map(patternOf)))
        counts.set(pattern, (counts.get(pattern) ?? 0) + 1);
    const least = Math.max(2, pages.length * SHARE);
    // A clause's heading may stand on top of its page and of the table of contents.
    const leastNumbered = Math.max(3, pages.length * SHARE_OF_NUMBERED);
    for (const page of pages) {
      for (const row of edgesOf(page)[edge] ?? []) {
        if (furniture.has(row)) continue;
        if ((counts.get(patternOf(row)) ?? 0) < (readLabel(textOf(row)) ? leastNumbered : least)) break;
        furniture.set(row, what);
      }
    }
  }
}

/** In text without pages: what repeats right beside the page numbers. */
function markNeighbours(rows: readonly Row[], furniture: Map<Row, Removal['what']>): void {
  const numbered = rows.flatMap((row, index) => (furniture.has(row) ? [index] : []));
  const beside = numbered.flatMap((index) => [
    { row: rows[index - 1], what: 'page-footer' as const },
    { row: rows[index + 1], what: 'page-header' as const },
  ]);
  const counts = new Map<string, number>();
  for (const { row } of beside) if (row) counts.set(patternOf(row), (counts.get(patternOf(row)) ?? 0) + 1);
  for (const { row, what } of beside)
    if (row && !furniture.has(row) && (counts.get(patternOf(row)) ?? 0) >= Math.max(2, numbered.length * SHARE))
      furniture.set(row, what);
}

function grouped(removals: readonly Removal[]): Removal[] {
  const groups = new Map<string, Removal>();
  for (const removal of removals) {
    const key = `${removal.what} ${removal.text}`;
    const group = groups.get(key);
    if (group) group.times += 1;
    else groups.set(key, { ...removal });
  }
  return [...groups.values()];
}
