import { phrases } from '../phrases/phrases.ts';
import type { ReadingContext, ValueReader } from '../values/kit/reading.ts';
import { findMoney, type Money } from '../values/money.ts';
import { clausesOf, plainly } from './plainly.ts';

/** What it will come to: `open` where the customer says that it isn't known. */
export type Estimate = Money | 'open';

const list = phrases('costs', ['paid', 'amount-open']);

/** What was paid already: a deposit, a bill. It is no estimate of the loss. */
export const paidSoFar: ValueReader<Money> = (text, context) => findMoney(partsOf(text, context).paid, context);

/** What the loss will come to, beside what was paid for it already. */
export const estimate: ValueReader<Estimate> = (text, context) => {
  const { others } = partsOf(text, context);
  const found = findMoney(others, context);
  if (found) return found;
  return list['amount-open'].test(plainly(text)) ? { value: 'open' } : undefined;
};

/** Nobody tells of money in more; a longer text is read as far. */
const MOST_CLAUSES = 60;

/** The clauses that tell what was paid, and the others: “医药费已经花了八千多块了我女儿垫的” is one. */
function partsOf(text: string, context: ReadingContext): { paid: string; others: string } {
  const clauses = clausesOf(plainly(text)).slice(0, MOST_CLAUSES);
  const hasAmount = (clause: string) => findMoney(clause, context) !== undefined;
  const isPaid = clauses.map(
    (clause, index) =>
      hasAmount(clause) &&
      (list.paid.test(clause) || (list.paid.test(clauses[index + 1] ?? '') && !hasAmount(clauses[index + 1] ?? ''))),
  );
  const parts = (paid: boolean) => clauses.filter((_, index) => isPaid[index] === paid).join('，');
  return { paid: parts(true), others: parts(false) };
}
