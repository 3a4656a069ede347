import type { Locale } from '../../language/locale.ts';
import { timeFormats } from '../../language/time-formats.ts';

const DAY = { year: 'numeric', month: 'long', day: 'numeric' } as const;
const days = timeFormats(DAY);
const WRITTEN_IN: Readonly<Record<Locale, string>> = { 'zh-CN': 'zh-CN', en: 'en-GB' };

/** A day (ISO) as it is read: 2026年11月18日, 18 November 2026. */
export const showDay = (day: string, locale: Locale): string =>
  days(WRITTEN_IN[locale], 'UTC').format(new Date(`${day}T12:00:00Z`));

/** The day (ISO) so many days after another. */
export function dayLater(day: string, later: number): string {
  const at = new Date(`${day}T12:00:00Z`);
  at.setUTCDate(at.getUTCDate() + later);
  return at.toISOString().slice(0, 10);
}
