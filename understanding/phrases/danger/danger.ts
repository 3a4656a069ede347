import { readable } from '../../../language/window.ts';
import type { Classes, Line } from '../../../language/word-lists.ts';
import { asksWhetherPaid } from '../../paid.ts';
import { groupsOfOneList, type Lines } from '../lines.ts';
import { patternsOf, piecesOf, plainEnglish, plainHan, readWordList, spoken } from '../word-list.ts';

/**
 * What is heard of a danger that somebody is in as they write, by no hand of their own. In the order in which one of
 * several is met.
 */
export const DANGER_KINDS = ['violence', 'fire', 'gas', 'choking', 'poison', 'collapse', 'fraud'] as const;
export type DangerKind = (typeof DANGER_KINDS)[number];

/** A line of these lists. */
export interface DangerLine extends Line {
  /** Heard also of who asks about cover in the same breath: nobody says it of anything but now. */
  always?: boolean;
}

/** What says that the words around it are of no danger now, or of one. */
const HINTS = ['idioms', 'just-died', 'suppose', 'past', 'over', 'calm', 'now', 'since'] as const;
type Hint = (typeof HINTS)[number];

/** A file of word lists as it is written. */
export type DangerList = Classes & Partial<Record<DangerKind, DangerLine[]>> & Partial<Record<Hint, Line[]>>;

interface Listening {
  plain: (text: string) => string;
  letters: RegExp;
  hints: Record<Hint, Lines>;
  kinds: { kind: DangerKind; all: Lines; always: Lines }[];
}

const FILES = {
  'zh-CN': { plain: (text: string) => spoken(plainHan(text)), space: '', letters: /\p{Script=Han}/u },
  en: { plain: plainEnglish, space: '\\s+', letters: /\p{Script=Latin}/u },
} as const;
export type DangerFile = keyof typeof FILES;

/** Reads a word list from its file. */
export const dangerList = (file: DangerFile): DangerList =>
  readWordList(new URL(`./${file}.yaml`, import.meta.url), [...DANGER_KINDS, ...HINTS]);

function compile(file: DangerFile): Listening {
  const list = dangerList(file);
  const { space } = FILES[file];
  const make = groupsOfOneList();
  const one = (lines: readonly Line[] = []) => make(patternsOf(lines, list, space));
  return {
    ...FILES[file],
    hints: Object.fromEntries(HINTS.map((hint) => [hint, one(list[hint])])) as Listening['hints'],
    kinds: DANGER_KINDS.map((kind) => ({
      kind,
      all: one(list[kind]),
      always: one(list[kind]?.filter(({ always }) => always)),
    })),
  };
}

const LISTS = (Object.keys(FILES) as DangerFile[]).map(compile);

/** How far before a danger's words a time, or an "if", is about them; how far after them it may be over; how far around them "now" is. */
const BEFORE = 60;
const AFTER = 30;
const AROUND = 24;
const SENTENCE = /[。.!?;；]/u;

/** What was heard last: several ask about the same message, one after another. */
let last: { text: string; heard: DangerKind | undefined } | undefined;

/** The danger that a message tells of, as something that is happening. What is asked of cover in general tells of none. */
export function dangerIn(text: string): DangerKind | undefined {
  if (last?.text !== text) last = { text, heard: hear(readable(text)) };
  return last.heard;
}

function hear(text: string): DangerKind | undefined {
  const asks = asksWhetherPaid(text);
  const heard = LISTS.filter(({ letters }) => letters.test(text)).flatMap((list) =>
    piecesOf(list.hints.idioms.without(list.plain(text))).flatMap((piece) => kindsIn(list, piece, asks)),
  );
  return DANGER_KINDS.find((kind) => heard.includes(kind));
}

function kindsIn({ hints, kinds }: Listening, piece: string, asks: boolean): DangerKind[] {
  const isCalm = asks || hints.calm.isIn(piece);
  const isNow = ({ 0: words, index }: RegExpExecArray) =>
    hints.now.isIn(piece.slice(Math.max(0, index - AROUND), index + words.length + AROUND));
  return kinds
    .filter(
      ({ all, always }) =>
        always.placesIn(piece).some((place) => isHappening(hints, piece, place)) ||
        all.placesIn(piece).some((place) => (!isCalm || isNow(place)) && isHappening(hints, piece, place)),
    )
    .map(({ kind }) => kind);
}

/** Whether what stands around a danger's words leaves them a danger: no "if", no yesterday, not over. */
function isHappening(
  { suppose, past, over, since }: Listening['hints'],
  piece: string,
  place: RegExpExecArray,
): boolean {
  const { 0: words, index } = place;
  const before = piece.slice(Math.max(0, index - BEFORE), index);
  const sentence = before.split(SENTENCE).at(-1) ?? '';
  if (suppose.isIn(sentence) || over.isIn(words + piece.slice(index + words.length, index + words.length + AFTER)))
    return false;
  const told = past.placesIn(before + words).at(-1)?.index;
  // "Yesterday too, and now he is at it again": what was is followed by what is.
  return told === undefined || since.isIn((before + words).slice(told));
}

/** Whether a message that tells of a death tells that it was a moment ago, where no doctor is. */
export const justDied = (text: string): boolean =>
  LISTS.some(({ letters, plain, hints }) => letters.test(text) && hints['just-died'].isIn(plain(readable(text))));
