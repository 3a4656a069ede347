import { ENGLISH_NUMERALS } from '../../../language/numerals.ts';
import { phrases } from '../../phrases/phrases.ts';
import { isMeasured } from './beside-numbers.ts';
import { changeAfter, tenthsIn } from './change.ts';
import { agreed, currencyAfter, currencyBefore, type SaidCurrency } from './currencies.ts';
import { figuresIn } from './figures.ts';
import { IN_A_WORD, numbersIn, type WrittenNumber } from './numbers.ts';

/** A number with what was said beside it. */
export interface Amount {
  /** Nothing where it was left open (五百多, 几千, several hundred) or can't be read (1,20; 1O0元; -500元). */
  amount?: number;
  open?: true;
  wrong?: true;
  /** Wrong because of what nobody could read in it: 45?0, 1O0. */
  smudged?: true;
  approximate?: true;
  /** A currency stands beside it; `currency` is its code, ISO 4217, where one can tell. */
  priced?: true;
  currency?: string;
  at: number;
  end: number;
  /** The number as it was said, without its currency. */
  said: string;
}

const {
  'below-zero': BELOW_ZERO,
  'hour-of-day': HOUR_OF_DAY,
  'said-of-amounts': SAID_OF_AMOUNTS,
  named: NAMED,
  'part-of': PART_OF,
} = phrases('amounts', ['below-zero', 'hour-of-day', 'said-of-amounts', 'named', 'part-of']);

/** Whether the words between two amounts make the second a part of the first: £610 including £100 VAT. */
export const isPartBy = (between: string): boolean => PART_OF.test(between);

