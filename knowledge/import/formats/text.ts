import { widthOf } from '../matching.ts';
import type { Cell, Row, Source } from '../source.ts';
import { Styled } from '../styled.ts';
import { Tally } from '../tally.ts';

/** A gap that sets what follows it apart: a tab, two spaces, or two wide ones. */
const GAP = /\t+\s*| {2,}\s*|\u3000{2,}\s*/g;

const TAB = 8;

/** Reads plain text: every line is a row; a form feed begins a new page. */
export function readText(text: string): Source {
  const rows: Row[] = [];
  const pages = text.split('\f');
  pages.forEach((page, index) => {
    const lines = page.split('\n');
    let empty = 0;
    lines.forEach((line, at) => {
      const place = { line: at + 1, ...(pages.length > 1 ? { page: index + 1 } : {}) };
      const cells = cellsOf(Styled.of(line));
      if (cells.length === 0) empty += 1;
      else {
        rows.push({
          cells,
          place,
          size: 10,
          space: 1 + empty,
          ...(pages.length > 1 ? { height: at / lines.length } : {}),
        });
        empty = 0;
      }
    });
  });
  return { rows, notes: [], tally: Tally.of([text]), removed: [], warnings: [] };
}

/** What stands between the wide gaps of a line, and how far from its left edge. */
export function cellsOf(line: Styled): Cell[] {
  const cells: Cell[] = [];
  let left = 0;
  let from = 0;
  const take = (to: number): void => {
    const words = line.slice(from, to);
    const indent = words.text.length - words.text.trimStart().length;
    const start = left + widthOf(words.text.slice(0, indent));
    const trimmed = words.trim();
    if (trimmed.length > 0) cells.push({ words: trimmed, left: start, right: start + widthOf(trimmed.text) });
    left += widthOf(words.text);
    from = to;
  };
  for (const gap of line.text.matchAll(GAP)) {
    take(gap.index);
    left = afterGap(left, gap[0]);
    from = gap.index + gap[0].length;
  }
  take(line.length);
  return cells;
}

/** Where a gap ends, in the width of a Han character: a tab goes on to the next multiple of eight letters. */
function afterGap(left: number, gap: string): number {
  let column = left * 2;
  for (const character of gap)
    column = character === '\t' ? (Math.floor(column / TAB) + 1) * TAB : column + widthOf(character) * 2;
  return column / 2;
}
