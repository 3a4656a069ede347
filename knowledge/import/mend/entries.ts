import { compact, forMatching, widthOf } from '../matching.ts';
import { type Label, readLabel } from '../outline/labels.ts';
import type { Row } from '../source.ts';
import { textOf, wideCells } from './cells.ts';

/** An entry that leads to its page: dots, or a wide gap, and a number. */
export const LEADER = /(?:[.·…⋯]{3,}|(?:[.·…]\s){3,})\s*\d{0,4}$/;
/** An entry is a heading; a longer line is text. */
export const LONGEST = 60;

/** A line of a table of contents, as the heading that it names. */
export interface Entry {
  /** All of it, without leader, page number and spaces. */
  text: string;
  /** Its number, the same for 1. and 1; none where it has none. */
  number: string | undefined;
  /** Without its number. */
  heading: string;
}

/** Where a second entry begins on the same line: 1.1 合同构成 4.1 犹豫期. */
const NEXT_ENTRY =
  /\s+(?=\d{1,2}(?:[.．]\d{1,2})+\.?\s?\p{Script=Han}|\d{1,2}[.．、]\s?\p{Script=Han}|第[一二三四五六七八九十百]{1,5}[条條部章])/u;

/** The entries on a row: side by side, or one. */
export function entriesOf(row: Row): Entry[] {
  const texts = wideCells(row.cells).flatMap(({ words }) => words.text.split(NEXT_ENTRY));
  const joined: string[] = [];
  for (const text of texts) {
    const before = joined.at(-1);
    const label = before === undefined ? undefined : readLabel(`${before} 目`);
    // A number in a cell of its own belongs to the heading beside it.
    if (before !== undefined && label && label.style !== 'bracket' && label.end >= before.length)
      joined[joined.length - 1] = `${before} ${text}`;
    else joined.push(text);
  }
  return joined.map(entryOf).filter(({ text }) => text !== '');
}

function entryOf(printed: string): Entry {
  const plain = printed.replace(LEADER, '').replace(/\s+\d{1,4}$/, '');
  const label = readLabel(plain);
  return {
    text: compact(plain),
    number: label ? keyOf(label) : undefined,
    heading: compact(label ? plain.slice(label.end) : plain).replace(/^[.:、—-]+/, ''),
  };
}

const keyOf = ({ style, numbers }: Label): string | undefined =>
  style === 'bracket' ? undefined : `${style === 'bare' ? 'integer' : style} ${numbers.join('.')}`;

/** Whether a row is text and no heading: a sentence ends in it, or it is too long. */
export function isSentence(row: Row): boolean {
  const text = forMatching(textOf(row)).replace(LEADER, '').trim();
  return (
    /[。;]/.test(text) ||
    /[:,]$/.test(text) ||
    (widthOf(text) > LONGEST / 2 && row.cells.length === 1 && /[,:]/.test(text))
  );
}

/** Knows which headings and numbers come later. */
export class NamedLater {
  readonly #headings = new Map<string, number>();
  readonly #numbers = new Map<string, number>();
  readonly #alike = new Map<string, number>();

  constructor(rows: readonly Row[]) {
    rows.forEach((row, at) => {
      for (const heading of headingsIn(row)) this.#headings.set(heading, at);
      const label = readLabel(textOf(row));
      const number = label && keyOf(label);
      if (!label || !number) return;
      this.#numbers.set(number, at);
      this.#alike.set(
        `${number} ${compact(textOf(row).slice(label.end))
          .replace(/^[.:、—-]+/, '')
          .slice(0, 4)}`,
        at,
      );
    });
  }

  /** By all of it, by its heading or by its number. */
  has({ text, number, heading }: Entry, at: number): boolean {
    const known = [
      this.#headings.get(text),
      heading.length > 1 ? this.#headings.get(heading) : undefined,
      number ? this.#numbers.get(number) : undefined,
    ];
    return /^\d*$/.test(text) || known.some((place) => (place ?? -1) > at);
  }

  /** A heading without a number. */
  hasText(text: string, at: number): boolean {
    return text.length > 1 && (this.#headings.get(text) ?? -1) > at;
  }

  /** The same number with the same beginning, or the same words where there is no number. */
  hasAlike({ number, heading, text }: Entry, at: number): boolean {
    if (number === undefined) return this.hasText(text, at);
    return number !== undefined && (this.#alike.get(`${number} ${heading.slice(0, 4)}`) ?? -1) > at;
  }
}

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
