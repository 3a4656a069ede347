import { Lunar } from 'lunar-javascript';
import type { WallClock } from '../../../services/time/calendar.ts';
import { dayOf, isAfter } from './days.ts';

/** A day of the lunar calendar; `year` is the year that it begins in. A leap month is the negative of its month. */
export function lunarDay(year: number, month: number, day: number): WallClock | undefined {
  try {
    const solar = Lunar.fromYmd(year, month, day).getSolar();
    return dayOf(solar.getYear(), solar.getMonth(), solar.getDay());
  } catch {
    return undefined; // the month has no thirtieth, or the year no such leap month
  }
}

/** A lunar date of the year that is going, or of the one before. */
export function latestLunar(now: WallClock, month: number, day: number): WallClock | undefined {
  const found = lunarDay(now.year, month, day);
  return found && !isAfter(found, now) ? found : lunarDay(now.year - 1, month, day);
}

/** The twenty-four points of the sun's year, which people name days by: 立冬, 冬至. */
export const SOLAR_TERMS: readonly string[] =
  '小寒 大寒 立春 雨水 惊蛰 春分 清明 谷雨 立夏 小满 芒种 夏至 小暑 大暑 立秋 处暑 白露 秋分 寒露 霜降 立冬 小雪 大雪 冬至'.split(
    ' ',
  );

/** The day of a solar term: the sun decides, so it moves. The table's own 冬至 is the one of the December before. */
export function solarTerm(year: number, term: string): WallClock | undefined {
  const solar = Lunar.fromYmd(year, 6, 1).getJieQiTable()[term === '冬至' ? 'DONG_ZHI' : term];
  return solar && dayOf(solar.getYear(), solar.getMonth(), solar.getDay());
}
