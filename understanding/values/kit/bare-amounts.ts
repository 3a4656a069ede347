import type { Amount } from './amounts.ts';
import {
  isAllOfItsClause,
  isAllThatIsSaid,
  isMeasured,
  isNumbered,
  isToldToBeMoney,
  speaksOfHours,
} from './beside-numbers.ts';

/* Which numbers without a currency may be amounts of money. */

/** Identifiers and days that are written without a word before: 20260621, 5510288, 0915, 9123 2530, 17.10.26. */
const LIKE_AN_IDENTIFIER = /^\d{7,}$|^0\d|^\d{4}(?: \d{4})+$|^\d{1,4}([./-])\d{1,2}\1\d{2,4}$/;
/** 登陆, 拾金不昧: a capital numeral alone. */
const CAPITAL_ALONE = /^[壹贰叁肆伍陆柒捌玖拾佰仟]$/;
/** Seven thirty. */
const WORDS_ALONE = /^[a-z -]+$/i;
const METRES = /\d ?m$/;
/** 三点二 without a unit is an hour. */
const HAN_HOUR = /(?<!多)点(?![^点]*[百千万亿kw])/i;
const LARGE = /hundred|thousand|grand|wan|[mb]illion|la(?:kh|c)|crore/i;
const YEAR = /^(?:19[5-9]|20[0-3])\d$/;
const DATED = /\b(?:in|since|from|of|year) $/i;
/** Whom people call: 打了110. */
const EMERGENCY = /^(?:110|119|120|122|911|999|112)$/;
const CALLED_BEFORE = /(?:[打拨报叫]|call(?:ed|ing)?|dial(?:led)?|r[au]ng|phoned)(?:[了过通]|\s)?$/i;
const CALLED_AFTER = /^\s?(?:[打来到送拉救接说出车急]|的?人|and\b|came|took|ambulance)/i;
/** Half alone, and hours in words: half an hour, half seven. */
const HALF = /^half(?: (?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))?$/i;
/** 6.30, 19.05. */
const LIKE_AN_HOUR = /^(?:[01]?\d|2[0-3])[.][0-5]\d$/;
const DIGIT_OR_DATE_BEFORE = /[\d年月/.:-]$/;
const DATE_AFTER = /^(?:[:/.]|-\d{1,2}-)\d/;
/** 五千, 3.5万, 8k, 1,280, 312.50: how nothing but an amount is said, where nothing is counted with it. */
const LIKE_AN_AMOUNT = /[百千万亿毛角kw]|^\d{1,3}(?:,\d{3})+(?:\.\d\d)?$|^\d{3,}\.\d\d$/iu;

/** No room, policy or car has a number like 4k. */
const UNIT = /[百千万亿]|\d[kw]/;

/** A number without a currency that nothing makes something else. */
export function isBare({ at, end, said: number, amount, open }: Amount, said: string): boolean {
  const [before, after] = [said.slice(0, at), said.slice(end)];
  return !(
    LIKE_AN_IDENTIFIER.test(number) ||
    CAPITAL_ALONE.test(number) ||
    (WORDS_ALONE.test(number) && amount === undefined && !open && !LARGE.test(number)) ||
    METRES.test(number) ||
    HAN_HOUR.test(number) ||
    HALF.test(number) ||
    (YEAR.test(number) && DATED.test(before)) ||
    (EMERGENCY.test(number) && (CALLED_BEFORE.test(before) || CALLED_AFTER.test(after))) ||
    (LIKE_AN_HOUR.test(number) && speaksOfHours(said)) ||
    isMeasured(said, end) ||
    (isNumbered(said, at) && !UNIT.test(number)) ||
    DIGIT_OR_DATE_BEFORE.test(before) ||
    DATE_AFTER.test(after)
  );
}

/** Whether a bare number is an amount by how it is said, by what is said beside it, or because nothing else is. */
export function isAnAmount(one: Amount, said: string): boolean {
  const { at, end, said: number } = one;
  if (LIKE_AN_HOUR.test(number)) return isToldToBeMoney(said, at, end);
  if (isAllThatIsSaid(said, at, end)) return true;
  if (LIKE_AN_AMOUNT.test(number) || LARGE.test(number) || isToldToBeMoney(said, at, end)) return true;
  return !isSmall(one) && !isYear(one) && isAllOfItsClause(said, at, end);
}

/** One or two digits, which alone are seldom an amount: 九座, "my son is 9". */
export const isSmall = ({ said }: Amount): boolean =>
  /^(?:\d{1,2}|[零〇一二两三四五六七八九十]{1,3}|(?:an? )?[a-z]+(?:-[a-z]+)?)$/i.test(said) && !LARGE.test(said);

export const isYear = ({ said }: Amount): boolean => YEAR.test(said);

/** A numeral that every sentence may have: 三, three. */
export const isWord = ({ priced, said }: Amount): boolean =>
  !priced && /^(?:[零〇一二两三四五六七八九十几]+|[a-z]+)$/i.test(said) && !LARGE.test(said);

/** Whether the number is about all that is said; of a digit alone, whether it is all. */
export function isAll({ at, end, said: number }: Amount, said: string): boolean {
  if (/^(?:\d|[零〇一二两三四五六七八九十几]+)$/.test(number))
    return !/[\p{L}\p{N}]/u.test(`${said.slice(0, at)} ${said.slice(end)}`);
  return isAllThatIsSaid(said, at, end);
}
