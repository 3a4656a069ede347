import { contentOf, entriesIn, type Read } from './zip.ts';

/** Documents that hold macros, by their endings: Word's, Excel's and PowerPoint's, their templates and add-ins. */
const ENDINGS = /\.(doc|dot|xls|xlt|ppt|pot|pps|sld|xla|ppa)m[. ]*$/i;

const ZIP = Buffer.from('PK', 'latin1');
const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/** What stands in the plain bytes of a document with macros: in an archive the part's name, in a compound file its storage's. */
const MARKS: readonly { start: Buffer; mark: RegExp }[] = [
  { start: ZIP, mark: /vbaProject\.bin/i },
  { start: COMPOUND, mark: /_\0V\0B\0A\0_\0P\0R\0O\0J\0E\0C\0T\0/ },
];
/** Longer than any mark: of one that two pieces share. */
const OVERLAP = 64;

/** Where Office says what each part is (ECMA-376-2, 10.1.2); a part of any name may be a project of macros. */
const CONTENT_TYPES = '[content_types].xml';
const MACRO_TYPE = /macroEnabled|vbaProject|macrosheet|wordVbaData/i;
/** Where OpenDocument keeps them. */
const OPEN_DOCUMENT = /^(Basic|Scripts)\/./;

/** Whether a name is that of a document with macros. */
export const isNamedAsMacros = (name: string): boolean => ENDINGS.test(name);

/**
 * Looks for macros in a document while it comes in, and once it is there: whoever opens it may run them, and no picture
 * of an accident needs any. In archives that can't be opened, or are locked, nothing can be seen.
 */
export class MacroWatch {
  #mark: RegExp | undefined;
  #isArchive = false;
  #tail = '';
  #seen = false;
  #size = 0;

  /** The next piece of the file. */
  see(piece: Buffer): void {
    if (this.#size === 0) {
      this.#mark = MARKS.find(({ start }) => piece.subarray(0, start.length).equals(start))?.mark;
      this.#isArchive = piece.subarray(0, ZIP.length).equals(ZIP);
    }
    this.#size += piece.length;
    if (!this.#mark || this.#seen) return;
    const text = this.#tail + piece.toString('latin1');
    this.#seen = this.#mark.test(text);
    this.#tail = text.slice(-OVERLAP);
  }

  /** Whether the file, all of which was seen, holds macros. `read` reads of it once more. */
  async found(read: Read): Promise<boolean> {
    if (this.#seen || !this.#isArchive) return this.#seen;
    const entries = await entriesIn(this.#size, read);
    if (!entries) return false;
    if (entries.some(({ name }) => name === 'content.xml') && entries.some(({ name }) => OPEN_DOCUMENT.test(name)))
      return true;
    const types = entries.find(({ name }) => name.toLowerCase() === CONTENT_TYPES);
    const said = types && (await contentOf(types, this.#size, read));
    return said !== undefined && MACRO_TYPE.test(asText(said));
  }
}

/** XML as text, in whichever of its two encodings Office reads it. */
const asText = (xml: Buffer): string => xml.toString(xml.includes(0) ? 'utf16le' : 'utf8');
