import type { PutRight } from '../corrections/put-right.ts';
import { moneyPutRight } from '../corrections/values-put-right.ts';
import { phrases } from '../phrases/phrases.ts';
import type { Reading, ReadingContext, ValueReader } from '../values/kit/reading.ts';
import { findMoney, type Money, money } from '../values/money.ts';
import { clausesOf, plainly } from './plainly.ts';

/** What it will come to: `open` where the customer says that it isn't known. */
export type Estimate = SaidAmount | 'open';

/** What it is said to be, and by whom, as they are called. */
export interface SaidAmount extends Money {
  as?: (typeof KINDS)[number];
  by?: string;
}

const KINDS = ['bill', 'quote', 'guess'] as const;
export const COST_WORDS = phrases('costs', ['paid', 'amount-open', 'by', 'total', 'updates', ...KINDS]);

/** What was paid already: a deposit, a bill. It is no estimate of the loss. */
export const paidSoFar: ValueReader<Money> = (text, context) => amountOf(partsOf(text, context).paid, context);

/** What the loss will come to, beside what was paid for it already. */
export const estimate: ValueReader<Estimate> = (text, context) => {
  const { others } = partsOf(text, context);
  const found = amountOf(others, context);
  if (found) return 'value' in found ? { value: { ...found.value, ...saidOf(others, context) } } : found;
  return COST_WORDS['amount-open'].test(plainly(text)) ? { value: 'open' } : undefined;
};

/** What an amount is said to be, and who says so, by the clause that holds it and those beside it. */
function saidOf(others: string, context: ReadingContext): Pick<SaidAmount, 'as' | 'by'> {
  const clauses = clausesOf(others);
  const at = clauses.findIndex((clause) => amountOf(clause, context) !== undefined);
  const around = [clauses[at] ?? others, clauses[at + 1] ?? '', clauses[at - 1] ?? ''];
  const as = around
    .map((clause) => KINDS.find((kind) => COST_WORDS[kind].test(clause)))
    .find((kind) => kind !== undefined);
  const by = as && around.map((clause) => COST_WORDS.by.exec(clause)?.[0].trim()).find((words) => words !== undefined);
  return { ...(as ? { as } : {}), ...(by ? { by } : {}) };
}

/** An amount that is said to be one by what it is of: 押金一万五, "floor guy guesses 18k". */
export const amountOf = (said: string, context: ReadingContext): Reading<Money> => {
  const found = findMoney(said, context);
  if (found || !OF_MONEY.some((words) => words.test(said)) || !LIKE_AN_AMOUNT.test(said)) return found;
  return said.length <= MOST_ALONE ? money(said, context) : undefined;
};
const OF_MONEY = [COST_WORDS.paid, ...KINDS.map((kind) => COST_WORDS[kind])];
const LIKE_AN_AMOUNT = /\d{3}|\d\s?k\b|[百千万]/iu;
/** In a longer text a bare number may be of anything. */
const MOST_ALONE = 60;

/** Nobody tells of money in more; a longer text is read as far. */
const MOST_CLAUSES = 60;

/** The clauses that tell what was paid, and the others: “医药费已经花了八千多块了我女儿垫的” is one. */
function partsOf(text: string, context: ReadingContext): { paid: string; others: string } {
  const clauses = clausesOf(plainly(text)).slice(0, MOST_CLAUSES);
  const hasAmount = (clause: string) => amountOf(clause, context) !== undefined;
  const isPaid = clauses.map(
    (clause, index) =>
      hasAmount(clause) &&
      (COST_WORDS.paid.test(clause) ||
        (COST_WORDS.paid.test(clauses[index + 1] ?? '') && !hasAmount(clauses[index + 1] ?? ''))),
  );
  // 押金又交了三千 一共九千了: of what was paid.
  for (const [at, clause] of clauses.entries())
    if (COST_WORDS.total.test(clause) && hasAmount(clause) && !COST_WORDS.paid.test(clause))
      isPaid[at] = isPaid.slice(Math.max(0, at - 2), at).includes(true);
  // 抢救费三万七 我弟弟垫的 不对是三万九: of what was paid, too.
  for (const [at, clause] of clauses.entries())
    if (at > 0 && ONLY_RIGHT.test(clause) && hasAmount(clause))
      isPaid[at] = isPaid.slice(Math.max(0, at - 2), at).includes(true);
  const parts = (paid: boolean) => clauses.filter((_, index) => isPaid[index] === paid).join('，');
  return { paid: parts(true), others: parts(false) };
}

/** What only says what an amount is that was told just before. */
const ONLY_RIGHT = /^(?:哦|噢)?[，, ]?(?:不对|说错了?|错了)[，, ]?(?:应该)?(?:是|要)/u;

/** An estimate in which something is put right that isn't said of what was paid. */
export const estimatePutRight = (before: Estimate, one: PutRight, context: ReadingContext): SaidAmount | undefined =>
  before === 'open' || COST_WORDS.paid.test(one.about) ? undefined : moneyPutRight(before, one, context);
