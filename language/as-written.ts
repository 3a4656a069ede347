import { normalize } from './text.ts';

/** Code points that are read together, so that a letter and its accent are one. */
const TOGETHER = /\P{M}\p{M}{0,8}|\p{M}/gsu;

/**
 * Where the characters of a text's plain form (`normalize`) stand in the text as it was written: the words that were
 * understood as they were said, with every sign and space. Undefined where that can't be told: `words`, in which places are
 * known, have to be as long as the plain form is.
 */
export function placesIn(written: string, words: string): ((at: number, end: number) => string) | undefined {
  const starts: number[] = [];
  const ends: number[] = [];
  let plain = '';
  for (const { 0: piece, index } of written.matchAll(TOGETHER)) {
    const read = piece.normalize('NFKC').replace(/[\p{Cc}\s]+/gu, ' ');
    const isMoreSpace = read === ' ' && (plain === '' || plain.endsWith(' '));
    if (isMoreSpace) continue;
    for (let at = 0; at < read.length; at++) {
      starts.push(index);
      ends.push(index + piece.length);
    }
    plain += read;
  }
  plain = plain.trimEnd();
  if (plain !== normalize(written) || plain.length !== words.length) return undefined;
  return (at, end) => (end <= at ? '' : written.slice(starts[at], ends[Math.min(end, ends.length) - 1]));
}
