import { compact } from '../matching.ts';
import type { Removal, Row, Warning } from '../source.ts';
import { textOf } from './cells.ts';
import { type Entry, entriesOf, isSentence, LEADER, LONGEST, NamedLater } from './entries.ts';

/** 目录 alone or behind the wording's name. */
const TITLE = /(?:^|条款|合同|险|计划|[)》」])(?:目录|目次|索引)$|^(?:contents|tableofcontents|index)$/i;
const LONGEST_TITLE = 40;
/** A title that ends what was a sentence: 请您仔细阅读本条款。条款目录. */
const BEHIND_A_SENTENCE = /(?<=[。！!：:；;])\s*(?:保险)?(?:条款)?(?:目\s*录|目\s*錄|目\s*次|索\s*引)\s*$/;
/** A title with its first entry on the same line. */
const BEFORE_AN_ENTRY =
  /^\s*(?:保险|保險)?(?:条款|條款)?目\s*(?:录|錄|次)[\s:：]*(?=第?\s*[一1１]\s*(?:[.．、条條部章]|\s))/;

const PAGE_AT_END = /\d{1,4}$/;

/** So many entries with leaders in a row are a table of contents without a title. */
const ENTRIES = 3;
/** So many headings in a row that all come again with text are one, too. */
const HEADINGS = 4;
/** So many numbered entries in a row may name what comes under other words, where the text begins right behind them. */
const MOST_UNKNOWN = 12;
/** A file has no more tables of contents than this. */
const TABLES = 3;

/**
 * Takes the table of contents away: what follows its title as long as it names headings that come later, lines that lead
 * to page numbers, and headings in a row that all come again.
 */
