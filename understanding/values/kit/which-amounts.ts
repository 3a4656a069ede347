import { clausesIn, type SumRole, sumOf } from '../../clauses/clauses.ts';
import { type Amount, isPartBy } from './amounts.ts';
import { isAllThatIsSaid, isOfAThing, mayBeOfAThing } from './beside-numbers.ts';

/** An amount with what it is, by the words that are said of it. */
export interface SaidAmount extends Amount {
  role: SumRole | 'part' | undefined;
}

/** What is no loss: named beside one, it doesn't count. */
const BESIDE: readonly SaidAmount['role'][] = ['deductible', 'limit', 'premium', 'part', 'paid-by-others', 'price'];
/** What a loss comes to: before its parts, and before what was asked at first. */
const SETTLED: readonly SaidAmount['role'][] = ['agreed', 'total'];

/** The words right behind an amount that are said of it, where nothing before it says what it is: $500 deductible. */
const RIGHT_BEHIND = /^\s?(?:的?\p{Script=Han}{1,6}|(?:[a-z'’-]+\s?){1,3})/iu;
/** The parts of a sum go on: "parts £320 and labour £200". */
const AND = /^[^,，。；;]{0,30}(?:\band\b|[、和])[^,，。；;]{0,16}$/i;

/** The first words of some that say what an amount is: the rest may be said of the next one. Nothing where none do. */
function wordsThatTell(behind: string): string {
  const ends = [...behind.matchAll(/(?<=[a-z])(?![a-z])|\p{Script=Han}/giu)].map(
    ({ 0: one, index }) => index + one.length,
  );
  return behind.slice(0, ends.find((end) => sumOf(behind.slice(0, end))) ?? 0);
}

/** What each of some amounts is. They are in the text's order. */
export function withRoles(text: string, amounts: readonly Amount[]): SaidAmount[] {
  const clauses = clausesIn(text);
  const clauseOf = ({ at }: Amount) => clauses.findLastIndex((clause) => clause.at <= at);
  let [taken, parts] = [0, false];
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
    const between = last ? text.slice(last.end, one.at) : '';
    parts = last !== undefined && (isPartBy(between) || (parts && AND.test(between)));
    if (parts) return { ...one, role: 'part' };
    let role = nextOwn === own ? sumOf(before) : sumOf(before + behind);
    if (isOfAThing(text, one.at, one.end) && !BESIDE.includes(role)) role = 'price';
    const words = !role && nextOwn === own ? wordsThatTell(behind) : '';
    if (words) {
      role = sumOf(words);
      taken = one.end + words.length;
    }
    const after = clauses.slice(own + 1, Math.max(own + 1, nextOwn)).map(({ sum }) => sum);
    const ahead = clauses.slice(Math.max(0, lastOwn + 1), own).map(({ sum }) => sum);
    // Deductible: 1000.
    const label = own - 1 > lastOwn ? clauses[own - 1] : undefined;
    if (label && /^[:：]/.test(text.slice(label.end, clause?.at))) role ??= label.sum;
    // 双十一抢的 5299: a number that is all of its clause.
    if (label && clause && isAllThatIsSaid(text.slice(clause.at, clause.end), one.at - clause.at, one.end - clause.at))
      role ??= label.sum;
    role ??= mayBeOfAThing(text, one.at, one.end) ? 'price' : undefined;
    role ??= ahead.findLast((sum) => sum && !BESIDE.includes(sum));
    role ??= after.find((sum) => sum && (!next || BESIDE.includes(sum)));
    return { ...one, role };
  });
}

/** Whether an amount is a deductible, a limit, a premium, a price or paid by others. */
export const isNoLoss = ({ role }: SaidAmount): boolean => BESIDE.includes(role);

/**
 * Those of some amounts that are the loss: a total comes before its parts, what was agreed before what was asked; deductibles, limits, premiums, prices and what others paid don't count beside it.
 */
export function lossesAmong(amounts: readonly SaidAmount[]): readonly SaidAmount[] {
  const losses = amounts.filter((one) => !isNoLoss(one));
  if (losses.length === 0) return amounts;
  // A total has parts: of 总价5万8，谈完5万3 the second may be what is left of the first.
  const [first, second, more] = losses;
  if (first?.role === 'total' && second && !second.role && !more) return losses;
  const settled = losses.findLast(({ role }) => SETTLED.includes(role));
  if (settled) return isExceeded(settled, losses) ? losses : losses.filter(({ role }) => role === settled.role);
  const assessed = losses.filter(({ role }) => role === 'assessed');
  if (assessed.length > 0 && losses.some(({ role }) => role === 'quote')) return assessed;
  const quoted = losses.filter(({ role }) => role === 'quote');
  const paid = losses.filter(({ role }) => role === 'paid');
  if (quoted.length > 0 && quoted.length + paid.length === losses.length && paid.every((one) => isNear(one, quoted)))
    return paid.length > 0 ? paid : losses;
  const withParts = amounts.filter((one) => one.role === 'part' || losses.includes(one));
  const total = losses.find((one) => isSum(one, withParts));
  return total ? [total] : losses;
}

/** Whether several parts come to more than their total: one of them is wrong. */
function isExceeded({ role, amount: total }: SaidAmount, losses: readonly SaidAmount[]): boolean {
  const parts = losses.filter((one) => one.role === undefined || one.role === 'loss');
  const sum = parts.reduce((sofar, { amount }) => sofar + (amount ?? 0), 0);
  return role === 'total' && total !== undefined && parts.length > 1 && sum > total + 0.005;
}

/** Whether what was paid may be for what was quoted, and isn't for a part of it. */
const isNear = ({ amount: paid }: Amount, quoted: readonly Amount[]): boolean =>
  quoted.some(({ amount }) => paid !== undefined && amount !== undefined && paid >= amount / 2 && paid <= amount * 1.5);

/** Whether an amount is what the others come to. */
export function isSum({ amount }: Amount, all: readonly Amount[]): boolean {
  if (amount === undefined || all.length < 3 || all.some((one) => one.amount === undefined)) return false;
  const sum = all.reduce((sofar, one) => sofar + (one.amount ?? 0), 0);
  return Math.abs(sum - 2 * amount) < 0.005;
}
