import type { Styled } from './styled.ts';
import type { Tally } from './tally.ts';

/** Where something stands in the source: the line of a text file, of a page, or the paragraph of a document. */
export interface LineRange {
  page?: number;
  line: number;
}

/** A stretch of a row between two wide gaps, or a cell of a table. */
export interface Cell {
  words: Styled;
  /** From where to where it reaches, in the width of a Han character. */
  left: number;
  right: number;
}

/** What stands on one line of the source: a printed line, or a whole paragraph where the format has paragraphs. */
export interface Row {
  cells: Cell[];
  place: LineRange;
  /** Of the letters, in points; the same for all where the format doesn't say. */
  size: number;
  /** Distance to the row above, in lines: 1 for the next line, 2 after an empty one. */
  space: number;
  /** How far down its page it stands, from 0 to 1; absent where there are no pages. */
  height?: number;
  /** The level of heading that the format itself gives it, 1 the highest. */
  heading?: number;
  /** A row of a table: never joined with its neighbours. */
  table?: boolean;
}

/** A note that the source keeps apart from the text, as at the foot of a page. */
export interface Note {
  number: string;
  words: Styled[];
  place: LineRange;
  /** What its mark is made of besides the number. */
  brackets?: string;
}

/** What is left out of the product on purpose, as it is reported. */
export interface Removal {
  what:
    | 'page-header'
    | 'page-footer'
    | 'page-number'
    | 'contents'
    | 'markup'
    | 'separator'
    | 'hyphen'
    | 'hidden'
    | 'watermark'
    | 'drawn-twice';
  text: string;
  times: number;
}

/** What was doubtful, and where. */
export interface Warning {
  place?: LineRange;
  problem: string;
}

/** A file as it was read, before anything was understood of it. */
export interface Source {
  rows: Row[];
  notes: Note[];
  /** Every character that the file shows. */
  tally: Tally;
  removed: Removal[];
  warnings: Warning[];
  /** What the format itself says the document is called. */
  title?: string;
}

/** A paragraph, put together from its lines. */
export interface Paragraph {
  words: Styled;
  place: LineRange;
  heading?: number;
  /** It stands in the margin beside the text: the heading of what follows. */
  margin?: boolean;
  table?: boolean;
}
