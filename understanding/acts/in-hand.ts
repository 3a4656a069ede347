import { LRUCache } from 'lru-cache';
import { cut } from '../clauses/cut.ts';
import { phrases } from '../phrases/phrases.ts';

const KINDS = [
  'submits-if-whole',
  'asks-left',
  'shows',
  'asks-back',
  'asks-done',
  'asks-filed',
  'first',
  'puts-down',
  'keeps',
  'drops',
  'drops-that',
  'after-all',
  'takes-up',
  'is-back',
  'changes-mind',
  'wearies',
  'no-more',
  'submits',
  'agrees',
  'both',
  'nods',
  'social',
] as const;
const list = phrases('in-hand', [...KINDS, 'not-the-name']);

/**
 * What a clause does about the matter in hand, by its own words alone (`in-hand.yaml`); `else`: it tells, asks or wants
 * something.
 */
export type Done = (typeof KINDS)[number] | 'else';

/** Nobody says one of them in more. */
const LONGEST = 24;
const LONGEST_LATIN = 70;
/** A message of more clauses tells something: no act is looked for after these. */
const MOST_CLAUSES = 12;

/** A turn asks for the same words from a dozen places: of so many texts, each of at most so many characters, it is kept. */
const RECENT = 32;
const MOST_REMEMBERED = 500;
const recent = new LRUCache<string, readonly Done[]>({ max: RECENT });

/** What a message does about the matter in hand, clause by clause, in its order. */
export function doneIn(words: string): readonly Done[] {
  const known = recent.get(words);
  if (known) return known;
  const done = clausesDo(words);
  if (words.length <= MOST_REMEMBERED) recent.set(words, done);
  return done;
}

function clausesDo(words: string): Done[] {
  return cut(words)
    .slice(0, MOST_CLAUSES)
    .map(({ at, end }) => {
      // The mark that parts it says whether it asks.
      const isAsked = /^[?？]/.test(words.slice(end, end + 1));
      return clauseDoes(`${words.slice(at, end)}${isAsked ? '?' : ''}`);
    });
}

/** What a clause does by itself. */
export function clauseDoes(written: string): Done {
  const text = written.replace(/[’‘`´]/gu, "'");
  if (text.length > (/\p{Script=Han}/u.test(text) ? LONGEST : LONGEST_LATIN)) return 'else';
  const found = KINDS.find((kind) => list[kind].test(text)) ?? 'else';
  // 交吧? asks whether it may be.
  return text.endsWith('?') && ASKED_OTHERWISE.includes(found) ? 'else' : found;
}

const ASKED_OTHERWISE: readonly Done[] = [
  'submits',
  'submits-if-whole',
  'agrees',
  'nods',
  'no-more',
  'drops',
  'drops-that',
  'first',
];

/** What a message names that is to be dropped of several matters: of 扣钱那个先不查了, 扣钱. */
export const namedIn = (words: string): string[] =>
  cut(words)
    .map(({ at, end }) => words.slice(at, end))
    .filter((clause) => clauseDoes(clause) === 'drops-that')
    .map((clause) => clause.replace(list['not-the-name'], '').replace(list['not-the-name'], ''));

/** Whether a message does one of these, whatever else it says. */
export const doesInHand = (words: string, ...kinds: readonly Done[]): boolean =>
  doneIn(words).some((one) => kinds.includes(one));

/** Whether a message does nothing but these: words of courtesy, and a nod, may stand beside them. */
export function doesOnly(words: string, ...kinds: readonly Done[]): boolean {
  const done = doneIn(words);
  return (
    done.some((one) => kinds.includes(one)) &&
    done.every((one) => kinds.includes(one) || one === 'social' || one === 'nods')
  );
}

/** Whether a message says something of the matter in hand alone, and nothing that could be a value. */
export const isOnlyAboutIt = (words: string): boolean => {
  const done = doneIn(words);
  return done.length > 0 && done.every((one) => one !== 'else') && done.some((one) => one !== 'social');
};

/** Whether a message only thanks, greets, or is kind: nothing of it is a fact or an answer. */
export const isCourteous = (words: string): boolean => {
  const done = doneIn(words);
  return done.length > 0 && done.every((one) => one === 'social');
};

/**
 * What is said to a summary. `yes`: it may be handed in; `first`: something is wanted before; `no-more`: all is told, and
 * whether it is right isn't said. Undefined where these lists can't tell.
 */
export function toSummary(words: string): 'yes' | 'first' | 'no-more' | 'shows' | undefined {
  const done = doneIn(words);
  const has = (...kinds: readonly Done[]) => done.some((one) => kinds.includes(one));
  // 还缺啥 不缺就交: whether something is, was seen to by showing it.
  if (has('submits-if-whole') || (has('asks-left') && has('submits') && !has('shows', 'first'))) return 'yes';
  if (has('shows', 'asks-left', 'asks-back', 'asks-done')) return 'shows';
  if (has('first', 'puts-down', 'drops', 'drops-that')) return 'first';
  if (has('submits')) return 'yes';
  const others = has('else');
  if ((has('agrees') || has('both')) && !others) return 'yes';
  // 要得 就是这些: who agrees to what was read back, and has no more to tell, lets it be handed in.
  if (has('no-more')) return has('agrees') ? 'yes' : 'no-more';
  return has('nods') && !others ? 'yes' : undefined;
}

/** Whether a message begins with no more than a nod and then tells something else: 好的 车还在修理厂 confirms nothing. */
export const nodsAndTells = (words: string): boolean => {
  const done = doneIn(words);
  return done.includes('else') && done.includes('nods') && !done.some((one) => one === 'agrees' || one === 'submits');
};
