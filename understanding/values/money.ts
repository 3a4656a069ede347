import { heardPlainly } from '../../language/window.ts';
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

/** Looked for from the beginning of a numeral only: from each of its characters would take as many times as long. */
const RELEVANT =
  /(?<![,.\d零一二两三四五六七八九十百千万亿几壹贰叁肆伍陆柒捌玖拾佰仟])[\d零一二两三四五六七八九十百千万亿几壹贰叁肆伍陆柒捌玖拾佰仟][,.\d零一二两三四五六七八九十百千万亿多来几佰仟kw]{0,16}\s?(?:元|块|塊|圆|圓|毛|角|万|萬|千|百|k\b|w\b|美|港|欧|歐|刀|rmb|cny|usd|yuan|kuai|dollars?|bucks|euros?|pounds?|grand|thousand|hundred)|[¥$€£]\s?\d|\b(?:rmb|cny|usd)\s?\d|(?:修|赔|賠|花|损失|損失|费|費|价|價)[^\d，。]{0,6}\d/i;

/** What makes a number something else than money: kilometres, people, days, a house's number, a time. */
const MEASURED =
  /^\s?(?:元|圆|[共样起直下些定般切边]|公里|千米|毫?米|厘米|平|里路|人|名|位|个|口人|点|时|月|日|号|年|天|周|星期|小时|分钟?|秒|次|辆|台|部|岁|度|公?斤|千克|吨|升|层|楼|栋|幢|单元|室|路|街|弄|巷|环|级|折|码|迈|伏|瓦|块|条|只|件|张|份|倍|成|多?[人公辆个天次名]|[%:：/]|(?:km|m|kg|cm|people|persons?|passengers?|days?|hours?|hrs?|min(?:ute)?s?|years?|weeks?|months?|am|pm|a\.m|p\.m|o'clock|times|cars?|th|st|nd|rd|kids|children|adults)\b)/i;
const NUMBERED =
  /(?:第|周|星期|礼拜|\d[:：]|[/+A-Za-z]|\bno\.?\s?|#|路|街|巷|弄|道|尾号|年|月|初|农历|\b(?:at|room|flat|floor|gate|exit|line)\s)$/i;
/** Words that only an amount follows. */
const ABOUT_MONEY =
  /(?:修|赔|花|损|费|价|值|付|收|要|共|计|约|估|概|报|差不多|定损|损失|金额|额|钱|亏|扣|转|交|是|cost|costs|paid|pay|worth|about|around|roughly|damage|repairs?|estimate|loss|lost|total|spent|charged?|quoted?|is|of)[^\d，。；,;]{0,8}$/i;

const APPROXIMATELY =
  /(?:大概|大约|约莫?|差不多|估计|将近|接近|近|可能|about|around|roughly|approximately|nearly|almost|some|approx\.?|~)[^\d，。；]{0,8}$/i;
const APPROXIMATELY_AFTER = /^\s?(?:块|元|钱)*(?:左右|上下|的样子|这样|吧|or so|-?ish|approx)/i;
const OPEN_BEFORE =
  /(?:不到|不足|超过|多于|大于|少于|低于|高于|至少|起码|最多|最少|不止|over|more than|less than|under|below|above|at least|at most|up to|not even|小)\s?(?:¥|\$|rmb|cny)?\s?$/i;
const OPEN_AFTER =
  /^\s?(?:块|元|钱)*(?:多|都?不到|不足|以上|以下|以内|之内|出头|往上|打底|起步|or more|or less|plus\b|\+)/i;
const TO = /^\s?(?:元|块钱?|yuan|rmb|dollars)?\s?(?:到|至|-|~|—|–|或者?|还是|、|to|or|and)\s?(?:¥|\$|rmb)?\s?$/i;
const BETWEEN = /between\s?(?:¥|\$|rmb|cny|usd)?\s?$/i;

/** An answer to "how much": a bare number is one too. */
export const money: ValueReader<Money> = (text, context) =>
  read(withoutIdentifiers(heardPlainly(text, RELEVANT), context), () => true);

/** An amount in any message: with its currency, or after words that only an amount follows. */
export const findMoney: ValueReader<Money> = (text, context) =>
  read(withoutIdentifiers(heardPlainly(text, RELEVANT), context), (one, said) =>
    ABOUT_MONEY.test(said.slice(Math.max(0, one.at - 12), one.at)),
  );

function read(said: string, without: (one: Amount, said: string) => boolean): Reading<Money> {
  const all = amountsIn(said);
  const joined = (one: Amount, next: Amount | undefined) => {
    if (!next) return false;
    const between = said.slice(one.end, next.at);
    return TO.test(between) && (!/^\s?and\s?$/i.test(between) || BETWEEN.test(said.slice(0, one.at)));
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
  !MEASURED.test(said.slice(end, end + 12)) &&
  !NUMBERED.test(said.slice(Math.max(0, at - 8), at)) &&
  !/[\d年月/.:-]$/.test(said.slice(0, at)) &&
  !/^(?:[:/.]|-\d{1,2}-)\d/.test(said.slice(end));

const isOpen = ({ at, end }: Amount, said: string): boolean =>
  OPEN_BEFORE.test(said.slice(Math.max(0, at - 16), at)) || OPEN_AFTER.test(said.slice(end, end + 8));

const isApproximate = ({ at, end }: Amount, said: string): boolean =>
  APPROXIMATELY.test(said.slice(Math.max(0, at - 20), at)) || APPROXIMATELY_AFTER.test(said.slice(end, end + 10));

/** The one currency of what was found; nothing where there are two. */
function currencyOf(found: readonly Amount[]): string | undefined {
  const said = new Set(found.flatMap(({ currency }) => currency ?? []));
  return said.size > 1 ? undefined : ([...said][0] ?? 'CNY');
}
