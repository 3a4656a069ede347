import { heardPlainly } from '../../language/window.ts';
import { cut } from '../clauses/cut.ts';
import type { PutRight } from '../corrections/put-right.ts';
import { isOnlyAngry } from '../tone.ts';
import type { ReadingContext, ValueReader } from '../values/kit/reading.ts';
import { findMoney, type Money } from '../values/money.ts';
import { isDemand, tellsWhatHappened } from './grievance.ts';
import { COMPLAINT, DEMANDS, WANTED } from './words.ts';

export type DemandKind = (typeof DEMANDS)[number] | 'other' | 'undecided';

/** What is wanted of the insurer: one or several things, never wider than it was said. */
export interface Demand {
  kinds: readonly DemandKind[];
  /** What it is to cost, where a sum is named. */
  amount?: Money;
  /** In their words. */
  said: string;
}

/** Nobody says what they want in more. */
const LONGEST = 120;
const RELEVANT = new RegExp([...DEMANDS, 'wish' as const].map((name) => WANTED[name].source).join('|'), 'i');

/** An answer to "what do you want": by its kinds, that it isn't decided, or in words of their own; a curse is none. */
export const demand: ValueReader<Demand> = (text, context) => {
  const said = heardPlainly(text, RELEVANT).trim();
  const kinds = kindsIn(said);
  if (kinds.length > 0) return { value: demandOf(kinds, wordsOf(said), context) };
  if (WANTED.undecided.test(said)) return { value: { kinds: ['undecided'], said } };
  if (WANTED.unsure.test(said)) return { ask: 'unsure' };
  const own = cut(said)
    .map(({ at, end }) => said.slice(at, end))
    .filter((clause) => isOwnWish(clause, context));
  return own.length > 0 && said.length <= LONGEST ? { value: demandOf(['other'], own.join('，'), context) } : undefined;
};

/** A wish that no kind knows; a curse, a threat and that it is to be filed are none. */
const isOwnWish = (clause: string, context: ReadingContext): boolean =>
  WANTED.wish.test(clause) &&
  !isOnlyAngry(clause) &&
  !COMPLAINT.unless.test(clause) &&
  !COMPLAINT.threatens.test(clause) &&
  !COMPLAINT['files-now'].test(clause) &&
  tellsWhatHappened(clause, context);

/** What is wanted, in any message: the clauses that say that they want it. */
export const findDemand: ValueReader<Demand> = (text, context) => {
  const said = heardPlainly(text, RELEVANT);
  const clauses = cut(said)
    .map(({ at, end }) => said.slice(at, end))
    .filter((clause) => isDemand(clause) && kindsIn(clause).length > 0 && !isVagueCall(clause));
  if (clauses.length === 0) return undefined;
  const kinds = [...new Set(clauses.flatMap(kindsIn))];
  return { value: demandOf(kinds, clauses.join('，'), context) };
};

/** 给个说法 is what everybody says who is angry: asked what they want, it is an explanation; elsewhere nothing yet. */
const isVagueCall = (clause: string): boolean =>
  kindsIn(clause).every((kind) => kind === 'explanation') && VAGUE_CALL.test(clause);
const VAGUE_CALL = /(?:给|要|讨)[^，。]{0,4}(?:说法|交[代待])/u;

/** What one demand goes on to with another: what is new beside it, and nothing of what is undecided. */
export const joinDemands = (before: Demand, told: Demand): Demand => {
  if (before.kinds.includes('undecided')) return told;
  if (told.kinds.every((kind) => kind === 'undecided' || before.kinds.includes(kind))) return before;
  return {
    kinds: [...new Set([...before.kinds, ...told.kinds])],
    ...((told.amount ?? before.amount) ? { amount: told.amount ?? before.amount } : {}),
    said: `${before.said}；${told.said}`,
  } as Demand;
};

/** What is wanted instead: 道歉不用了 改成书面答复. What isn't wanted any more falls away; all of it where none is named. */
export function demandPutRight(before: Demand, one: PutRight, context: ReadingContext): Demand | undefined {
  const kinds = kindsIn(one.but);
  if (kinds.length === 0) return undefined;
  const wrong = kindsIn(one.not ?? one.about);
  const left = wrong.length === 0 ? [] : before.kinds.filter((kind) => !wrong.includes(kind) && !kinds.includes(kind));
  if (one.not !== undefined && wrong.length === 0) return undefined;
  return demandOf([...left, ...kinds], left.length > 0 ? `${before.said}；${one.but}` : one.but, context);
}

/** The clauses that say what is wanted, without the curse before them; all of it where only the whole does. */
function wordsOf(said: string): string {
  const telling = cut(said)
    .map(({ at, end }) => said.slice(at, end))
    .filter((clause) => kindsIn(clause).length > 0);
  return telling.length > 0 ? telling.join('，') : said;
}

/** What is said not to be wanted isn't: 不要钱，要道歉. */
const UNWANTED =
  /(?:不(?:是)?(?:要|用|需要|想要|图|求|在乎)|(?:don['’]?t|do not) (?:want|need|care about)(?: any| an| a| your)?|not (?:about )?(?:the |any )?)\s*[^，。,.]{0,3}$/iu;

function kindsIn(said: string): DemandKind[] {
  return DEMANDS.filter((kind) => {
    const found = WANTED[kind].exec(said);
    return (
      found !== null && (kind === 'stop' || !UNWANTED.test(said.slice(Math.max(0, found.index - 16), found.index)))
    );
  });
}

function demandOf(kinds: readonly DemandKind[], said: string, context: ReadingContext): Demand {
  const money = findMoney(said, context);
  const amount = money && 'value' in money ? money.value : undefined;
  const ofMoney = kinds.some((kind) => kind === 'payment' || kind === 'refund' || kind === 'other');
  return { kinds, ...(amount && ofMoney ? { amount } : {}), said };
}
