import type { PutRight } from '../corrections/put-right.ts';
import { wordsPutRight } from '../corrections/words-put-right.ts';
import type { ReadingContext, ValueReader } from '../values/kit/reading.ts';
import { findMoney, type Money, money } from '../values/money.ts';
import { amountOf, COST_WORDS, estimate, paidSoFar } from './costs.ts';
import { clausesOf, plainly } from './plainly.ts';

/*
 * What a loss costs is told bit by bit: the painter wants 4,200 and the hood is 1,999. Each is kept in its words; what is
 * said of the same thing later takes its place.
 */

/** An amount with the words that say what it is of. */
export interface Cost extends Money {
  said: string;
  /** It was paid already. */
  paid?: true;
}

const { updates: UPDATES, total: TOTAL, paid: PAID } = COST_WORDS;

/** Nobody lists more of them. */
const MOST_COSTS = 12;
/** What one is of is said in less. */
const MOST_SAID = 60;
/** In a longer text the clauses at its end are of other things. */
const MOST_CLAUSES = 60;

/** The amounts of a message, each with its words: of those that are told of the loss at all. */
export const costs: ValueReader<Cost[]> = (text, context) => {
  const plain = plainly(text);
  if (!HAS_A_NUMBER.test(plain)) return undefined;
  const found = clausesOf(plain)
    .slice(0, MOST_CLAUSES)
    .flatMap((clause) => costIn(clause, context));
  // What money nobody would have said to be of the loss is none here either.
  const isOfTheLoss = () => paidSoFar(text, context) !== undefined || isAmount(estimate(text, context));
  return found.length > 0 && isOfTheLoss() ? { value: found.slice(0, MOST_COSTS) } : undefined;
};
const HAS_A_NUMBER = /\d{2}|\d\s?k\b|[百千万]/iu;

const isAmount = (reading: ReturnType<typeof estimate>): boolean =>
  reading !== undefined && !('value' in reading && reading.value === 'open');

function costIn(clause: string, context: ReadingContext): Cost[] {
  const found = amountOf(clause, context);
  if (!found || !('value' in found) || clause.length > MOST_SAID) return [];
  return [{ ...found.value, said: clause.trim(), ...(PAID.test(clause) ? { paid: true } : {}) }];
}

/** What was told before and what is told now: the same amount once, and of what is said to be otherwise now only that. */
export function joinCosts(before: readonly Cost[], told: readonly Cost[]): Cost[] {
  let all = [...before];
  for (const one of told) {
    if (all.some(({ amount }) => amount === one.amount)) continue;
    const instead = TOTAL.test(one.said) ? undefined : replacedBy(all, one);
    all = all.filter((other) => other !== instead);
    all.push(one);
  }
  return all.slice(-MOST_COSTS);
}

/**
 * What an amount takes the place of: where it is of nothing by itself (是六百四) the last one; where it is otherwise now, the
 * only one that there is or the one that is of the same.
 */
function replacedBy(all: readonly Cost[], { said }: Cost): Cost | undefined {
  if (IS_BARE.test(said)) return all.at(-1);
  if (!UPDATES.test(said)) return undefined;
  if (all.length === 1) return all[0];
  const same = all.filter((other) => thingsIn(other.said).some((thing) => thingsIn(said).includes(thing)));
  return same.length === 1 ? same[0] : undefined;
}

/** 不对是三万九, "it's 640". */
const IS_BARE =
  /^(?:不对|不是|哦|应该|其实)*[，, ]?(?:是|it['’]?s|it was|it is)[ ]?[\d零一二两三四五六七八九十百千万.,]{1,12}(?:块钱?|元|多|rmb|yuan| )*$/iu;

/** What may name a thing: two characters side by side, a longer word. */
function thingsIn(said: string): string[] {
  const han = [...said.replace(/[^\p{Script=Han}]/gu, ' ').replace(NOT_THINGS, ' ')];
  const pairs = han.slice(1).map((one, at) => `${han[at]}${one}`);
  const words = said.toLowerCase().match(/[a-z]{4,}/g) ?? [];
  return [...pairs.filter((pair) => !pair.includes(' ')), ...words.filter((word) => !LITTLE.has(word))];
}
const NOT_THINGS = /[的了是要在我你他她它们就也还都不没有个元块钱万千百十一二两三四五六七八九]/gu;
const LITTLE = new Set([
  'that',
  'this',
  'with',
  'they',
  'them',
  'from',
  'want',
  'wants',
  'says',
  'said',
  'about',
  'cost',
]);

/** One of them put right: its amount, and its words. */
export function costsPutRight(before: readonly Cost[], one: PutRight, context: ReadingContext): Cost[] | undefined {
  const wrong = one.not === undefined ? undefined : anAmount(one.not, context);
  const right = anAmount(one.but, context);
  if (!wrong || !right) return undefined;
  const at = before.findIndex(({ amount }) => amount === wrong.amount);
  const was = before[at];
  if (!was) return undefined;
  const said = wordsPutRight(was.said, one) ?? one.but;
  return before.map((cost, index) => (index === at ? { ...was, ...right, said } : cost));
}

function anAmount(said: string, context: ReadingContext): Money | undefined {
  const found = findMoney(said, context) ?? money(said, context);
  return found && 'value' in found ? found.value : undefined;
}

/** Whether there are several, so that none alone says what the loss comes to. */
export const isSeveral = (all: readonly Cost[] | null | undefined): all is readonly Cost[] => (all?.length ?? 0) > 1;
