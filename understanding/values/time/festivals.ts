import { Lunar } from 'lunar-javascript';
import type { WallClock } from '../../../services/time/calendar.ts';
import { dayOf, isAfter, isTold, latestYear, shift } from './days.ts';

/** A day of the lunar calendar; `year` is the year that it begins in. */
export function lunarDay(year: number, month: number, day: number): WallClock | undefined {
  try {
    const solar = Lunar.fromYmd(year, month, day).getSolar();
    return dayOf(solar.getYear(), solar.getMonth(), solar.getDay());
  } catch {
    return undefined; // the month has no thirtieth
  }
}

/** 清明, 冬至: the sun decides, so the day moves. */
const solarTerm = (year: number, term: string): WallClock | undefined => {
  const solar = Lunar.fromYmd(year, 6, 1).getJieQiTable()[term];
  return solar && dayOf(solar.getYear(), solar.getMonth(), solar.getDay());
};

const fixed = (month: number, day: number) => (year: number) => dayOf(year, month, day);
const lunar = (month: number, day: number) => (year: number) => lunarDay(year, month, day);
const before = (inYear: (year: number) => WallClock | undefined) => (year: number) => {
  const found = inYear(year);
  return found && shift(found, -1);
};
const term = (name: string) => (year: number) => solarTerm(year, name);

/**
 * The days that have names. The lunar ones are reckoned with lunar-javascript (the recognizers give 1 January for 春节).
 * 小年 is left out on purpose: it is one day in the north and another in the south.
 */
const FESTIVALS: readonly (readonly [pattern: string, inYear: (year: number) => WallClock | undefined])[] = [
  ['春节|大年初一|正月初一|年初一|spring festival|chinese new year|lunar new year', lunar(1, 1)],
  ["除夕|年三十|大年三十|大年夜|chinese new year'?s eve|lunar new year'?s eve", before(lunar(1, 1))],
  ['元宵节?|正月十五|lantern festival', lunar(1, 15)],
  ['端午节?|dragon boat(?: festival)?', lunar(5, 5)],
  ['七夕', lunar(7, 7)],
  ['中元节', lunar(7, 15)],
  ['中秋节?|mid-?autumn(?: festival)?|moon festival', lunar(8, 15)],
  ['重阳节?|double ninth(?: festival)?', lunar(9, 9)],
  ['腊八节?', lunar(12, 8)],
  ['清明节?|qingming(?: festival)?|tomb[- ]sweeping(?: day)?', term('清明')],
  ['冬至', term('冬至')],
  ['夏至', term('夏至')],
  ["元旦节?|new year'?s day", fixed(1, 1)],
  ["跨年夜|new year'?s eve", fixed(12, 31)],
  ["情人节|valentine'?s(?: day)?", fixed(2, 14)],
  ["妇女节|三八节|women'?s day", fixed(3, 8)],
  ['五一(?:劳动)?节?|劳动节|labou?r day|may day', fixed(5, 1)],
  ['五四青年节|青年节', fixed(5, 4)],
  ["六一儿童节|六一|儿童节|children'?s day", fixed(6, 1)],
  ["教师节|teachers'? day", fixed(9, 10)],
  ['国庆节?|十一国庆节?|national day', fixed(10, 1)],
  ['万圣节|halloween', fixed(10, 31)],
  ['双十一|双11', fixed(11, 11)],
  ['平安夜|christmas eve', fixed(12, 24)],
  ['圣诞节?|christmas(?: day)?|xmas', fixed(12, 25)],
];
const NAMED = FESTIVALS.map(([pattern, inYear]) => [new RegExp(`^(?:${pattern})$`, 'iu'), inYear] as const);

const names = FESTIVALS.flatMap(([pattern]) => pattern.split('|')).sort((a, b) => b.length - a.length);
/** The names of the festivals, for patterns. The longer stand first; 五一路 is a street. */
export const CHINESE_FESTIVALS = `(?:${names.filter((name) => /\p{Script=Han}/u.test(name)).join('|')})(?![路街村桥站]|广场|大道|小区|小学|中学)`;
export const ENGLISH_FESTIVALS = names.filter((name) => !/\p{Script=Han}/u.test(name)).join('|');

/** The festival of a year, or the latest that has been. */
export function festival(name: string, now: WallClock, year?: number): WallClock | undefined {
  const inYear = NAMED.find(([pattern]) => pattern.test(name))?.[1];
  if (!inYear || (year !== undefined && !isTold({ year }))) return undefined;
  return year ? inYear(year) : latestYear(now, inYear);
}

/** A lunar date of the year that is going, or of the one before. */
export function latestLunar(now: WallClock, month: number, day: number): WallClock | undefined {
  const found = lunarDay(now.year, month, day);
  return found && !isAfter(found, now) ? found : lunarDay(now.year - 1, month, day);
}
