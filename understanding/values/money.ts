import { heardPlainly } from '../../language/window.ts';
import { phrases } from '../phrases/phrases.ts';
import { type Amount, amountsIn } from './kit/amounts.ts';
import { withoutTakenBack } from './kit/amounts-put-right.ts';
import { isAll, isAnAmount, isBare, isSmall, isWord, isYear } from './kit/bare-amounts.ts';
import { isAllThatIsSaid, isMeasured, isToldToBeMoney, mayBeToldToBeMoney } from './kit/beside-numbers.ts';
import { withoutIdentifiers } from './kit/identifiers.ts';
import type { Reading, ValueReader } from './kit/reading.ts';
import { isNoLoss, isSum, lossesAmong, type SaidAmount, withRoles } from './kit/which-amounts.ts';

/** An amount of money. */
export interface Money {
  amount: number;
  /** ISO 4217; the yuan where no currency was said. */
  currency: string;
  /** Said with 大概, 左右, about. */
  approximate?: true;
}

/** Nobody's damage at this desk is greater; what is, is a slip or another number. */
const HIGHEST_AMOUNT = 1e11;

/**
 * Looked for from the beginning of a numeral only: from each of its characters would take as many times as long. Its words
 * are each a part of a numeral's shape, so it is no word list.
 */
const RELEVANT =
  /(?<![,.\d零一二两三四五六七八九十百千万亿几壹贰叁肆伍陆柒捌玖拾佰仟])[\d零一二两三四五六七八九十百千万亿几壹贰叁肆伍陆柒捌玖拾佰仟][,.\d零一二两三四五六七八九十百千万亿多来几佰仟kw]{0,16}\s?(?:元|块|塊|圆|圓|毛|角|万|萬|千|百|k\b|w\b|美|港|欧|歐|刀|rmb|cny|usd|yuan|kuai|dollars?|bucks|euros?|pounds?|grand|thousand|hundred)|[¥$€£]\s?\d|\b(?:rmb|cny|usd)\s?\d|(?:修|赔|賠|花|损失|損失|费|費|价|價)[^\d，。]{0,6}\d/i;

/** What is said around an amount. */
const around = phrases('money', [
  'approximately',
  'approximately-after',
  'open-before',
  'open-after',
  'to',
  'unreadable',
  'not-known',
  'other-currency',
]);
const BETWEEN = /(?:between|介于|在)\s?(?:¥|\$|rmb|cny|usd)?\s?$/i;

/** An answer to "how much": a bare number is one too. */
export const money: ValueReader<Money> = (text, context) =>
  read(withoutIdentifiers(heardPlainly(text, RELEVANT), context), () => true);

/** An amount in any message: with its currency, or after words that only an amount follows. */
export const findMoney: ValueReader<Money> = (text, context) =>
  read(withoutIdentifiers(heardPlainly(text, RELEVANT), context), ({ at, end }, said) =>
    mayBeToldToBeMoney(said, at, end),
  );

function read(said: string, without: (one: Amount, said: string) => boolean): Reading<Money> {
  const { counted, found } = mayBeMoney(said, without);
  const losses = lossesAmong(found);
  const [first, ...others] = losses;
  if (!first) return undefined;
  if (losses.some(({ wrong }) => wrong) || around.unreadable.test(said)) return { ask: 'not-an-amount' };
  if (losses.some((one) => found.some((other) => isRange(one, other, said)))) return { ask: 'which-amount' };
  if (losses.some((one) => one.open || isOpen(one, said))) return { ask: 'amount-open' };
  if (losses.every(isNoLoss) && around['not-known'].test(said)) return { ask: 'amount-open' };
  const { amount } = first;
  if (amount === undefined || others.some((other) => other.amount !== amount)) return { ask: 'which-amount' };
  if (amount > HIGHEST_AMOUNT) return { ask: 'not-an-amount' };
  const currency = currencyOf(losses, counted, said);
  if (!currency) return { ask: 'which-currency' };
  const approximate = losses.some((one) => one.approximate || isApproximate(one, said));
  return { value: { amount, currency, ...(approximate ? { approximate } : {}) } };
}

