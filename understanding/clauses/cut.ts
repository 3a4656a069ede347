import { LRUCache } from 'lru-cache';
import { matchesOf } from '../../language/matches.ts';
import { phrases } from '../phrases/phrases.ts';

/** Where a clause stands in its text, without what parts it from the next. */
export interface Piece {
  at: number;
  end: number;
}

const { 'goes-on': GOES_ON, 'others-act': OTHERS_ACT } = phrases('clause-cuts', ['goes-on', 'others-act']);

/**
 * What parts clauses: stops, though not those within a number or an hour, or after a number that counts (1. …; 2. …), and
 * a space beside Chinese, which people write for a stop.
 */
const STOP =
  /[。！!？?；;，\n…]+|—{2,}|[ \t][-–—][ \t](?=[a-z])|\.{2,}|,(?!\d{3}(?!\d)|\d{2},\d)|(?<!(?:^|[;；。，,\n])\s?\d)\.(?!\d)(?=\s|\.|$)|:(?=\s|\p{Script=Han})|(?<=\p{Script=Han})[ \t]+|[ \t]+(?=\p{Script=Han})/gu;
/** Words that begin a clause without a stop before. */
const BEGINS = new RegExp(`${GOES_ON.source}|${OTHERS_ACT.source}`, 'giu');
/** Nobody says more in one message; what comes after is the last clause. */
const MOST_CLAUSES = 200;

/** Texts that were cut last: a turn asks for the same ones again and again. */
const RECENT = 16;
const recent = new LRUCache<string, readonly Piece[]>({ max: RECENT });

/** Cuts a text into clauses: at stops, at spaces beside Chinese, and where words go on to something else without any. */
export function cut(text: string): readonly Piece[] {
  const pieces = recent.get(text) ?? piecesOf(text);
  recent.set(text, pieces);
  return pieces;
}

function piecesOf(text: string): Piece[] {
  const cuts = [
    ...matchesOf(text, STOP).map(({ 0: stop, index }) => ({ at: index, end: index + stop.length })),
    ...matchesOf(text, BEGINS).map(({ index }) => ({ at: index, end: index })),
  ]
    .sort((one, other) => one.at - other.at)
    .slice(0, MOST_CLAUSES);
  const pieces: Piece[] = [];
  let at = 0;
  for (const { at: end, end: next } of [...cuts, { at: text.length, end: text.length }]) {
    const piece = trimmed(text, at, end);
    if (piece.end > piece.at) pieces.push(piece);
    at = Math.max(at, next);
  }
  return pieces;
}

function trimmed(text: string, from: number, to: number): Piece {
  let [at, end] = [from, to];
  while (at < end && isSpace(text[at])) at++;
  while (end > at && isSpace(text[end - 1])) end--;
  return { at, end };
}

const isSpace = (character = ''): boolean => /\s/.test(character);
