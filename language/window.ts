import { simplified } from './simplified.ts';
import { normalize } from './text.ts';

/** A recognizer reads no more than this many characters: its time grows faster than the text (docs/decisions/0005). */
export const WINDOW = 200;

/** How far a window reaches from what it is about, where no clause ends before. */
const REACH = 48;
const CLAUSE_END = /[。！？!?；;，,\n]/u;
const PART_OF_A_WORD = /[\p{L}\p{N}]/u;
const LATIN = /[A-Za-z0-9]/;

/**
 * At most `most` characters of a text: the clauses around what `relevant` matches, in the text's order, parted by `；` so
 * that nothing touches that didn't. What is longer than `most` itself is left out as a whole, because the first half of
 * a number is another number. `relevant` has to match in linear time.
 */
export function windowOver(text: string, relevant: RegExp, most = WINDOW): string {
  if (text.length <= most) return text;
  const all = new RegExp(relevant.source, relevant.flags.includes('g') ? relevant.flags : `${relevant.flags}g`);
  const pieces: string[] = [];
  let [room, end, tried] = [most, 0, 0];
  for (let match = all.exec(text); match && room > 1 && tried < most; match = all.exec(text), tried++) {
    const start = startOf(text, match.index, end);
    const until = Math.min(endOf(text, match.index + match[0].length), start + room);
    const piece = whole(text, start, until);
    end = Math.max(until, match.index + Math.max(1, match[0].length));
    all.lastIndex = end;
    if (piece === '') continue;
    pieces.push(piece);
    room -= piece.length + 1;
  }
  return pieces.join('；').slice(0, most);
}

/** Where the clause of a match begins. */
function startOf(text: string, at: number, least: number): number {
  let start = at;
  while (start > least && at - start < REACH && !CLAUSE_END.test(text[start - 1] ?? '')) start--;
  return start;
}

/** Where the clause of a match ends, its punctuation included. */
function endOf(text: string, at: number): number {
  let end = at;
  while (end < text.length && end - at < REACH) {
    end++;
    if (CLAUSE_END.test(text[end - 1] ?? '')) break;
  }
  return end;
}

/** The piece without words and numbers that it would cut in two. */
function whole(text: string, start: number, end: number): string {
  let piece = text.slice(start, end);
  const cut = (at: number) => LATIN.test(text[at - 1] ?? '') && LATIN.test(text[at] ?? '');
  if (start > 0 && cut(start)) piece = piece.replace(/^[A-Za-z0-9]+/, '');
  if (end < text.length && cut(end)) piece = piece.replace(/[A-Za-z0-9]+$/, '');
  return PART_OF_A_WORD.test(piece) ? piece : '';
}

/** Readers look at no more of a message than this; nobody's answer is longer. */
export const MOST_READ = 20_000;

/** At the end people say what matters, also of a text that is pasted and long. */
const END_READ = 2_000;

/** What is read of a text: all of it, or its beginning and its end. */
export const readable = (text: string): string =>
  text.length <= MOST_READ ? text : `${text.slice(0, MOST_READ - END_READ)}。${text.slice(-END_READ)}`;

/** Zero-width characters and direction marks, which only part what belongs together. */
const INVISIBLE = /\p{Cf}+/gu;

/** A message as a reader of one value sees it: one Unicode form, nothing invisible, the clauses about that value. */
export const heard = (text: string, relevant: RegExp, most = WINDOW): string =>
  windowOver(normalize(text.slice(0, MOST_READ).replace(INVISIBLE, '')).slice(0, MOST_READ), relevant, most);

/** The same in simplified characters. What is kept as it was written is cut out of what was {@link heard}. */
export const heardPlainly = (text: string, relevant: RegExp, most = WINDOW): string =>
  simplified(heard(text, relevant, most));