/** The numbers that may be amounts of money: those with a currency, and bare ones that nothing makes something else. */
function mayBeMoney(
  said: string,
  without: (one: Amount, said: string) => boolean,
): { counted: SaidAmount[]; found: SaidAmount[] } {
  const all = amountsIn(said);
  const alone = (one: Amount) => one.priced || (isBare(one, said) && without(one, said));
  const ranged = (one: Amount) => all.some((other) => isRange(one, other, said) && isOfMoney(one, other));
  /** 3到5千, but not 3-5个工作日. */
  const isOfMoney = (one: Amount, other: Amount) => {
    const [low, high] = one.at < other.at ? [one, other] : [other, one];
    if (low.priced || (high.priced && isBare(low, said))) return true;
    if (!isBare(low, said) || /^0/.test(high.said)) return false;
    return alone(low) && !isMeasured(said, high.end) && !(isSmall(low) && isSmall(high) && !isPairAll(low, high, said));
  };
  const counted = withRoles(
    said,
    all.filter((one) => ranged(one) || one.smudged || (alone(one) && (!isWord(one) || isAll(one, said)))),
  );
  const standing = withoutTakenBack(said, counted);
  const certain = standing.some(({ priced }) => priced);
  const isSure = (one: SaidAmount): boolean => {
    if (isAPiece(one, said)) return false;
    if (one.priced || ranged(one)) return true;
    if (one.smudged) return isTold(one) || (standing.length === 1 && without(one, said));
    if (isSmall(one)) return isAll(one, said) || (isTold(one) && !certain);
    if (isYear(one) ? isToldToBeMoney(said, one.at, one.end) : isTold(one)) return true;
    if (isSum(one, standing)) return true;
    if (certain || (standing.length > 1 && isYear(one))) return false;
    // What is left of what was put right is an amount as that was.
    return standing.length < counted.length || isOpen(one, said) || isAnAmount(one, said);
  };
  const sure = standing.filter(isSure);
  // Beside an amount another number may be one too: 要价1800我给1500.
  const found =
    sure.length === 0 || certain
      ? sure
      : standing.filter((one) => sure.includes(one) || !(one.smudged || isSmall(one) || isYear(one)));
  return { counted, found };
}

/** 凹进去一块, 碎了两块: no yuan. */
const isAPiece = ({ at, end, said: number }: Amount, said: string): boolean =>
  /^[一两二三1-3]$/.test(number) &&
  said.slice(at, end) === `${number}块` &&
  !isToldToBeMoney(said, at, end) &&
  !isAllThatIsSaid(said, at, end);

/** Between 30 and 50, where that is all that is said. */
const isPairAll = (low: Amount, high: Amount, said: string): boolean =>
  isAllThatIsSaid(said.slice(0, low.at) + said.slice(high.end), low.at, low.at);

/** Words say what it is, and it is more than a digit. */
const isTold = ({ role, said }: SaidAmount): boolean => role !== undefined && !/^\d$/.test(said);

/** "200, 250 pounds": two guesses. */
const isGuess = (low: Amount, high: Amount, between: string): boolean =>
  /^, ?$/.test(between) &&
  !low.priced &&
  high.priced === true &&
  (low.amount ?? 0) < (high.amount ?? 0) &&
  (high.amount ?? 0) <= 2 * (low.amount ?? 0);

/** Whether two numbers are the ends of a range, or one of them is meant: 3000到5000, "between 3 and 5k". */
function isRange(one: Amount, other: Amount, said: string): boolean {
  const [low, high] = one.at < other.at ? [one, other] : [other, one];
  const between = said.slice(low.end, high.at);
  if (isGuess(low, high, between)) return true;
  return (
    low !== high &&
    around.to.test(between) &&
    (!/^\s?(?:and|和)\s?$/i.test(between) || BETWEEN.test(said.slice(0, low.at)))
  );
}

const isOpen = ({ at, end }: Amount, said: string): boolean =>
  around['open-before'].test(said.slice(Math.max(0, at - 20), at)) ||
  around['open-after'].test(said.slice(end, end + 32));

const isApproximate = ({ at, end }: Amount, said: string): boolean =>
  around.approximately.test(said.slice(Math.max(0, at - 20), at)) ||
  around['approximately-after'].test(said.slice(end, end + 10));

/**
 * The one currency of what was found: its own, or the one that is said beside other amounts; the yuan where none is said.
 * Nothing where there are two, one that nobody can tell, or one that stands beside no number.
 */
function currencyOf(losses: readonly Amount[], found: readonly Amount[], said: string): string | undefined {
  const priced = losses.some((one) => one.priced) ? losses : found;
  const currencies = new Set(priced.flatMap((one) => (one.priced ? [one.currency] : [])));
  if (currencies.size > 1) return undefined;
  if (currencies.size === 1) return [...currencies][0];
  return around['other-currency'].test(said) ? undefined : 'CNY';
}
