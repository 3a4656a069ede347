/** What a day is: off by law, worked for such a day though it is in a weekend (调休), or as its weekday says. */
export type DayKind = 'holiday' | 'make-up' | 'ordinary';

/** ISO dates of one year, by the State Council's notice: the days off, and those that are worked for them. */
export interface HolidayYear {
  off: ReadonlySet<string>;
  worked: ReadonlySet<string>;
}

/** Statutory holidays by year. Of a year that isn't there nothing is known, and every day is ordinary. */
export type Holidays = ReadonlyMap<number, HolidayYear>;

const yearOf = (date: string): number => Number(date.slice(0, 4));

/** What an ISO date is. */
export function dayKind(date: string, holidays: Holidays): DayKind {
  const year = holidays.get(yearOf(date));
  if (year?.off.has(date)) return 'holiday';
  return year?.worked.has(date) ? 'make-up' : 'ordinary';
}

/** The weekday of an ISO date, from 0 for Monday to 6 for Sunday. */
export const weekdayOf = (date: string): number => (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;

/** The ISO date so many days later. */
export const daysLater = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** Whether an ISO date is a working day (工作日): a day of the week that isn't a holiday, or one that is worked for one. */
export function isWorkingDay(date: string, holidays: Holidays): boolean {
  const kind = dayKind(date, holidays);
  return kind === 'make-up' || (kind === 'ordinary' && weekdayOf(date) < 5);
}

/** The ISO date of the last of so many working days after one; the day on which it starts doesn't count (民法典 §201). */
export function workingDaysLater(date: string, days: number, holidays: Holidays): string {
  let day = date;
  for (let left = days; left > 0; ) {
    day = daysLater(day, 1);
    if (isWorkingDay(day, holidays)) left--;
  }
  return day;
}

/** The years that holidays are needed for and aren't known: this one, and the next one once it is near. */
export function unknownYears(today: string, holidays: Holidays): number[] {
  const needed = new Set([yearOf(today), yearOf(daysLater(today, NEAR_DAYS))]);
  return [...needed].filter((year) => !holidays.has(year));
}

/** Notices come in November; a call-back and a deadline look no further than this. */
const NEAR_DAYS = 45;
