import { LRUCache } from 'lru-cache';
import { MOST_READ } from '../../language/window.ts';
import { phrases } from '../phrases/phrases.ts';
import { cut } from './cut.ts';

const ORDERS = ['first', 'then', 'also'] as const;
const MOODS = ['supposed', 'contested', 'general', 'wanted', 'own'] as const;
const EVENTS = ['somebody-acts', 'purchase', 'life', 'incident', 'hospital', 'repair', 'telling'] as const;
const SUMS = [
  'deductible',
  'limit',
  'premium',
  'paid-by-others',
  'somebody-elses',
  'price',
  'agreed',
  'assessed',
  'quote',
  'total',
  'paid',
  'added',
  'loss',
] as const;

/** Where a wish stands among several: 先…, 然后…, 另外…. */
export type Order = (typeof ORDERS)[number];
/** How a clause is meant: supposed, contested, in general, wanted, one's own; `happened` where it tells of an incident. */
export type Mood = (typeof MOODS)[number] | 'happened';
/** What a clause tells of, so whose the times in it are. */
export type EventRole = (typeof EVENTS)[number];
/** What the amounts in a clause are. */
export type SumRole = (typeof SUMS)[number];

/** What the words of a clause, or of a piece of one, say beside what it is about. */
export interface Aspect {
  /** `denied`: 不是今早, "not yesterday"; `corrected`: what takes the place of what was said before. */
  polarity: 'denied' | 'corrected' | undefined;
  mood: Mood | undefined;
  event: EventRole | undefined;
  sum: SumRole | undefined;
}

/** A clause of a message. */
export interface Clause extends Aspect {
  at: number;
  end: number;
  text: string;
  order: Order | undefined;
}

const order = phrases('clause-order', ORDERS);
const polarity = phrases('clause-polarity', ['denied', 'denied-after', 'corrected']);
const mood = phrases('clause-mood', MOODS);
const event = phrases('clause-events', EVENTS);
const sum = phrases('clause-sums', SUMS);

/** 哎呀打错了, "sorry, I meant": who only says that it was wrong says next what is right. */
const LONGEST_MARK = 8;
const LONGEST_LATIN_MARK = 16;

/** So many texts' clauses are kept: a message is cut by a dozen readers, and its plain form by others. */
const RECENT = 32;
const recent = new LRUCache<string, readonly Clause[]>({ max: RECENT });

/** The clauses of a message, in its order, each with how it is meant. Reads no more than {@link MOST_READ} characters. */
export function clausesIn(said: string): readonly Clause[] {
  const text = said.slice(0, MOST_READ);
  const known = recent.get(text);
  if (known) return known;
  const clauses = clausesOf(text);
  recent.set(text, clauses);
  return clauses;
}

function clausesOf(text: string): Clause[] {
  let correctsNext = false;
  return cut(text).map(({ at, end }) => {
    const words = text.slice(at, end);
    const aspect = aspectOf(words);
    if (correctsNext) aspect.polarity ??= 'corrected';
    correctsNext = aspect.polarity === 'corrected' && words.length <= longestMark(words);
    return { at, end, text: words, order: ORDERS.find((one) => order[one].test(words)), ...aspect };
  });
}

const longestMark = (words: string): number => (/\p{Script=Han}/u.test(words) ? LONGEST_MARK : LONGEST_LATIN_MARK);

/** Words of a clause beyond which nothing is looked for: nobody says one thing in more. */
const LONGEST = 300;

/** What some words of a message say beside what they are about. */
export function aspectOf(said: string): Aspect {
  const words = said.slice(0, LONGEST);
  const told = EVENTS.find((one) => event[one].test(words));
  return {
    polarity: polarityOf(words),
    mood: MOODS.find((one) => mood[one].test(words)) ?? (told === 'incident' ? 'happened' : undefined),
    event: told,
    sum: sumOf(words),
  };
}

/** What the amounts in some words are. */
export const sumOf = (words: string): SumRole | undefined => SUMS.find((one) => sum[one].test(words));

/** Whether words take something back, or put it right. What corrects may begin like what denies: 哦不对是大前天. */
export function polarityOf(words: string): Aspect['polarity'] {
  if (polarity.corrected.test(words)) return 'corrected';
  return polarity.denied.test(words) || polarity['denied-after'].test(words) ? 'denied' : undefined;
}

/** A wish without the words that only say where it stands among several, and what parts it from the next. */
export function withoutOrder(said: string, isMoreToCome: boolean): string {
  const found = ORDERS.map((one) => order[one].exec(said)).find((match) => match);
  const begins = said.slice(found ? found.index + found[0].length : 0).replace(/^[\s，,。.：:、；;)）]+/u, '');
  return isMoreToCome ? begins.replace(/(?<![\s，,。.；;、！!？?])[\s，,。.；;、！!？?]+$/u, '') : begins.trimEnd();
}
