import { clausesIn, polarityOf, type SumRole, sumOf } from '../../clauses/clauses.ts';
import { isDenied } from '../../clauses/denied.ts';
import type { Amount } from './amounts.ts';

/** An amount with what it is, by the words that are said of it. */
export interface SaidAmount extends Amount {
  role: SumRole | undefined;
}

/** What is no loss: named beside one, it doesn't count. */
const BESIDE: readonly (SumRole | undefined)[] = ['deductible', 'limit', 'premium', 'paid-by-others', 'price'];
/** What a loss comes to: before its parts, and before what was asked at first. */
const SETTLED: readonly (SumRole | undefined)[] = ['agreed', 'total'];

/** The words right behind an amount that are said of it, where nothing before it says what it is: $500 deductible. */
const RIGHT_BEHIND = /^\s?(?:的?\p{Script=Han}{1,6}|(?:[a-z'’-]+\s?){1,3})/iu;
/** 22,000元的钢琴, "a 22,000 yuan piano": what a thing costs. */
const OF_A_THING = /^(?:块|元)?的\p{Script=Han}/u;
const A_THING = /^ [a-z]/i;
const AN = /\ban? $/i;

/** What each of some amounts is. They are in the text's order. */
export function withRoles(text: string, amounts: readonly Amount[]): SaidAmount[] {
  const clauses = clausesIn(text);
  const clauseOf = ({ at }: Amount) => clauses.findLastIndex((clause) => clause.at <= at);
  let taken = 0;
  return amounts.map((one, index) => {
    const [last, next] = [amounts[index - 1], amounts[index + 1]];
    const [own, lastOwn, nextOwn] = [clauseOf(one), last ? clauseOf(last) : -1, next ? clauseOf(next) : clauses.length];
    const clause = clauses[own];
    const before = text.slice(Math.max(taken, lastOwn === own ? (last?.end ?? 0) : (clause?.at ?? 0)), one.end);
    // In one clause, what stands between two amounts is said of the second, unless nothing else is said of the first.
    const behind =
      nextOwn === own
        ? (RIGHT_BEHIND.exec(text.slice(one.end, next?.at))?.[0] ?? '')
        : text.slice(one.end, clause?.end);
    let role = nextOwn === own ? sumOf(before) : sumOf(before + behind);
    if (!role && nextOwn === own && sumOf(behind)) {
      role = sumOf(behind);
      taken = one.end + behind.length;
    }
    const after = clauses.slice(own + 1, Math.max(own + 1, nextOwn)).map(({ sum }) => sum);
    const ahead = clauses.slice(Math.max(0, lastOwn + 1), own).map(({ sum }) => sum);
    // Deductible: 1000.
    const label = own - 1 > lastOwn ? clauses[own - 1] : undefined;
    if (label && /^[:：]/.test(text.slice(label.end, clause?.at))) role ??= label.sum;
    role ??= isOfAThing(text, one) ? 'price' : undefined;
    role ??= ahead.findLast((sum) => sum && !BESIDE.includes(sum));
    role ??= after.find((sum) => sum && (!next || BESIDE.includes(sum)));
    return { ...one, role };
  });
}

const isOfAThing = (text: string, { at, end }: Amount): boolean => {
  const after = text.slice(end, end + 4);
  return OF_A_THING.test(after) || (AN.test(text.slice(Math.max(0, at - 3), at)) && A_THING.test(after));
};

/**
 * Those of some amounts that are the loss: a total comes before its parts, what was agreed before what was asked; deductibles, limits, premiums, prices and what others paid don't count beside it.
 */
export function lossesAmong(amounts: readonly SaidAmount[]): readonly SaidAmount[] {
  const losses = amounts.filter(({ role }) => !BESIDE.includes(role));
  if (losses.length === 0) return amounts;
  // A total has parts: of 总价5万8，谈完5万3 the second may be what is left of the first.
  const [first, second, more] = losses;
  if (first?.role === 'total' && second && !second.role && !more) return losses;
  const settled = losses.findLast(({ role }) => SETTLED.includes(role));
  if (settled) return losses.filter(({ role }) => role === settled.role);
  const assessed = losses.filter(({ role }) => role === 'assessed');
  if (assessed.length > 0 && losses.some(({ role }) => role === 'quote')) return assessed;
  const total = losses.find((one) => isSum(one, losses));
  return total ? [total] : losses;
}

/** Whether an amount is what the others come to. */
function isSum({ amount }: Amount, all: readonly Amount[]): boolean {
  if (amount === undefined || all.length < 3 || all.some((one) => one.amount === undefined)) return false;
  const sum = all.reduce((sofar, one) => sofar + (one.amount ?? 0), 0);
  return Math.abs(sum - 2 * amount) < 0.005;
}

/** Without what is denied (不是3000), and what something else takes the place of (三千不对 应该三千五). */
export function withoutTakenBack(text: string, amounts: readonly SaidAmount[]): readonly SaidAmount[] {
  const clauses = clausesIn(text);
  const standing: SaidAmount[] = [];
  let denied = false;
  for (const [index, one] of amounts.entries()) {
    const clause = clauses.findLast(({ at }) => at <= one.at);
    const last = amounts[index - 1];
    const first = !last || !clause || last.end <= clause.at;
    const next = amounts[index + 1];
    const ends = clause && (!next || next.at >= clause.end) ? Math.max(clause.end, one.end) : one.end;
    const words = text.slice(first ? clause?.at : last.end, ends);
    const polarity = polarityOf(words) ?? (first && clause?.polarity === 'corrected' ? 'corrected' : undefined);
    if (polarity === 'denied' || (polarity === undefined && isDenied(text, one.at))) {
      denied = true;
      continue;
    }
    // What is put right is what was said last, unless that was taken back already; 应该还有400 puts nothing right.
    if (polarity === 'corrected' && !denied && one.role !== 'added') standing.pop();
    denied = false;
    standing.push(one);
  }
  return standing;
}
