import { Parser } from 'htmlparser2';
import { ImportError } from '../import-error.ts';
import { LIMITS } from '../limits.ts';
import { widthOf } from '../matching.ts';
import type { Row, Source } from '../source.ts';
import { Styled } from '../styled.ts';
import { superscript, Tally } from '../tally.ts';
import { rowsOfTable } from './table.ts';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Elements that begin and end a line of their own. */
const BLOCKS = words(
  'address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul',
);
/** Elements whose content is never shown. */
const UNSHOWN = words('script style template noscript iframe object svg math canvas audio video head');
const BOLD = words('b strong th h1 h2 h3 h4 h5 h6');
const LIGHT = /font-weight\s*:\s*(?:normal|lighter|[1-5]00)/i;
const HEAVY = /font-weight\s*:\s*(?:bold|bolder|[6-9]00)|font(?:-family)?\s*:[^;]*(?:黑体|SimHei|Heiti)/i;
const HIDDEN = /display\s*:\s*none|visibility\s*:\s*hidden/i;

/** An element that is open. */
interface Open {
  name: string;
  bold: boolean;
  hidden: boolean;
  raised: boolean;
  /** The numbers of an ordered list. */
  list?: { next: number; type: string };
  /** The row of a table that this element is, and the cell of such a row. A table within a cell is only lines. */
  row?: Styled[][];
  cell?: Styled[];
}

/** Reads HTML as it streams by: no tree is built, and nothing in it is run or loaded. */
export function readHtml(name: string, html: string): Source {
  if (/<!ENTITY/i.test(html))
    throw new ImportError(`${name} declares entities of its own, which is not read here: save it again from a browser`);
  const reader = new HtmlReader(name);
  const parser = new Parser(
    {
      onopentag: (tag, attributes) => reader.open(tag, attributes),
      onclosetag: () => reader.close(),
      ontext: (text) => reader.text(text),
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  parser.end(html);
  return reader.finish();
}

class HtmlReader {
  readonly #name: string;
  readonly #open: Open[] = [{ name: '', bold: false, hidden: false, raised: false }];
  readonly #rows: Row[] = [];
  readonly #tally = new Tally();
  #hidden = '';
  #title = '';
  #line: Styled[] = [];
  #row: Styled[][] | undefined;
  #cell: Styled[] | undefined;
  #heading: number | undefined;

  constructor(name: string) {
    this.#name = name;
  }

  open(name: string, { style = '', class: _, ...attributes }: Record<string, string>): void {
    const around = this.#innermost;
    if (this.#open.length > LIMITS.nesting)
      throw new ImportError(
        `${this.#name} has elements nested deeper than ${LIMITS.nesting}: save it again from a browser, or as text`,
      );
    if (BLOCKS.has(name) || name === 'br') this.#endLine();
    const element: Open = {
      name,
      bold: HEAVY.test(style) || (!LIGHT.test(style) && (around.bold || BOLD.has(name))),
      hidden: around.hidden || UNSHOWN.has(name) || HIDDEN.test(style) || 'hidden' in attributes,
      raised: name === 'sup' || (around.raised && name !== 'sub'),
    };
    if (name === 'ol') element.list = { next: Number(attributes.start ?? 1) || 1, type: attributes.type ?? '1' };
    this.#open.push(element);
    this.#openInTable(element);
    if (/^h[1-6]$/.test(name)) this.#heading = Number(name.charAt(1));
    if (name === 'li') this.#number(attributes.value);
  }

  close(): void {
    const element = this.#open.pop();
    if (!element) return;
    if (BLOCKS.has(element.name)) this.#endLine();
    this.#closeInTable(element);
    if (/^h[1-6]$/.test(element.name)) this.#heading = undefined;
  }

  text(text: string): void {
    const { name, hidden, bold, raised } = this.#innermost;
    if (name === 'title') this.#title += text;
    if (hidden) {
      // What a program or a style sheet says is no text of the document.
      if (!UNSHOWN.has(name) && !this.#open.some((element) => UNSHOWN.has(element.name))) this.#hide(text);
      return;
    }
    this.#tally.add(text);
    this.#line.push(Styled.of(raised ? superscript(text) : text, bold));
  }

  finish(): Source {
    this.#endLine();
    return {
      rows: this.#rows,
      notes: [],
      tally: this.#tally,
      removed: this.#hidden ? [{ what: 'hidden', text: this.#hidden, times: 1 }] : [],
      warnings: [],
      ...(this.#title.trim() ? { title: this.#title.trim() } : {}),
    };
  }

  get #innermost(): Open {
    return this.#open.at(-1) as Open;
  }

  #hide(text: string): void {
    this.#tally.add(text);
    this.#hidden += text.trim();
  }

  /** The number that a browser prints before an item of an ordered list. */
  #number(value: string | undefined): void {
    const list = this.#open.at(-2)?.list;
    if (!list || this.#innermost.hidden) return;
    const number = Number(value ?? list.next) || list.next;
    list.next = number + 1;
    const printed =
      list.type.toLowerCase() === 'a' ? String.fromCharCode(list.type.charCodeAt(0) + ((number - 1) % 26)) : number;
    this.text(`${printed}. `);
  }

  #takeLine(): Styled {
    const line = Styled.join(this.#line).squeezed();
    this.#line = [];
    return line;
  }

  #endLine(): void {
    const words = this.#takeLine();
    if (words.length === 0) return;
    if (this.#cell) this.#cell.push(words);
    else this.#push([{ words, left: 0, right: widthOf(words.text) }], this.#heading ? { heading: this.#heading } : {});
  }

  #openInTable(element: Open): void {
    const { name } = element;
    if (name === 'tr' && !this.#row) {
      element.row = [];
      this.#row = element.row;
    } else if ((name === 'td' || name === 'th') && this.#row && !this.#cell) {
      element.cell = [];
      this.#cell = element.cell;
      this.#row.push(element.cell);
    }
  }

  #closeInTable({ cell, row }: Open): void {
    if (cell) this.#cell = undefined;
    if (!row) return;
    this.#row = undefined;
    for (const { cells, ...rest } of rowsOfTable(row)) this.#push(cells, rest);
  }

  #push(cells: Row['cells'], more: Pick<Row, 'heading' | 'table'>): void {
    this.#rows.push({ cells, place: { line: this.#rows.length + 1 }, size: 10, space: 1, ...more });
  }
}