export function withoutContents(all: readonly Row[]): { rows: Row[]; removed: Removal[]; warnings: Warning[] } {
  const rows = all.flatMap(titleApart);
  const later = new NamedLater(rows);
  const contents = new Set<Row>();
  const titles = rows.flatMap((row, index) => (isTitle(row) ? [index] : []));
  for (const title of titles.slice(0, TABLES))
    for (const entry of entriesBelow(rows, title, later)) contents.add(entry);
  for (const run of runsWithLeaders(rows)) for (const row of run) contents.add(row);
  for (const run of runsOfHeadings(rows, later)) for (const row of run) contents.add(row);
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

function isTitle(row: Row): boolean {
  const text = compact(textOf(row));
  return text.length <= LONGEST_TITLE && !/[。;,]/.test(text) && TITLE.test(text);
}

/** A row whose end is the title, or whose beginning is, as two rows. */
function titleApart(row: Row): Row[] {
  const [cell] = row.cells;
  if (!cell || row.cells.length > 1) return [row];
  const { text } = cell.words;
  const at = BEHIND_A_SENTENCE.exec(text)?.index ?? BEFORE_AN_ENTRY.exec(text)?.[0].length ?? 0;
  if (at === 0 || at >= text.length) return [row];
  const middle = cell.left + ((cell.right - cell.left) * at) / text.length;
  const { heading: _, ...plain } = row;
  return [
    { ...plain, cells: [{ words: cell.words.slice(0, at).trim(), left: cell.left, right: middle }] },
    {
      ...plain,
      space: 1,
      cells: [{ words: cell.words.slice(at).trim(), left: cell.left, right: cell.left + cell.right - middle }],
    },
  ];
}

/** The title and its entries; nothing where no entry follows. */
function entriesBelow(rows: readonly Row[], title: number, later: NamedLater): Row[] {
  const above = new Set(rows.slice(0, title).map((row) => compact(textOf(row))));
  const named = new Named();
  let end = title + 1;
  for (let at = title + 1; at < rows.length; at++) {
    const row = rows[at] as Row;
    const text = textOf(row);
    const entries = entriesOf(row);
    const leads = LEADER.test(text);
    const isMany = entries.length >= HEADINGS && entries.every((entry) => later.has(entry, at));
    if (!leads && !isMany && text.length > LONGEST * 2) break;
    if (!leads && named.size > 0) {
      if (above.has(compact(text)) || isTitle(row) || named.isAgain(entries, rows[at + 1])) {
        // The text itself begins: what stands before it names something that it calls otherwise.
        end = at;
        break;
      }
      if (isSentence(row) && !isMany) break;
    }
    if (leads || (entries.every((entry) => later.has(entry, at)) && !isSentence(row))) {
      named.add(entries);
      end = at + 1;
    } else if (at >= end + (entries.every(({ number }) => number !== undefined) ? MOST_UNKNOWN : 2)) break;
  }
  // A line among entries that names nothing is one of them all the same, but never more than two.
  return named.size > 0 ? rows.slice(title, end) : [];
}

/** What a table of contents has named so far. */
class Named {
  readonly #texts = new Set<string>();
  readonly #numbers = new Set<string>();
  #first: Entry | undefined;

  get size(): number {
    return this.#texts.size;
  }

  add(entries: readonly Entry[]): void {
    for (const { text, number, heading } of entries) {
      if (/^\d*$/.test(text)) continue;
      this.#first ??= { text, number, heading };
      this.#texts.add(text);
      if (number) this.#numbers.add(number);
    }
  }

  /** Whether the text itself begins here: the first entry comes again, or another with words below it. */
  isAgain(entries: readonly Entry[], below: Row | undefined): boolean {
    return entries.some(({ text, number, heading }) => {
      if (/^\d*$/.test(text)) return false;
      const first = this.#first;
      if (first && (text === first.text || (heading.length > 1 && heading === first.heading))) return true;
      // A number alone on its line has its heading below it.
      if (heading === '' && number !== undefined && this.#numbers.has(number)) return true;
      const again = this.#texts.has(text) || (number !== undefined && this.#numbers.has(number));
      return again && below !== undefined && isSentence(below);
    });
  }
}

/** Rows in a row that each lead to a page. */
function runsWithLeaders(rows: readonly Row[]): Row[][] {
  return runsOf(rows, (row) => LEADER.test(textOf(row)) && PAGE_AT_END.test(textOf(row))).filter(
    ({ length }) => length >= ENTRIES,
  );
}

/** Numbered headings in a row that all come again with the same numbers, most of them with words below. */
function runsOfHeadings(rows: readonly Row[], later: NamedLater): Row[][] {
  const places = new Map(rows.map((row, at) => [row, at]));
  const isHeading = (row: Row): boolean => {
    const entries = entriesOf(row);
    if (isSentence(row) || entries.length === 0) return false;
    const at = places.get(row) ?? 0;
    return entries.every(({ number, heading, text }) =>
      number === undefined ? later.hasText(text, at) : heading !== '',
    );
  };
  return runsOf(rows, isHeading).flatMap((whole) => {
    const run = beforeItsRepeat(whole);
    const end = places.get(run.at(-1) as Row) ?? 0;
    const known = run.filter((row) => entriesOf(row).every((entry) => later.hasAlike(entry, end)));
    const numbered = known.filter((row) => entriesOf(row).some(({ number }) => number !== undefined));
    if (numbered.length < HEADINGS || known.length < run.length * 0.6) return [];
    // What comes before the first that comes again, and behind the last, is no entry.
    return [run.slice(run.indexOf(known[0] as Row), run.indexOf(known.at(-1) as Row) + 1)];
  });
}

/** Headings up to the one that comes a second time: there the text itself begins. */
function beforeItsRepeat(run: readonly Row[]): Row[] {
  const seen = new Set<string>();
  const repeat = run.findIndex((row) => {
    const texts = entriesOf(row).map(({ text }) => text);
    const again = texts.some((text) => seen.has(text));
    for (const text of texts) seen.add(text);
    return again;
  });
  return repeat < 0 ? [...run] : run.slice(0, repeat);
}

function runsOf(rows: readonly Row[], belongs: (row: Row) => boolean): Row[][] {
  const runs: Row[][] = [];
  let run: Row[] = [];
  for (const row of [...rows, undefined]) {
    if (row && belongs(row)) run.push(row);
    else {
      if (run.length > 0) runs.push(run);
      run = [];
    }
  }
  return runs;
}
