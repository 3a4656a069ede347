import { widthOf } from '../../matching.ts';
import type { Note, Removal, Row, Source } from '../../source.ts';
import { Styled } from '../../styled.ts';
import { superscript, Tally } from '../../tally.ts';
import { printedLines } from '../table.ts';
import { unpack } from './archive.ts';
import { Numbering } from './numbering.ts';
import { boldness, headingLevel, listPosition, Styles } from './styles.ts';
import { child, childrenOf, type Element, parseXml, switchOf, valOf } from './xml.ts';

/** Reads a DOCX: paragraphs, tables, notes, and the numbers that Word prints before paragraphs. */
export async function readDocx(name: string, bytes: Buffer): Promise<Source> {
  const parts = await unpack(name, bytes);
  const xml = new Map([...parts].map(([part, text]) => [part, parseXml(`${name} (${part})`, text)]));
  const reader = new DocumentReader(xml);
  return reader.read();
}

/** What is written into the document but isn't shown. */
const UNSHOWN = new Set([
  'del',
  'moveFrom',
  'instrText',
  'delText',
  'Fallback',
  'rPr',
  'pPr',
  'tblPr',
  'tcPr',
  'trPr',
  'sdtPr',
  'sectPr',
]);

class DocumentReader {
  readonly #xml: ReadonlyMap<string, Element>;
  readonly #styles: Styles;
  readonly #numbering: Numbering;
  readonly #tally = new Tally();
  readonly #rows: Row[] = [];
  readonly #notes: Note[] = [];
  readonly #contents: string[] = [];
  readonly #hidden: string[] = [];
  #paragraphs = 0;
  #line: Styled[] = [];
  /** The lines of the cell that is being read. */
  #cell: Styled[] | undefined;

  constructor(xml: ReadonlyMap<string, Element>) {
    this.#xml = xml;
    this.#styles = new Styles(xml.get('word/styles.xml'));
    this.#numbering = new Numbering(xml.get('word/numbering.xml'));
  }

  read(): Source {
    const body = child(child(this.#xml.get('word/document.xml'), 'document'), 'body');
    for (const block of body?.children ?? []) this.#block(block);
    const removed = [...this.#headersAndFooters()];
    if (this.#contents.length > 0) removed.push({ what: 'contents', text: this.#contents.join('\n'), times: 1 });
    if (this.#hidden.length > 0) removed.push({ what: 'hidden', text: this.#hidden.join(''), times: 1 });
    return { rows: this.#rows, notes: this.#notes, tally: this.#tally, removed, warnings: [] };
  }

  #block(element: Element): void {
    if (element.name === 'p') this.#paragraph(element);
    else if (element.name === 'tbl' && this.#cell) for (const cell of rowsOf(element).flat()) this.#blocks(cell);
    else if (element.name === 'tbl') this.#table(element);
    else if (!UNSHOWN.has(element.name)) this.#blocks(element);
  }

  #blocks(element: Element): void {
    for (const block of element.children) this.#block(block);
  }

  #table(table: Element): void {
    for (const row of rowsOf(table)) {
      const cells = row.map((cell) => {
        const lines: Styled[] = [];
        this.#cell = lines;
        this.#blocks(cell);
        this.#cell = undefined;
        return lines;
      });
      for (const line of printedLines(cells)) this.#push(line, { table: true });
    }
  }

  #paragraph(paragraph: Element): void {
    this.#paragraphs += 1;
    const properties = child(paragraph, 'pPr');
    const styleId = valOf(properties, 'pStyle');
    const style = this.#styles.get(styleId);
    const position = listPosition(properties) ?? style.position;
    const heading = headingLevel(styleId ?? '', properties) ?? style.heading;
    const number = position && position.list !== '0' ? this.#numbering.next(position) : '';
    if (number) this.#text(`${number} `, Boolean(style.bold));
    const boxes: Element[] = [];
    this.#inline(paragraph, Boolean(style.bold), boxes);
    this.#endLine(style.contents, heading);
    for (const box of boxes) this.#blocks(box);
  }

  /** The runs of a paragraph, wherever they are wrapped in links, fields or insertions. */
  #inline(element: Element, bold: boolean, boxes: Element[]): void {
    for (const inner of element.children) {
      if (inner.name === 'r') this.#run(inner, bold, boxes);
      else if (inner.name === 'txbxContent') boxes.push(inner);
      else if (!UNSHOWN.has(inner.name)) this.#inline(inner, bold, boxes);
    }
  }

  #run(run: Element, around: boolean, boxes: Element[]): void {
    const properties = child(run, 'rPr');
    const bold = boldness(properties) ?? this.#styles.get(valOf(properties, 'rStyle')).bold ?? around;
    const raised = valOf(properties, 'vertAlign') === 'superscript';
    for (const inner of run.children) {
      const text = this.#textOf(inner);
      if (text !== undefined && switchOf(properties, 'vanish')) this.#hide(text);
      else if (text !== undefined) this.#text(raised ? superscript(text) : text, bold);
      else if (inner.name === 'br' || inner.name === 'cr') this.#endLine(false);
      else if (!UNSHOWN.has(inner.name)) this.#inline(inner, bold, boxes);
    }
  }

  /** What an element of a run prints. */
  #textOf({ name, text, attributes }: Element): string | undefined {
    if (name === 't') return text;
    if (name === 'tab') return '\t';
    if (name === 'noBreakHyphen') return '-';
    if (name === 'sym') return String.fromCodePoint(Number.parseInt(attributes.char ?? '2022', 16) || 0x2022);
    if (name === 'footnoteReference' || name === 'endnoteReference') return this.#note(name, attributes.id ?? '');
    return undefined;
  }