/** 百, 千, 万 without a number: 万一, 千万别. */
const NO_NUMBER = /^[百千万亿](?![二三四五六七八九]|儿八)/;
/** Letters for digits, as in what was scanned or typed in haste: 1O0, l200, 3S0. */
const LIKE_DIGITS = /^(?![SBZ])(?=.*\d)(?=.*(?:[OoIl|]|[\d.,][SBZ]+\d))[\dOoIlSBZ|]+(?:[,.][\dOoIlSBZ|]{2,})*$/;
/** A minus, and what belongs to a number but can't be read: nothing beside which a part of it would be the amount. */
const SIGN_BEFORE =
  /~{2}$|\.{2,}\]$|\?[)\]]$|\d\/$|^\s?[-−–]\s$|[*?_■□█▇▓][.,]$|(?:^|[\s:：=(（])[-−–]$|[*_■□█▇▓×^⁄|\\%@&]$|(?<![.\p{L}\p{N}]|\p{L}\.)\.$/u;
const LATIN_BEFORE = /[A-Za-z\d|,.]*$/;
const LATIN_AFTER = /^[A-Za-z\d|]*(?:[,.][A-Za-z\d|]{2,})*/;
const LATIN_FIRST = /^[A-Za-z\d]/;
const LETTER_OR_DIGIT_LAST = /[A-Za-z\d]$/;
/** 700ish. */
const ABOUT_AFTER = /^-?ish\b/i;
/** "£12 50", "twelve pounds fifty": what goes on after its currency. */
const GOES_ON = new RegExp(`^\\s(?:\\d{1,2}(?![\\d.,:])|(?:${ENGLISH_NUMERALS})\\b)`, 'i');
/** What an account is short of: (350.00) USD. */
const IN_BRACKETS = /(?:^|[A-Z$€£¥]\s?)\([$€£¥]?\d[\d.,]*\)$/;
const NUMERAL_BEFORE = /[\d零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟半]$/;
const NUMERAL_AFTER = /^[\d零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟半]/;
const WORD_AFTER = new RegExp(`^${IN_A_WORD}`, 'u');
const SMUDGE = /[?*_■□█▇▓●○◯]/;
const SIGN_AFTER =
  /^(?:[毛角]|-(?:something|$|\s(?!\s?\d)|[A-Z])|\s?[([]\s?[?….]|\s[-–_]\s[-–_]|\s?…|~{2}|\s[OoIl]{2,3}(?![A-Za-z])|[*_■□█▇▓×^⁄|\\@&#]|\?{1,4}\s?(?=[.,?\d]|[元块¥$€£]))/;

/** Every number in a text that may be an amount of money, whether or not a currency stands beside it. */
export function amountsIn(text: string): Amount[] {
  const found: Amount[] = [];
  for (const written of numbersIn(text)) {
    const number = smudgedAt(written, text) ?? written;
    if (found.some(({ end }) => end > number.at)) continue;
    // 张三, 第三.
    if (/^[一二三四五六七八九]$/.test(number.said) && NAMED.test(text.slice(0, number.at))) continue;
    const one = withCurrency(number, text, found.at(-1)?.end ?? 0);
    if (NO_NUMBER.test(number.said) && !(one.priced && /^[百千万亿]+[把来]?$/.test(number.said))) continue;
    const unread = isTouched(one, number, text);
    // A part of something else: G60, 4G, v1.2.
    if (unread === 'name' && !one.priced) continue;
    if (unread || mayBeTwo(one, text) || (one.amount === undefined && !one.open)) {
      delete one.amount;
      one.wrong = true;
      if (unread === 'smudged' || SMUDGE.test(one.said) || LIKE_DIGITS.test(one.said.replace(' ', '')))
        one.smudged = true;
    }
    found.push(one);
  }
  const tenths = tenthsIn(text)
    .filter(({ at }) => !found.some((one) => one.priced && at >= one.at && at < one.end))
    .map(({ hundredths, ...place }) => ({
      ...place,
      amount: hundredths / 100,
      priced: true as const,
      currency: 'CNY',
    }));
  return [...found.filter(({ at }) => !tenths.some((one) => one.at <= at && at < one.end)), ...tenths].sort(
    (one, other) => one.at - other.at,
  );
}

/** 500 300 after a word may be two numbers, and so may 12 500 without a currency. */
const mayBeTwo = ({ at, said, priced }: Amount, text: string): boolean =>
  /^\d+ \d/.test(said) &&
  said.length < text.length &&
  (!priced || (/^\d{3} \d{3}$/.test(said) && /\p{L}$/u.test(text.slice(0, at))));

function withCurrency(number: WrittenNumber, text: string, least: number): Amount {
  const one: Amount = { ...number };
  const [before, again] = sayings(number.at, (at) => currencyBefore(text, at, least), -1);
  const [after, twice] = sayings(number.end, (at) => currencyAfter(text, at), 1);
  const said = [before, again, after, twice].filter((one) => one !== undefined);
  if (said.length === 0) return one;
  one.priced = true;
  one.at -= (before?.length ?? 0) + (again?.length ?? 0);
  one.end += (after?.length ?? 0) + (twice?.length ?? 0);
  const currency = agreed(said, text);
  if (currency) {
    one.currency = currency;
    const amount = one.open ? undefined : (one.amount ?? figuresIn(number.said, currency));
    if (amount !== undefined) one.amount = amount;
  }
  const change = Number.isInteger(one.amount) ? changeAfter(text, one.end) : undefined;
  if (change && one.amount !== undefined) {
    one.amount = Math.round(one.amount * 100 + change.hundredths) / 100;
    one.end += change.length;
  }
  return one;
}

/** What is said of the currency on one side of a number, at most twice: 3万元欧元, 人民币￥500. */
function sayings(
  from: number,
  find: (at: number) => SaidCurrency | undefined,
  way: 1 | -1,
): [SaidCurrency | undefined, SaidCurrency | undefined] {
  const first = find(from);
  return [first, first && find(from + way * first.length)];
}

/** The whole of what a number is a part of, where letters stand in it that look like digits. */
function smudgedAt({ at, end, said }: WrittenNumber, text: string): WrittenNumber | undefined {
  const before = LATIN_BEFORE.exec(text.slice(Math.max(0, at - 12), at))?.[0] ?? '';
  const after = LATIN_AFTER.exec(text.slice(end, end + 12))?.[0] ?? '';
  const whole = before + said + after;
  if (whole === said || !LIKE_DIGITS.test(whole)) return undefined;
  return { at: at - before.length, end: end + after.length, said: whole };
}

/**
 * What stands right beside an amount and isn't read: a `name` of which the number is a part, or a sign, a letter or a
 * numeral of the number's own.
 */
function isTouched(one: Amount, number: WrittenNumber, text: string): 'name' | 'number' | 'smudged' | undefined {
  const [before, after] = [text.slice(Math.max(0, one.at - 12), one.at), text.slice(one.end, one.end + 12)];
  if (LIKE_DIGITS.test(number.said)) return 'smudged';
  if (
    LETTER_OR_DIGIT_LAST.test(before) &&
    LATIN_FIRST.test(text.slice(one.at, one.end)) &&
    !SAID_OF_AMOUNTS.test(before)
  )
    return 'name';
  if (LETTER_OR_DIGIT_LAST.test(text.slice(one.at, one.end)) && LATIN_FIRST.test(after) && !ABOUT_AFTER.test(after))
    return 'name';
  const next = one.priced ? GOES_ON.exec(after)?.[0] : undefined;
  // "$500 2 nights" goes on to something else.
  if (next && !isMeasured(text, one.end + next.length)) return 'number';
  if (IN_BRACKETS.test(text.slice(Math.max(0, number.at - 5), number.end + 1)) && !/[^\d\s.,A-Z$€£¥()]/.test(text))
    return 'number';
  if (SIGN_BEFORE.test(before) || BELOW_ZERO.test(before) || SIGN_AFTER.test(after)) return 'number';
  if (/点/.test(number.said) && HOUR_OF_DAY.test(before)) return 'number';
  if (NUMERAL_BEFORE.test(before)) return 'number';
  if (NUMERAL_AFTER.test(after) && !(one.end > number.end && WORD_AFTER.test(after))) return 'number';
  return undefined;
}
