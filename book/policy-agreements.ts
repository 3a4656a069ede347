import type { Knowledge } from '../knowledge/knowledge.ts';
import type { WrittenPolicy } from './form.ts';
import { dayAt, inOrder, upTo } from './order.ts';
import type { Disagreement, Path } from './problems.ts';

/** The products of a book's policies are looked for here. */
export type Products = Pick<Knowledge, 'product' | 'products'>;

/** Where a policy stands in the book, and what it has to agree with. */
interface Around {
  path: Path;
  today: string;
  samples: boolean;
  /** Undefined where products aren't looked at. */
  products: Products | undefined;
}

/** What doesn't agree in a policy. */
export function* inPolicy(policy: WrittenPolicy, around: Around): Generator<Disagreement> {
  const { path, samples, products } = around;
  yield* ofPeople(policy, path);
  yield* ofStatus(policy, around);
  yield* ofDays(policy, around);
  if (products) yield* ofProduct(policy, path, products);
  if (policy.try && !samples) yield { path: [...path, 'try'], problem: 'leave it out: it is for samples alone' };
}

function* ofPeople({ holder, insured, beneficiaries }: WrittenPolicy, path: Path): Generator<Disagreement> {
  for (const [at, { customer, relation }] of insured.entries()) {
    const isHolder = customer === holder;
    if ((relation === 'self') === isHolder) continue;
    yield {
      path: [...path, 'insured', at, 'relation'],
      problem: isHolder ? 'write self: it is the holder' : 'write who they are to the holder: they aren’t the holder',
    };
  }
  const ranks = new Set(beneficiaries.map(({ rank }) => rank));
  if (ranks.size > 0 && !ranks.has(1))
    yield { path: [...path, 'beneficiaries'], problem: 'write rank 1 for those who come first' };
  for (const rank of ranks) {
    const hundredths = beneficiaries
      .filter((one) => one.rank === rank)
      .reduce((sum, { share }) => sum + Math.round(share * 100), 0);
    if (hundredths !== 10_000)
      yield {
        path: [...path, 'beneficiaries'],
        problem: `write shares of rank ${rank} that make 100%: they make ${hundredths / 100}%`,
      };
  }
}

function* ofStatus(policy: WrittenPolicy, { path, today }: Around): Generator<Disagreement> {
  const { status, until, lapsedOn, endedOn } = policy;
  const at = (key: string, problem: string): Disagreement => ({ path: [...path, key], problem });
  if (status === 'in-force' && until < today) yield at('status', `write ended: it ran until ${until}`);
  if (status === 'lapsed' && lapsedOn === undefined) yield at('lapsedOn', 'write since when it is lapsed');
  if (status !== 'lapsed' && lapsedOn !== undefined) yield at('lapsedOn', `leave it out: its status is ${status}`);
  const hasEnded = status === 'surrendered' || status === 'ended';
  if (hasEnded && endedOn === undefined && (status === 'surrendered' || until >= today))
    yield at('endedOn', 'write on which day it ended');
  if (!hasEnded && endedOn !== undefined) yield at('endedOn', `leave it out: its status is ${status}`);
}

function* ofDays(policy: WrittenPolicy, { path, today }: Around): Generator<Disagreement> {
  const { premium, loan, cashValue, dividend, riders } = policy;
  const from = dayAt(path, 'from', policy.from);
  const until = dayAt(path, 'until', policy.until);
  const lapsed = dayAt(path, 'lapsedOn', policy.lapsedOn);
  const ended = dayAt(path, 'endedOn', policy.endedOn);
  const paidUntil = dayAt([...path, 'premium'], 'paidUntil', premium?.paidUntil);
  const failed = dayAt([...path, 'premium', 'failed'], 'on', premium?.failed?.on);
  const valued = dayAt([...path, 'cashValue'], 'on', cashValue?.on);
  const since = dayAt([...path, 'loan'], 'since', loan?.since);
  const loanDue = dayAt([...path, 'loan'], 'due', loan?.due);
  const owed = dayAt([...path, 'loan', 'owed'], 'on', loan?.owed.on);
  const accumulated = dayAt([...path, 'dividend', 'accumulated'], 'on', dividend?.accumulated?.on);
  const due = (premium?.due ?? []).map((day, at) => ({
    name: 'the one before',
    day,
    path: [...path, 'premium', 'due', at],
  }));
  yield* inOrder(from, until);
  yield* inOrder(from, ...due);
  for (const later of [lapsed, ended, paidUntil, failed, valued, accumulated]) yield* inOrder(from, later);
  yield* inOrder(from, since, loanDue);
  yield* inOrder(since, owed);
  yield* upTo({ name: 'today', day: today }, lapsed, ended, failed, valued, accumulated, since, owed);
  yield* upTo(until, lapsed, ended);
  for (const [at, rider] of riders.entries()) {
    const of = [...path, 'riders', at];
    yield* inOrder(dayAt(of, 'from', rider.from), dayAt(of, 'until', rider.until));
  }
}

function* ofProduct(policy: WrittenPolicy, path: Path, products: Products): Generator<Disagreement> {
  const { product, version, sumsInsured } = policy;
  const found = products.product(product, version);
  if (!found) {
    const known = products.products.map(({ code }) => code).join(', ');
    return yield { path: [...path, 'product'], problem: `write a product that the desk knows: ${known}` };
  }
  if (found.version !== version)
    return yield {
      path: [...path, 'version'],
      problem: `write a version of ${product} that the desk knows: ${version} isn’t one, ${found.version} is`,
    };
  const covers = found.clauses.filter(({ kind }) => kind === 'cover').map(({ id }) => id);
  for (const [at, { cover }] of sumsInsured.entries())
    if (cover !== undefined && !covers.includes(cover))
      yield {
        path: [...path, 'sumsInsured', at, 'cover'],
        problem: `write a cover of ${product}: ${covers.join(', ')}`,
      };
}
