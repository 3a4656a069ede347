import { forMatching } from '../matching.ts';
import type { LineRange, Note, Paragraph, Row } from '../source.ts';
import { Styled } from '../styled.ts';
import { textOf } from './cells.ts';

/** The mark that a note begins with: ¹, [1], 〔1〕, 注1：, ①, or at the foot of a page a bare 1. */
const MARK = /^(?:[[〔](\d{1,3})[\]〕]|注\s?(\d{1,3})\s?:|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})|([\u2460-\u2473]))\s?/;
const BARE = /^(\d{1,3})(?=[\s\p{L}])\s?/u;

/** Notes are set in letters this much smaller than the text. */
const SMALLER = 0.93;

/** Takes the small rows at the foot of each page away, where they begin with a note's mark. */
export function withoutFoot(rows: readonly Row[]): { rows: Row[]; foot: Row[] } {
  const usual = usualSize(rows);
  const foot = new Set<Row>();
  let hadNotes = false;
  for (const page of pagesOf(rows)) {
    let from = page.length;
    while (from > 0 && (page[from - 1]?.size ?? usual) < usual * SMALLER) from--;
    const small = page.slice(from);
    const start = small.findIndex((row) => markOf(textOf(row), true) !== undefined);
    // A note may go on at the foot of the next page.
    if (start < 0 && !hadNotes) continue;
    for (const row of start > 0 && !hadNotes ? small.slice(start) : small) foot.add(row);
    hadNotes = small.length > 0;
  }
  return { rows: rows.filter((row) => !foot.has(row)), foot: [...foot] };
}

function usualSize(rows: readonly Row[]): number {
  const sizes = new Map<number, number>();
  for (const { size, cells } of rows)
    sizes.set(size, (sizes.get(size) ?? 0) + cells.reduce((sum, { words }) => sum + words.length, 0));
  return [...sizes].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 10;
}

function pagesOf(rows: readonly Row[]): Row[][] {
  const pages = new Map<number, Row[]>();
  for (const row of rows) {
    if (row.place.page === undefined) continue;
    const page = pages.get(row.place.page);
    if (page) page.push(row);
    else pages.set(row.place.page, [row]);
  }
  return [...pages.values()];
}

function markOf(text: string, atFoot: boolean): Mark | undefined {
  const plain = forMatching(text);
  const match = MARK.exec(plain) ?? (atFoot ? BARE.exec(plain) : null);
  const mark = match?.slice(1).find((group) => group !== undefined);
  if (!match || !mark) return undefined;
  const [printed] = match;
  return {
    // Raised numbers are numbers; circled ones are signs of their own.
    number: /[\u2460-\u2473]/.test(mark) ? mark : mark.normalize('NFKC'),
    end: printed.length,
    brackets: text.slice(0, printed.length).replace(mark, ''),
  };
}

interface Mark {
  number: string;
  /** Where the note's words begin. */
  end: number;
  brackets: string;
}

const noteOf = ({ number, end, brackets }: Mark, words: Styled, place: LineRange): Note => ({
  number,
  words: [words.slice(end).trim()],
  place,
  brackets,
});

/** Notes that stand at the foot of pages: a paragraph without a mark goes on with the note before it. */
export function notesAtFoot(paragraphs: readonly Paragraph[]): Note[] {
  const notes: Note[] = [];
  for (const { words, place } of paragraphs) {
    const mark = markOf(words.text, true);
    const last = notes.at(-1);
    if (mark) notes.push(noteOf(mark, words, place));
    else if (last) addTo(last, words.trim());
    else notes.push({ number: '', words: [words.trim()], place });
  }
  return notes;
}

/** Lines of a note belong together until a sentence ends. */
function addTo(note: Note, words: Styled): void {
  const before = note.words.pop() ?? Styled.empty;
  if (/[。；：.;:]$/.test(before.text)) note.words.push(before, words);
  else note.words.push(Styled.join([before, words], /[a-z]$/i.test(before.text) ? ' ' : ''));
}

/** Takes the notes at the end of a text away: lines with marks, each of them spoken of in the text before. */
export function withoutNotes(paragraphs: readonly Paragraph[]): { paragraphs: Paragraph[]; notes: Note[] } {
  const kept: Paragraph[] = [];
  const notes: Note[] = [];
  const spokenOf = new Set<string>();
  for (const paragraph of paragraphs) {
    const { words, place, table } = paragraph;
    const mark = table ? undefined : markOf(words.text, false);
    const isNext = mark && Number(mark.number.normalize('NFKC')) === notes.length + 1;
    if (mark && isNext && spokenOf.has(signOf(words.text.slice(0, mark.end)))) notes.push(noteOf(mark, words, place));
    else {
      kept.push(paragraph);
      // A mark that begins its line is none that speaks of a note.
      for (const [found] of words.text.slice(1).matchAll(MARKS_WITHIN)) spokenOf.add(signOf(found));
    }
  }
  return { paragraphs: kept, notes };
}

const MARKS_WITHIN = /[[〔]\d{1,3}[\]〕]|注\s?\d{1,3}|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|[\u2460-\u2473]/g;

const signOf = (mark: string): string => mark.replace(/[:：\s]/g, '');
