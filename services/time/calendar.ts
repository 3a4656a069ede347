import { timeFormats } from '../../language/time-formats.ts';

/** An IANA time zone name. The insurer's is Asia/Shanghai unless `TZ` says otherwise. */
export type Zone = string;

/** A point in time as a wall clock in some zone shows it. Months and days count from 1. */
export interface WallClock {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

const wallClocks = timeFormats({
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
});

/** What the wall clock shows in `zone`. Throws a RangeError for a zone that doesn't exist. */
export function wallClock(at: Date, zone: Zone): WallClock {
  const parts = Object.fromEntries(
    wallClocks('en-US', zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = parts;
  return { year, month, day, hour, minute, second };
}

/** The instant at which the wall clock in `zone` shows this. In a gap or an overlap, the earlier offset. */
export function instant(clock: WallClock, zone: Zone): Date {
  const asUtc = Date.UTC(clock.year, clock.month - 1, clock.day, clock.hour, clock.minute, clock.second);
  const shown = wallClock(new Date(asUtc), zone);
  const shownAsUtc = Date.UTC(shown.year, shown.month - 1, shown.day, shown.hour, shown.minute, shown.second);
  return new Date(asUtc - (shownAsUtc - asUtc));
}

/** The ISO date (2026-11-22) on the insurer's calendar. */
export function isoDate(at: Date, zone: Zone): string {
  const { year, month, day } = wallClock(at, zone);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** The same time of day, `days` calendar days later. */
export function addDays(at: Date, days: number, zone: Zone): Date {
  const clock = wallClock(at, zone);
  return instant({ ...clock, day: clock.day + days }, zone);
}

/** The last millisecond of the day. */
export function endOfDay(at: Date, zone: Zone): Date {
  const clock = wallClock(at, zone);
  return new Date(instant({ ...clock, hour: 23, minute: 59, second: 59 }, zone).getTime() + 999);
}
