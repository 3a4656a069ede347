import type { Locale } from '../../language/locale.ts';
import type { IncidentTime } from '../../services/cases/incident.ts';
import { words } from '../../templates/render.ts';
import { instantOf } from '../../understanding/values/incident-time.ts';

/** Making a format costs a hundred times what using one does. */
const formats = new Map<string, Intl.DateTimeFormat>();

function format(locale: Locale, part: 'weekday' | 'month', zone: string): Intl.DateTimeFormat {
  const key = `${locale} ${part} ${zone}`;
  const found =
    formats.get(key) ??
    new Intl.DateTimeFormat(locale, { [part]: part === 'weekday' ? 'short' : 'long', timeZone: zone });
  formats.set(key, found);
  return found;
}

/** A time in full, with its weekday, as it is read back: 2026年11月21日（周六）15:00左右. */
export function showIncidentTime(time: IncidentTime, zone: string, locale: Locale): string {
  const weekday = format(locale, 'weekday', zone).format(instantOf(time, zone));
  const [year, month, day] = time.date.split('-').map(Number);
  const monthName = format(locale, 'month', 'UTC').format(new Date(`${time.date}T12:00:00Z`));
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
