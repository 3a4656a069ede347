import type { Locale } from '../../language/locale.ts';
import { timeFormats } from '../../language/time-formats.ts';
import { isoDate, type Zone } from '../../services/time/calendar.ts';
import { words } from '../../templates/render.ts';

/** Who reads a time, and where and when. */
export interface Viewing {
  locale: Locale;
  zone: Zone;
  now: Date;
}

/** The language of the agents' pages as times are written in it. */
const WRITTEN_IN: Readonly<Record<Locale, string>> = { 'zh-CN': 'zh-CN', en: 'en-GB' };

const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const DAY = { month: 'short', day: 'numeric' } as const;

const clocks = timeFormats(CLOCK);
const days = timeFormats({ year: 'numeric', ...DAY });
const timesOfThisYear = timeFormats({ ...DAY, ...CLOCK });
const timesOfOtherYears = timeFormats({ year: 'numeric', ...DAY, ...CLOCK });

/** An instant on the insurer's clock: today's without the day, another year's with the year. */
export function showTime(at: Date, { locale, zone, now }: Viewing): string {
  const [day, today] = [isoDate(at, zone), isoDate(now, zone)];
  const isThisYear = day.slice(0, 4) === today.slice(0, 4);
  const formats = day === today ? clocks : isThisYear ? timesOfThisYear : timesOfOtherYears;
  return formats(WRITTEN_IN[locale], zone).format(at);
}

/** A day on the insurer's calendar. */
export const showDay = (at: Date, { locale, zone }: Viewing): string => days(WRITTEN_IN[locale], zone).format(at);

/** For how long somebody has been waiting. */
export function showWait(since: Date, { locale, now }: Viewing): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - since.getTime()) / 60_000));
  if (minutes < 1) return words('inbox.waited-now', locale);
  if (minutes < 60) return words('inbox.waited-minutes', locale, { minutes });
  return words('inbox.waited-hours', locale, { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

/** How a deadline stands. */
export type Urgency = 'overdue' | 'soon' | 'later';

/** How far off a deadline is, in days of the insurer's calendar. */
export function showDue(dueAt: Date, { locale, zone, now }: Viewing): { urgency: Urgency; text: string } {
  const days = Math.round((Date.parse(isoDate(dueAt, zone)) - Date.parse(isoDate(now, zone))) / 86_400_000);
  if (dueAt < now) return { urgency: 'overdue', text: words('inbox.due-over', locale) };
  if (days === 0) return { urgency: 'soon', text: words('inbox.due-today', locale) };
  return { urgency: days <= 2 ? 'soon' : 'later', text: words('inbox.due-in', locale, { days, one: days === 1 }) };
}

/** How an hour that was agreed stands: it is over, within the hour, or later. */
export function hourUrgency(from: Date, by: Date, now: Date): Urgency {
  if (by < now) return 'overdue';
  return from.getTime() - now.getTime() <= 3_600_000 ? 'soon' : 'later';
}
