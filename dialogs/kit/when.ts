import type { Locale } from '../../language/locale.ts';
import { timeFormats } from '../../language/time-formats.ts';
import { type DeskHours, type OpenSpan, weekOf } from '../../services/hours/hours.ts';
import { isoDate, wallClock } from '../../services/time/calendar.ts';
import { daysLater } from '../../services/time/working-days.ts';
import { words } from '../../templates/render.ts';

const weekdays: Record<Locale, ReturnType<typeof timeFormats>> = {
  'zh-CN': timeFormats({ weekday: 'short' }),
  en: timeFormats({ weekday: 'long' }),
};
const dates = timeFormats({ month: 'long', day: 'numeric' });

/** In which English days are named: the day before the month. */
const NAMED_IN: Record<Locale, string> = { 'zh-CN': 'zh-CN', en: 'en-GB' };

const NEAR = ['day-today', 'day-tomorrow', 'day-after-tomorrow'] as const;

/** A time to come as people say it: 今天下午6点, 明天上午9点, 周一（12月7日）上午9点. */
export const sayWhen = (at: Date, now: Date, zone: string, locale: Locale): string =>
  words('hours.when', locale, { day: sayDay(isoDate(at, zone), now, zone, locale), clock: sayClock(at, zone, locale) });

/** An ISO date as people say it. */
export function sayDay(date: string, now: Date, zone: string, locale: Locale): string {
  const today = isoDate(now, zone);
  const near = NEAR.find((_, ahead) => daysLater(today, ahead) === date);
  return words(`hours.${near ?? 'day-later'}`, locale, dayNames(date, locale));
}

/** A day with its weekday and its date, also a near one: whether it is closed depends on that. */
export const sayDate = (date: string, locale: Locale): string =>
  words('hours.day-dated', locale, dayNames(date, locale));

function dayNames(date: string, locale: Locale): { weekday: string; date: string } {
  const noon = new Date(`${date}T12:00:00Z`);
  return {
    weekday: weekdays[locale](NAMED_IN[locale], 'UTC').format(noon),
    date: dates(NAMED_IN[locale], 'UTC').format(noon),
  };
}

/** From which hour on a part of the day is called so. */
const PARTS = [
  ['small-hours', 0],
  ['morning', 6],
  ['noon', 12],
  ['afternoon', 13],
  ['evening', 18],
] as const;

/** The time of day as people say it: 下午3点半, 3:30 pm. */
export function sayClock(at: Date, zone: string, locale: Locale): string {
  const { hour, minute } = wallClock(at, zone);
  const [part] = PARTS.findLast(([, from]) => hour >= from) ?? PARTS[0];
  return words('hours.clock', locale, {
    part: words(`hours.part-${part}`, locale),
    hour: hour % 12 || (hour === 0 && locale === 'zh-CN' ? 0 : 12),
    minutes:
      minute === 0
        ? ''
        : words('hours.minutes', locale, { half: minute === 30, minute: String(minute).padStart(2, '0') }),
  });
}

/** Parts of a day as they stand on a door: 9:00–18:00. */
export const saySpans = (spans: readonly OpenSpan[], locale: Locale): string =>
  spans.map(({ from, to }) => `${onTheDoor(from)}–${onTheDoor(to)}`).join(between(locale));

/** What parts the items of a list; words are given without the space that ends them. */
const between = (locale: Locale): string => words('hours.between', locale) + (locale === 'en' ? ' ' : '');

const onTheDoor = (minutes: number): string => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;

/** A Monday, from which days of the week are counted. */
const MONDAY = '2024-01-01';

/** The hours of a week as they stand on a door: 周一至周五 9:00–18:00. Empty where there are none. */
export function sayWeek(hours: Pick<DeskHours, 'weekly'>, locale: Locale): string {
  const nameOf = (day: number): string => dayNames(daysLater(MONDAY, day), locale).weekday;
  return weekOf(hours)
    .map(({ from, to, spans }) =>
      words('hours.days', locale, {
        days: from === to ? nameOf(from) : words('hours.from-to', locale, { from: nameOf(from), to: nameOf(to) }),
        spans: saySpans(spans, locale),
      }),
    )
    .join(between(locale));
}

/** The ways that are open round the clock, each with its number; empty where the insurer has none. */
export const sayWays = ({ roundTheClock }: Pick<DeskHours, 'roundTheClock'>, locale: Locale): string =>
  roundTheClock
    .map(({ name, at }) => words('hours.way', locale, { name: name[locale] ?? '', at }))
    .join(between(locale));
