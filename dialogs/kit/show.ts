import type { Locale } from '../../language/locale.ts';
import { timeFormats } from '../../language/time-formats.ts';
import type { IncidentTime } from '../../services/cases/kinds/incident.ts';
import { isoDate } from '../../services/time/calendar.ts';
import { words } from '../../templates/render.ts';
import { showPeople as showWho } from '../../templates/who.ts';
import { instantOf } from '../../understanding/values/incident-time.ts';
import type { Money } from '../../understanding/values/money.ts';
import type { Person } from '../../understanding/values/people.ts';
import { showPhone } from '../../understanding/values/phone.ts';

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

/** Characters of somebody's own words that are read back to them. */
const MOST_READ_BACK = 120;
/** An ID card's or a bank card's number: nobody needs to read more of it back than its end. */
const CARD_NUMBER = /\d(?:[\s-]?\d){13,18}[xX]?/g;

/** Somebody's own words as they are read back: the beginning of long ones, in one line, card numbers by their end. */
export function showWords(said: string): string {
  const line = said
    .slice(0, 4 * MOST_READ_BACK)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(CARD_NUMBER, (number) => `****${number.slice(-4)}`);
  return line.length <= MOST_READ_BACK ? line : `${line.slice(0, MOST_READ_BACK).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** A day in full, with its weekday: 2026年11月21日（周六）. */
export const showDate = (at: Date, zone: string, locale: Locale): string => {
  const date = isoDate(at, zone);
  const on = { date, precision: 'day', said: '', reference: at.toISOString(), zone } as const;
  return showIncidentTime(on, zone, locale);
};

/** An amount as it is read back: 约 1,200 元, about USD 1,200. */
export const showMoney = ({ amount, currency, approximate }: Money, locale: Locale): string =>
  words('form.money', locale, {
    amount: amount.toLocaleString('en-US', { maximumFractionDigits: 2 }),
    currency,
    yuan: currency === 'CNY',
    approximate: approximate ?? false,
  });

/** People as they are read back: 您（范琪）：投保人；您的母亲（顾秀英）：被保险人、受伤. */
export const showPeople = (people: readonly Person[], locale: Locale): string => showWho(people, locale, showPhone);
