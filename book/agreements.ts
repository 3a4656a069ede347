import { inCase } from './case-agreements.ts';
import type { WrittenBook } from './form.ts';
import { inPolicy, type Products } from './policy-agreements.ts';
import type { Disagreement, Path } from './problems.ts';

/** An area that no city has: who is made up has an ID number that begins so, and nobody else. */
export const MADE_UP_AREA = '3360';

/** What doesn't agree in a book: names that lead nowhere, numbers that are given twice, shares, days. */
export function* disagreements(
  book: WrittenBook,
  { today, products }: { today: string; products: Products | undefined },
): Generator<Disagreement> {
  const { samples, customers, policies, cases } = book;
  yield* givenTwice(customers, 'customers', 'id');
  yield* givenTwice(customers, 'customers', 'idNumber');
  yield* givenTwice(policies, 'policies', 'number');
  yield* givenTwice(cases, 'cases', 'reference');
  for (const [at, { idNumber }] of customers.entries())
    if (idNumber !== undefined && idNumber.startsWith(MADE_UP_AREA) !== samples)
      yield {
        path: ['customers', at, 'idNumber'],
        problem: samples
          ? `write one that begins with ${MADE_UP_AREA}, so that it is nobody’s`
          : `write somebody’s own: what begins with ${MADE_UP_AREA} is made up`,
      };
  yield* unknownCustomers(book);
  for (const [at, policy] of policies.entries())
    yield* inPolicy(policy, { path: ['policies', at], today, samples, products });
  const numbers = new Set(policies.map(({ number }) => number));
  for (const [at, one] of cases.entries()) {
    if (one.policy !== undefined && !numbers.has(one.policy))
      yield { path: ['cases', at, 'policy'], problem: `write a policy of this book: ${one.policy} isn’t among them` };
    yield* inCase(one, { path: ['cases', at], today });
  }
}

/** What names one entry can't name another. It isn't repeated: it may be an ID number. */
function* givenTwice<Entry>(
  entries: readonly Entry[],
  part: keyof WrittenBook,
  key: keyof Entry & string,
): Generator<Disagreement> {
  const first = new Map<unknown, number>();
  for (const [at, entry] of entries.entries()) {
    const value = entry[key];
    if (value === undefined) continue;
    const before = first.get(value);
    if (before === undefined) first.set(value, at);
    else yield { path: [part, at, key], problem: `write another one: ${part}[${before}] has the same` };
  }
}

function* unknownCustomers({ customers, policies, cases }: WrittenBook): Generator<Disagreement> {
  const ids = new Set(customers.map(({ id }) => id));
  const named = (id: string | undefined, ...path: Path) => ({ id, path });
  const all = [
    ...policies.flatMap(({ holder, insured, beneficiaries }, at) => [
      named(holder, 'policies', at, 'holder'),
      ...insured.map(({ customer }, one) => named(customer, 'policies', at, 'insured', one, 'customer')),
      ...beneficiaries.map(({ customer }, one) => named(customer, 'policies', at, 'beneficiaries', one, 'customer')),
    ]),
    ...cases.flatMap(({ customer, onBehalfOf }, at) => [
      named(customer, 'cases', at, 'customer'),
      named(onBehalfOf, 'cases', at, 'onBehalfOf'),
    ]),
  ];
  for (const { id, path } of all)
    if (id !== undefined && !ids.has(id))
      yield { path, problem: `write a customer of this book: ${id} isn’t among them` };
}
