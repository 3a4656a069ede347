import type { LineRange, Row, Source } from '../source.ts';
import type { Styled } from '../styled.ts';
import { Tally } from '../tally.ts';
import { type InlineText, readInline } from './markdown-inline.ts';
import { printedLines, rowsOfTable } from './table.ts';
import { cellsOf } from './text.ts';

/*
 * Markdown is read line by line, not by a Markdown parser: a parser renumbers lists and joins lines, and here the
 * numbers and the lines are what counts.
 */

const QUOTE = /^ {0,3}(?:> ?)+/;
const HEADING = /^( {0,3}(#{1,6})[ \t]+)(.*?)([ \t]*#*[ \t]*)$/;
const UNDERLINE = /^ {0,3}(?:={3,}|-{3,})[ \t]*$/;
const RULE = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const FENCE = /^ {0,3}(?:```|~~~)/;
const TABLE_RULE = /^ {0,3}\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*$/;
/** A table in HTML, as converters write them into Markdown. */
const TABLE = /^[ \t]*<table\b/i;
/** Its elements; a break within a cell begins another line of it. */
const TABLE_TAG = /<(\/?)(table|thead|tbody|tfoot|tr|td|th|br|p|div)\b[^>\n]{0,300}>/gi;
const TABLE_ROW = /^\s*\|(.*)\|\s*$/;
const BULLET = /^[ \t]*[-*+][ \t]+(?=\S)/;
const NOTE = /^\[\^([^\]\s]{1,20})\]:[ \t]*/;

/** Reads Markdown. What is only markup is counted as removed. */
export function readMarkdown(text: string): Source {
  const reader = new MarkdownReader();
  text.split('\n').forEach((line, at) => {
    reader.read(line, { line: at + 1 });
  });
  reader.finish();
  const { rows, notes, markup } = reader;
  const removed = markup.length > 0 ? [{ what: 'markup' as const, text: markup.join(''), times: 1 }] : [];
  return { rows, notes, tally: Tally.of([text]), removed, warnings: [] };
}

class MarkdownReader {
  readonly rows: Row[] = [];
  readonly notes: Source['notes'] = [];
  readonly markup: string[] = [];
  #space = 1;
  #bold = false;
  #inTable = false;
  #row: Styled[][] = [];
  #cell: Styled[] | undefined;

  read(whole: string, place: LineRange): void {
    const line = this.#without(QUOTE, whole);
    if (this.#inTable && HEADING.test(line)) {
      // A heading stands in no table: the one above was never closed.
      this.#endRow(place);
      this.#inTable = false;
    }
    if (line.trim() === '') {
      this.#space += 1;
      this.#bold = false;
    } else if (TABLE.test(line) || this.#inTable) this.#table(line, place);
    else if (!this.#markupOnly(line)) {
      const row = this.#heading(line) ?? this.#tableRow(line) ?? this.#line(line);
      this.#push(row, place);
    }
  }

  #push(row: Pick<Row, 'cells' | 'heading' | 'table'>, place: LineRange): void {
    if (row.cells.length === 0) return;
    this.rows.push({ size: 10, space: this.#space, place, ...row });
    this.#space = 1;
  }

  /** A table that is written as HTML, all of it on one line or on several. */
  #table(line: string, place: LineRange): void {
    let from = 0;
    for (const tag of line.matchAll(TABLE_TAG)) {
      this.#cellText(line.slice(from, tag.index), place);
      from = tag.index + tag[0].length;
      this.markup.push(tag[0]);
      const [, closing, name = ''] = tag;
      const element = name.toLowerCase();
      if (element === 'table') {
        if (closing) this.#endRow(place);
        this.#inTable = closing === '';
      } else if (element === 'tr') this.#endRow(place);
      else if (element === 'td' || element === 'th') {
        if (closing) this.#cell = undefined;
        else {
          this.#cell = [];
          this.#row.push(this.#cell);
        }
      }
    }
    this.#cellText(line.slice(from), place);
  }

  /** What stands within a table and in none of its cells is a line of its own. */
  #cellText(text: string, place: LineRange): void {
    if (text.trim() === '') return;
    if (this.#cell) this.#cell.push(this.#words(text));
    else {
      this.#endRow(place);
      this.#push(this.#line(text), place);
    }
  }

  #endRow(place: LineRange): void {
    for (const row of rowsOfTable(this.#row)) this.#push(row, place);
    this.#row = [];
    this.#cell = undefined;
  }

  /** A table that the text doesn't close ends with it. */
  finish(): void {
    this.#endRow({ line: this.rows.at(-1)?.place.line ?? 1 });
  }

  /** Lines that only shape others; the underline of a heading and a note are put where they belong. */
  #markupOnly(line: string): boolean {
    const above = this.rows.at(-1);
    const note = NOTE.exec(line);
    if (note?.[1]) {
      this.markup.push(note[0].replace(note[1], ''));
      this.notes.push({ number: note[1], words: [this.#words(line.slice(note[0].length))], place: { line: 0 } });
      return true;
    }
    if (UNDERLINE.test(line) && above && this.#space === 1) above.heading ??= line.includes('=') ? 1 : 2;
    else if (!RULE.test(line) && !FENCE.test(line) && !TABLE_RULE.test(line)) return false;
    this.markup.push(line);
    return true;
  }

  #heading(line: string): Pick<Row, 'cells' | 'heading'> | undefined {
    const [, before = '', marks = '', title = '', after = ''] = HEADING.exec(line) ?? [];
    if (marks === '') return undefined;
    this.markup.push(before, after);
    return { cells: inOneLine([this.#words(title)]), heading: marks.length };
  }

  #tableRow(line: string): Pick<Row, 'cells' | 'table'> | undefined {
    const inner = TABLE_ROW.exec(line)?.[1];
    if (inner === undefined) return undefined;
    const cells = inner.split(/(?<!\\)\|/);
    this.markup.push('|'.repeat(cells.length + 1));
    return { cells: inOneLine(cells.map((cell) => this.#words(cell))), table: true };
  }

  #line(line: string): Pick<Row, 'cells'> {
    const { words } = this.#inline(this.#without(BULLET, line));
    return { cells: cellsOf(words) };
  }

  #words(text: string): Styled {
    return this.#inline(text).words.trim();
  }

  /** Bold may have begun on an earlier line. */
  #inline(text: string): InlineText {
    const inline = readInline(text, this.#bold);
    this.#bold = inline.boldAfter;
    this.markup.push(...inline.markup);
    return inline;
  }

  #without(mark: RegExp, line: string): string {
    const found = mark.exec(line)?.[0] ?? '';
    this.markup.push(found.trim());
    return line.slice(found.length);
  }
}

const inOneLine = (texts: readonly Styled[]): Row['cells'] => printedLines(texts.map((words) => [words]))[0] ?? [];
