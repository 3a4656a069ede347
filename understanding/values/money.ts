import { heardPlainly } from '../../language/window.ts';
import { phrases } from '../phrases/phrases.ts';
import { type Amount, amountsIn } from './kit/amounts.ts';
import { withoutIdentifiers } from './kit/identifiers.ts';
import type { Reading, ValueReader } from './kit/reading.ts';
import { isTakenBack } from './kit/single-value.ts';

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

/** What is said around a number. */
const around = phrases('money', [
  'measured',
  'numbered',
  'about-money',
  'approximately',
  'approximately-after',
  'open-before',
  'open-after',
  'to',
]);
const BETWEEN = /between\s?(?:¥|\$|rmb|cny|usd)?\s?$/i;

/** An answer to "how much": a bare number is one too. */
export const money: ValueReader<Money> = (text, context) =>
  read(withoutIdentifiers(heardPlainly(text, RELEVANT), context), () => true);

/** An amount in any message: with its currency, or after words that only an amount follows. */
export const findMoney: ValueReader<Money> = (text, context) =>
  read(withoutIdentifiers(heardPlainly(text, RELEVANT), context), (one, said) =>
    around['about-money'].test(said.slice(Math.max(0, one.at - 12), one.at)),
  );

function read(said: string, without: (one: Amount, said: string) => boolean): Reading<Money> {
  const all = amountsIn(said);
  const joined = (one: Amount, next: Amount | undefined) => {
    if (!next) return false;
    const between = said.slice(one.end, next.at);
    return around.to.test(between) && (!/^\s?and\s?$/i.test(between) || BETWEEN.test(said.slice(0, one.at)));
  };
  const meant = all.filter((one, index) => {
    const [last, next] = [all[index - 1], all[index + 1]];
    const lower = last && joined(last, one) ? last : undefined;
    if (one.currency || lower?.currency || (joined(one, next) && next?.currency)) return true;
    const first = lower ?? one;
    return isBare(first, said) && without(first, said);
  });
  const withCurrency = meant.filter(
    (one) => one.currency || meant.some((other) => other.currency && (joined(one, other) || joined(other, one))),
  );
  const found = (withCurrency.length > 0 ? withCurrency : meant).filter(({ at }) => !isTakenBack(said, at));
  if (found.some(({ wrong }) => wrong)) return { ask: 'not-an-amount' };
  if (found.some((one, index) => joined(one, found[index + 1]))) return { ask: 'which-amount' };
  if (found.some((one) => one.open || isOpen(one, said))) return { ask: 'amount-open' };
  const [first, ...others] = found;
  if (first?.amount === undefined) return undefined;
  const currency = currencyOf(found);
  if (!currency || others.some(({ amount }) => amount !== first.amount)) return { ask: 'which-amount' };
  if (first.amount > HIGHEST_AMOUNT) return { ask: 'not-an-amount' };
  const approximate = found.some((one) => isApproximate(one, said));
  return { value: { amount: first.amount, currency, ...(approximate ? { approximate } : {}) } };
}

/** A number without a currency that nothing makes something else. */
const isBare = ({ at, end, said: number }: Amount, said: string): boolean =>
  !/^\d{9}/.test(number) &&
  !around.measured.test(said.slice(end, end + 12)) &&
  !around.numbered.test(said.slice(Math.max(0, at - 8), at)) &&
  !/[\d年月/.:-]$/.test(said.slice(0, at)) &&
  !/^(?:[:/.]|-\d{1,2}-)\d/.test(said.slice(end));

const isOpen = ({ at, end }: Amount, said: string): boolean =>
  around['open-before'].test(said.slice(Math.max(0, at - 16), at)) ||
  around['open-after'].test(said.slice(end, end + 8));

const isApproximate = ({ at, end }: Amount, said: string): boolean =>
  around.approximately.test(said.slice(Math.max(0, at - 20), at)) ||
  around['approximately-after'].test(said.slice(end, end + 10));

/** The one currency of what was found; nothing where there are two. */
function currencyOf(found: readonly Amount[]): string | undefined {
  const said = new Set(found.flatMap(({ currency }) => currency ?? []));
  return said.size > 1 ? undefined : ([...said][0] ?? 'CNY');
}
