import type { WallClock } from '../../../services/time/calendar.ts';

/** Days on the insurer's calendar: wall clocks at midnight. */

const asUtc = ({ year, month, day, hour, minute, second }: WallClock): number =>
  Date.UTC(year, month - 1, day, hour, minute, second);

export const compare = (a: WallClock, b: WallClock): number => asUtc(a) - asUtc(b);
export const isAfter = (a: WallClock, b: WallClock): boolean => compare(a, b) > 0;
export const sameDay = (a: WallClock, b: WallClock): boolean =>
  a.year === b.year && a.month === b.month && a.day === b.day;

/** The day's midnight; a day that is no day of its month runs over into the next. Of what is no date, NaN. */
export function midnight(clock: WallClock): WallClock {
  const at = new Date(asUtc({ ...clock, hour: 0, minute: 0, second: 0 }));
  const [year, month, day] = [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()];
  return { year, month, day, hour: 0, minute: 0, second: 0 };
}
export const dayOf = (year: number, month: number, day: number): WallClock =>
  midnight({ year, month, day, hour: 0, minute: 0, second: 0 });
export const shift = (clock: WallClock, days: number): WallClock => midnight({ ...clock, day: clock.day + days });

/** Monday is 0, as in ISO 8601. */
export const weekdayOf = (clock: WallClock): number => (new Date(asUtc(clock)).getUTCDay() + 6) % 7;

/** The years in which something can have happened that somebody tells of. */
export const isTold = ({ year }: Pick<WallClock, 'year'>): boolean => year >= 1900 && year <= 2100;

/** A day of the calendar, or nothing for 30 February, and for numbers that are none. */
export function realDay(year: number, month: number, day: number): WallClock | undefined {
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= 31 && year >= 1900 && year <= 2100)) return undefined;
  const found = dayOf(year, month, day);
  return found.month === month && found.day === day ? found : undefined;
}

/** The latest that has been of what comes once a year; this year's is kept where the year was said. */
export function latestYear(now: WallClock, inYear: (year: number) => WallClock | undefined): WallClock | undefined {
  const thisYear = inYear(now.year);
  return thisYear && !isAfter(thisYear, now) ? thisYear : inYear(now.year - 1);
}

/** The weekday in the week that is so many weeks from now's. Weeks begin on Monday. */
export const weekdayIn = (now: WallClock, weekday: number, weeks: number): WallClock =>
  shift(now, weekday - weekdayOf(now) + weeks * 7);

/** The latest day with this number that has been: 31 skips the months that have none. */
export function latestWithNumber(now: WallClock, day: number): WallClock | undefined {
  for (let back = 0; back < 3; back++) {
    const month = dayOf(now.year, now.month - back, 1);
    const found = realDay(month.year, month.month, day);
    if (found && !isAfter(found, now)) return found;
  }
  return undefined;
}

/** The second Sunday of May: `weekday` counts from Monday, which is 0. */
export function nthWeekday(year: number, month: number, weekday: number, count: number): WallClock {
  const first = dayOf(year, month, 1);
  return shift(first, ((weekday - weekdayOf(first) + 7) % 7) + 7 * (count - 1));
}

export const isoDay = ({ year, month, day }: WallClock): string =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
