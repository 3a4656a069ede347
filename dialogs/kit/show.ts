import type { Locale } from '../../language/locale.ts';
import { timeFormats } from '../../language/time-formats.ts';
import type { IncidentTime } from '../../services/cases/kinds/incident.ts';
import { words } from '../../templates/render.ts';
import { instantOf } from '../../understanding/values/incident-time.ts';
import type { Money } from '../../understanding/values/money.ts';

const weekdays = timeFormats({ weekday: 'short' });
const months = timeFormats({ month: 'long' });

/** A time in full, with its weekday, as it is read back: 2026年11月21日（周六）15:00左右. */
export function showIncidentTime(time: IncidentTime, zone: string, locale: Locale): string {
  const weekday = weekdays(locale, zone).format(instantOf(time, zone));
  const [year, month, day] = time.date.split('-').map(Number);
  const monthName = months(locale, 'UTC').format(new Date(`${time.date}T12:00:00Z`));
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

/** An amount as it is read back: 约 1,200 元, about USD 1,200. */
export const showMoney = ({ amount, currency, approximate }: Money, locale: Locale): string =>
  words('form.money', locale, {
    amount: amount.toLocaleString('en-US', { maximumFractionDigits: 2 }),
    currency,
    yuan: currency === 'CNY',
    approximate: approximate ?? false,
  });
