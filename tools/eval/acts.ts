import { simplified } from '../../language/simplified.ts';
import type { Act } from '../../understanding/acts/act.ts';
import { actsIn } from '../../understanding/acts/acts.ts';
import type { ActContext } from '../../understanding/acts/context.ts';
import type { FactName } from '../../understanding/acts/facts.ts';
import type { IntentRecognizer } from '../../understanding/intent-recognizer.ts';
import { type ActsDone, actsSaid, type Done, type Half } from './sets.ts';
import { shareOf } from './shares.ts';

/** A message with the acts that were read in it, and which of both are the same. */
export interface ActsRead extends ActsDone {
  read: Act[];
  /** Each act of the set with the one that was read as it. */
  found: (readonly [Done, Act])[];
  missed: Done[];
  /** Read, and not in the set. */
  wrong: Act[];
  /** Read, not in the set, and true all the same. */
  beside: Act[];
}

/*
 * What the set doesn't ask for isn't wrong where it is true. Of the acts that were read beyond those of the set these are
 * set aside (`beside`), and count only in the strict figure: a fact that the set has no name for (`people`: who is who);
 * that somebody is hurt, and whose relation somebody is, in the words in which the set has somebody's death, injury or
 * danger; and that somebody is hurt in the words of a story in which the set has only what happened.
 */

/** Shares from 0 to 1; undefined where there is nothing to share. */
export interface ActFigures {
  messages: number;
  /** All acts are read, and no other. */
  strictly: number | undefined;
  /** All acts are read, and no other but what is true beside them. */
  right: number | undefined;
  /** The same without the words that do nothing, of which people think differently. */
  rightButOther: number | undefined;
}

/** How one act is read. */
export interface OneAct {
  act: string;
  said: number;
  precision: number | undefined;
  recall: number | undefined;
}

const CONTEXT = { reference: new Date('2026-11-18T15:30:00+08:00'), zone: 'Asia/Shanghai' };
/** What a matter takes in words, beside the values that every message is read for. */
const TAKES: Readonly<Record<string, readonly FactName[]>> = {
  'report-incident': ['description'],
  'file-complaint': ['description'],
};

/** What is read in every message of a half. */
export const readActs = (recognizer: IntentRecognizer, half: Half): ActsRead[] =>
  actsSaid(half).map((said) => {
    const understand = (words: string) => recognizer.understand(words);
    return compared(said, actsIn(said.text, understand, contextOf(said)), understand(said.text).words);
  });

const contextOf = ({ asked, open }: ActsDone): ActContext => ({
  ...CONTEXT,
  asked: asked ?? undefined,
  open: open.map((intent) => ({ intent, facts: TAKES[intent] ?? [] })),
});

/** Which acts of a message are read: the same act of the same thing, in about the same words, each once. */
export function compared(said: ActsDone, read: Act[], words: string): ActsRead {
  const left = [...read];
  const found: (readonly [Done, Act])[] = [];
  const missed: Done[] = [];
  let from = 0;
  for (const done of said.acts) {
    const at = placeIn(words, done.text, from);
    if (at) from = at.at;
    const same = left.findIndex((act) => isSame(done, act) && (!at || overlaps(at, act)));
    const [act] = same < 0 ? [] : left.splice(same, 1);
    if (act) found.push([done, act]);
    else missed.push(done);
  }
  const beside = left.filter((act) => isBeside(said, act, words));
  return { ...said, read, found, missed, wrong: left.filter((act) => !beside.includes(act)), beside };
}

/** Whether an act beyond those of the set is true by what the set says of the same words. */
function isBeside(said: ActsDone, act: Act, words: string): boolean {
  if (act.act !== 'inform') return false;
  if (act.fact === 'people') return true;
  const tells = said.acts.filter((done) => {
    const at = placeIn(words, done.text, 0);
    return at !== undefined && at.at < act.end && act.at < at.end;
  });
  const isHarm = tells.some((done) => done.act === 'distress' && HARMS.includes(done.kind));
  if (act.fact === 'relation') return isHarm;
  if (act.fact === 'injured') return act.value === true && (isHarm || tells.some(({ fact }) => fact === 'description'));
  return false;
}
const HARMS: readonly Done['kind'][] = ['death', 'injury', 'danger'];

