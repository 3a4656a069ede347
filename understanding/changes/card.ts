import { matchesOf } from '../../language/matches.ts';
import type { ValueReader } from '../values/kit/reading.ts';

/** A bank card, as far as the desk keeps it: never its number. */
export interface Card {
  last4: string;
  bank?: string;
}

/** Long enough for a card, and for no phone or ID number with a letter at its end. */
const NUMBER = /(?<![\dA-Z-])\d(?:[ -]?\d){14,18}(?![\dX-])/giu;
const LAST =
  /(?:尾号|后四位|末四位|最后四位|last (?:four|4)(?: digits)?|ending(?: in)?|ends? (?:in|with))(?: ?(?:are|is)|是|为|[:：])?\s?(\d{4})(?!\d)/giu;
const BANK =
  /(?:中国)?(?:工商|农业|建设|交通|招商|中信|光大|民生|兴业|浦发|平安|邮储|邮政储蓄|华夏|广发|中国)银行|[工农建交招]行|\b(?:ICBC|CCB|ABC|BOC|CMB|HSBC)\b/gu;
/** What four digits are of that are called so, and of no card: 身份证后四位, 手机尾号, the last four of my ID. */
const OF_ANOTHER =
  /(?:身份证|身份|证件|护照|驾照|驾驶证|手机|电话|联系方式|保单|合同|车牌|发动机|车架|验证码|报案|案件|邮编|\b(?:ID|identity|passport|licen[cs]e|phone|mobile|policy|claim|plate|VIN|code|SSN)\b)(?:[^\d，。；,;\n]{0,12})$/iu;
const OF_ANOTHER_AFTER = /^[^\d，。；;\n]{0,4}\bof (?:my|the|his|her) (?:ID|identity|passport|phone|mobile|policy)\b/iu;
/** Of a resident identity card or permit: with its birthday in the midst of it. */
const ID = /^\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{4}$/;

/** A text in which card numbers are no more than their last four digits. */
export const withoutCardNumbers = (text: string, mark = '尾号'): string =>
  matchesOf(text, NUMBER)
    .reverse()
    .reduce((rest, { 0: number, index }) => {
      const digits = number.replace(/[ -]/g, '');
      return ID.test(digits)
        ? rest
        : `${rest.slice(0, index)}${mark}${digits.slice(-4)}${rest.slice(index + number.length)}`;
    }, text);

/** A card by its last four digits, in any message. */
export const card: ValueReader<Card> = (text) => {
  const said = withoutCardNumbers(text);
  const found = matchesOf(said, LAST).find((one) => !isOfAnother(said, one.index, one.index + one[0].length));
  const last4 = found?.[1];
  const bank = matchesOf(said, BANK).at(-1)?.[0];
  return last4 ? { value: { last4, ...(bank ? { bank } : {}) } } : undefined;
};

/** The same as an answer, where four digits say enough. */
export const cardAnswer: ValueReader<Card> = (text, context) => {
  const told = card(text, context);
  const said = text.trim();
  const bare = /^\D{0,12}(\d{4})\D{0,6}$/u.exec(said)?.[1];
  const isCards = bare !== undefined && !isOfAnother(said, said.indexOf(bare), said.length);
  return told ?? (isCards ? { value: { last4: bare } } : undefined);
};

/** Whether what stands before a number, within it or after it calls it another one's than a card's. */
function isOfAnother(said: string, at: number, end: number): boolean {
  const before = said.slice(Math.max(0, at - 30), at);
  return (
    (OF_ANOTHER.test(before) && !CARD.test(before)) ||
    OF_ANOTHER_AFTER.test(said.slice(end)) ||
    /\bof (?:my|the) (?:ID|identity|passport|phone|mobile|policy)\b/iu.test(said.slice(at, end))
  );
}
const CARD = /卡|银行|账号|账户|\b(?:card|account|bank)\b/iu;
