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
  /(?:尾号|后四位|末四位|最后四位|last (?:four|4)(?: digits)?|ending(?: in)?|ends? (?:in|with))(?: ?(?:are|is)|是|为|[:：])?\s?(\d{4})(?!\d)/iu;
const BANK =
  /(?:中国)?(?:工商|农业|建设|交通|招商|中信|光大|民生|兴业|浦发|平安|邮储|邮政储蓄|华夏|广发|中国)银行|[工农建交招]行|\b(?:ICBC|CCB|ABC|BOC|CMB|HSBC)\b/gu;
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
  const last4 = LAST.exec(said)?.[1];
  const bank = matchesOf(said, BANK).at(-1)?.[0];
  return last4 ? { value: { last4, ...(bank ? { bank } : {}) } } : undefined;
};

/** The same as an answer, where four digits say enough. */
export const cardAnswer: ValueReader<Card> = (text, context) => {
  const told = card(text, context);
  const bare = /^\D{0,12}(\d{4})\D{0,6}$/u.exec(text.trim())?.[1];
  return told ?? (bare ? { value: { last4: bare } } : undefined);
};