/** A yes or no to a question that wants one gives its fact. */
function isSame(done: Done, act: Act): boolean {
  const isAnswer = (one: string) => one === 'affirm' || one === 'deny';
  if (isAnswer(act.act) && done.act === 'inform') return act.fact !== undefined && act.fact === done.fact;
  if (act.act === 'inform' && isAnswer(done.act)) return act.value === (done.act === 'affirm');
  if (act.act !== done.act) return false;
  switch (act.act) {
    case 'inform':
    case 'correct':
      return act.fact === done.fact;
    case 'want':
      return act.intent === done.intent;
    case 'distress':
      return act.kind === done.kind;
    default:
      return true;
  }
}

interface Place {
  at: number;
  end: number;
}

/** Where the words of an act stand in a message as it was read; undefined where it changed them. */
function placeIn(words: string, text: string, from: number): Place | undefined {
  const plain = bare(simplified(text));
  const all = bare(simplified(words));
  const begin = bareLength(words.slice(0, from));
  const at = all.indexOf(plain, begin) >= 0 ? all.indexOf(plain, begin) : all.indexOf(plain);
  if (plain === '' || at < 0) return undefined;
  return { at: whereBare(words, at), end: whereBare(words, at + plain.length - 1) + 1 };
}

/** Letters, numbers and pictures alone: stops and spaces are written in many ways. */
const COUNTS = /[\p{L}\p{N}\p{Extended_Pictographic}]/u;
const bare = (text: string): string => [...text.normalize('NFKC')].filter((one) => COUNTS.test(one)).join('');
const bareLength = (text: string): number => bare(text).length;

/** Where in a text its character stands that is this one of those that count. */
function whereBare(text: string, nth: number): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const length = bareLength(text[at] ?? '');
    if (length > 0 && count >= nth) return at;
    count += length;
  }
  return text.length;
}

/** At least half of each is the other's. */
function overlaps(one: Place, other: Place): boolean {
  const common = Math.min(one.end, other.end) - Math.max(one.at, other.at);
  return common * 2 >= Math.max(one.end - one.at, other.end - other.at);
}

const isStrictly = (one: ActsRead): boolean => isRight(one) && one.beside.length === 0;
const isRight = ({ missed, wrong }: ActsRead): boolean => missed.length === 0 && wrong.length === 0;
const isRightButOther = ({ missed, wrong }: ActsRead): boolean =>
  [...missed, ...wrong].every(({ act }) => act === 'other');

export const actFigures = (all: readonly ActsRead[]): ActFigures => ({
  messages: all.length,
  strictly: shareOf(all, isStrictly),
  right: shareOf(all, isRight),
  rightButOther: shareOf(all, isRightButOther),
});

/** How each act is read: of those that were read how many are so, and of those that were said how many are read. */
export function byAct(all: readonly ActsRead[]): OneAct[] {
  const names = [...new Set(all.flatMap(({ acts, read }) => [...acts, ...read].map(({ act }) => act)))].sort();
  return names.map((act) => {
    const found = all.flatMap((one) => one.found);
    const said = all.flatMap(({ acts }) => acts).filter((one) => one.act === act);
    const read = all.flatMap((one) => one.read).filter((one) => one.act === act);
    const rightOf = (which: 0 | 1) => found.filter((pair) => pair[which].act === act).length;
    return {
      act,
      said: said.length,
      precision: read.length > 0 ? rightOf(1) / read.length : undefined,
      recall: said.length > 0 ? rightOf(0) / said.length : undefined,
    };
  });
}
