import { compact } from '../matching.ts';
import type { Removal, Row, Warning } from '../source.ts';
import { textOf, wideCells } from './cells.ts';

const TITLE = /^(?:条款|保险条款)?(?:目录|目次|索引|contents|tableofcontents|index)$/i;

/** An entry that leads to its page: dots, or a wide gap, and a number. */
const LEADER = /(?:[.·…⋯]{3,}|(?:[.·…]\s){3,})\s*\d{0,4}$/;
const PAGE_AT_END = /\d{1,4}$/;

/** So many entries with leaders in a row are a table of contents without a title. */
const ENTRIES = 3;
/** A file has no more tables of contents than this. */
const TABLES = 3;
/** An entry is a heading; a longer line is text. */
const LONGEST = 60;

/**
 * Takes the table of contents away: what follows its title as long as it names headings that come later, and lines that
 * lead to page numbers.
 */
export function withoutContents(rows: readonly Row[]): { rows: Row[]; removed: Removal[]; warnings: Warning[] } {
  const contents = new Set<Row>();
  const titles = rows.flatMap((row, index) => (TITLE.test(compact(textOf(row))) ? [index] : []));
  for (const title of titles.slice(0, TABLES)) for (const entry of entriesBelow(rows, title)) contents.add(entry);
  for (const run of runsWithLeaders(rows)) for (const row of run) contents.add(row);
  const taken = rows.filter((row) => contents.has(row));
  const [first] = taken;
  return {
    rows: rows.filter((row) => !contents.has(row)),
    removed: first ? [{ what: 'contents', text: taken.map(textOf).join('\n'), times: 1 }] : [],
    warnings: first
      ? [{ place: first.place, problem: `taken for a table of contents and left out: ${taken.length} lines` }]
      : [],
  };
}

/** The title and its entries; nothing where no entry follows. */
function entriesBelow(rows: readonly Row[], title: number): Row[] {
  const later = new Map<string, number>();
  for (let at = title + 1; at < rows.length; at++) {
    const row = rows[at] as Row;
    for (const heading of headingsIn(row)) later.set(heading, at);
  }
  const named = new Set<string>();
  let end = title + 1;
  for (let at = title + 1; at < rows.length; at++) {
    const row = rows[at] as Row;
    const text = textOf(row);
    if (text.length > LONGEST * 2) break;
    const entries = wideCells(row.cells)
      .map(({ words }) => entryOf(words.text))
      .filter((entry) => entry !== '');
    // The first entry comes again: here the text itself begins.
    if (entries.some((entry) => named.has(entry)) && !LEADER.test(text)) break;
    const isEntry = LEADER.test(text) || entries.every((entry) => /^\d*$/.test(entry) || (later.get(entry) ?? 0) > at);
    if (isEntry) {
      for (const entry of entries) if (!/^\d*$/.test(entry)) named.add(entry);
      end = at + 1;
    } else if (at >= end + 2) break;
  }
  // A line among entries that names nothing is one of them all the same, but never more than two.
  return named.size > 0 ? rows.slice(title, end) : [];
}

/** An entry as the heading that it names: without leader, page number and spaces. */
const entryOf = (text: string): string => compact(text.replace(LEADER, '').replace(/\s+\d{1,4}$/, ''));

/** What a row could be called in a table of contents: all of it, each cell, a number with the heading beside it. */
function headingsIn({ cells }: Row): string[] {
  const texts = cells.map(({ words }) => compact(words.text)).filter(({ length }) => length <= LONGEST);
  const beginnings = texts.map((_, index) => texts.slice(0, index + 1).join(''));
  return [...texts, ...beginnings, ...runInHeading(cells[0]?.words.text ?? '')];
}

/** The number and heading that run-in text begins with, up to each of its first spaces. */
function runInHeading(text: string): string[] {
  const spaces = [...text.slice(0, LONGEST).matchAll(/\s+/g)].slice(0, 3);
  return spaces.map(({ index }) => compact(text.slice(0, index))).filter(({ length }) => length > 3);
}

/** Rows in a row that each lead to a page. */
function runsWithLeaders(rows: readonly Row[]): Row[][] {
  const runs: Row[][] = [];
  let run: Row[] = [];
  for (const row of [...rows, undefined]) {
    if (row && LEADER.test(textOf(row)) && PAGE_AT_END.test(textOf(row))) run.push(row);
    else {
      if (run.length >= ENTRIES) runs.push(run);
      run = [];
    }
  }
  return runs;
}