  /** Puts a note where it is referred to for the first time, and says its number. */
  #note(reference: string, id: string): string {
    const kind = reference.replace('Reference', '');
    const element = childrenOf(child(this.#xml.get(`word/${kind}s.xml`), `${kind}s`), kind).find(
      ({ attributes }) => attributes.id === id,
    );
    if (!element) return '';
    const number = String(this.#notes.length + 1);
    const outer = { line: this.#line, cell: this.#cell };
    const words: Styled[] = [];
    const note: Note = { number, words, place: { line: this.#paragraphs } };
    this.#notes.push(note);
    this.#line = [];
    this.#cell = words;
    this.#blocks(element);
    this.#line = outer.line;
    this.#cell = outer.cell;
    // The number is printed twice: here and before the note.
    this.#tally.add(number);
    return superscript(number);
  }

  #text(text: string, bold: boolean): void {
    this.#tally.add(text);
    this.#line.push(Styled.of(text, bold));
  }

  #hide(text: string): void {
    this.#tally.add(text);
    this.#hidden.push(text);
  }

  #endLine(contents: boolean, heading?: number): void {
    const words = Styled.join(this.#line).trim();
    this.#line = [];
    if (words.length === 0) return;
    if (contents) this.#contents.push(words.text);
    else if (this.#cell) this.#cell.push(words);
    else this.#push([{ words, left: 0, right: widthOf(words.text) }], heading ? { heading } : {});
  }

  #push(cells: Row['cells'], more: Pick<Row, 'heading' | 'table'>): void {
    this.#rows.push({ cells, place: { line: this.#paragraphs }, size: 10, space: 1, ...more });
  }

  /** Headers and footers stand in parts of their own. */
  *#headersAndFooters(): Generator<Removal> {
    for (const [part, root] of this.#xml) {
      const what = /header/.test(part) ? 'page-header' : /footer/.test(part) ? 'page-footer' : undefined;
      if (!what) continue;
      const lines: Styled[] = [];
      this.#cell = lines;
      this.#blocks(root);
      this.#cell = undefined;
      const text = lines.map((line) => line.text).join(' ');
      if (text.trim()) yield { what, text, times: 1 };
    }
  }
}

/** The cells of each row of a table. */
const rowsOf = (table: Element): Element[][] => deep(table, 'tr').map((row) => deep(row, 'tc'));

/** The nearest elements of that name within another, through wrappers such as content controls. */
const deep = (element: Element, name: string): Element[] =>
  element.children.flatMap((inner) =>
    inner.name === name ? [inner] : inner.name === 'tbl' || inner.name === 'p' ? [] : deep(inner, name),
  );
