import { numberOf } from '../../../../language/numerals.ts';
import type { WallClock } from '../../../../services/time/calendar.ts';

/** How numbers are written in Chinese dates and hours, in figures or characters. */

/** A day's or an hour's number. */
export const N = '(?:\\d{1,2}|[零〇一二两三四五六七八九十廿]{1,3})';
const HAN_DIGIT = '零〇一二两三四五六七八九十廿';
/** A run of digits, and that none stands before or after: half a number is another number. */
export const RUN = `(?:\\d{1,3}|[${HAN_DIGIT}]{1,6})`;
export const NO_DIGIT_BEFORE = `(?<![\\d.${HAN_DIGIT}百千万])`;
export const NO_DIGIT_AFTER = `(?![\\d${HAN_DIGIT}OoIl几多余]|来[号天日])`;
export const YEAR =
  "(?:('?\\d{4}|'?\\d{2}(?=年)|[一二][〇零一二三四五六七八九]{3}|[〇零一二三四五六七八九]{2}(?=年)|今|去|前|大前)年的?\\s?)";
export const WEEK = '(?:周|星期|礼拜|(?<![礼崇朝祭参跪])拜(?=[一二三四五六]))';
/** Before now, also as who mixes languages says it. */
export const AGO = '(?:以前|之前|前(?![面轮车排门台夫])|\\s?(?:ago|back)\\b)';

export const numeral = (said = ''): number => numberOf(said.replace('廿', '二十')) ?? Number.NaN;

/** How a month's or a day's number is written, and nothing that only looks like it: 二八, 十廿, 廿零. */
const ORDINARY =
  /^(?:\d{1,2}|[零〇]?[一二两三四五六七八九]|[一二三四五六七八九]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三][零〇])$/;
export const ordinal = (said = ''): number => (ORDINARY.test(said) ? numeral(said) : Number.NaN);

const YEARS_BACK: Readonly<Record<string, number>> = { 今: 0, 去: 1, 前: 2, 大前: 3 };

/** The year that is said in full, by its last two digits (二四年, 98年), or from this one. */
export function yearOf(said: string, now: WallClock): number {
  const back = YEARS_BACK[said];
  if (back !== undefined) return now.year - back;
  const digits = said
    .replace("'", '')
    .replace('〇', '零')
    .replace(/[零一二三四五六七八九]/gu, (digit) => String('零一二三四五六七八九'.indexOf(digit)));
  const year = Number(digits);
  if (digits.length > 2) return year;
  return year > now.year % 100 ? 1900 + year : 2000 + year;
}
