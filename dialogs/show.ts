import type { Locale } from '../services/conversations.ts';
import { words } from '../templates/render.ts';
import { type IncidentTime, instantOf } from './understand/incident-time.ts';

/** A time in full, with its weekday, as it is read back: 2026年11月21日（周六）15:00左右. */
export function showIncidentTime(time: IncidentTime, zone: string, locale: Locale): string {
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: zone }).format(instantOf(time, zone));
  const [year, month, day] = time.date.split('-').map(Number);
  const monthName = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' }).format(
    new Date(`${time.date}T12:00:00Z`),
  );
  return words('form.time', locale, {
    year,
    month,
    day,
    monthName,
    weekday,
    time: time.time ?? '',
    approximate: time.approximate ?? false,
  });
}
