import type { WallClock } from '../../../services/time/calendar.ts';
import type { Reason } from '../kit/reading.ts';
import { isAfter, sameDay, shift } from './days.ts';
import { hoursOfHabit } from './habits.ts';
import type { TimeMention } from './mention.ts';
import type { PartOfDay, TimeToken } from './tokens.ts';

type Placed = { hour: number; nextDay?: true };

/**
 * The day at its hour, or why it can't be known: three o'clock of a day that is over may be in either half, and one
 * o'clock "last night" belongs to the next day for some and not for others. `words` may say what people do at that hour.
 */
export function atHour(
  day: WallClock,
  mention: TimeMention,
  words: string,
  now: WallClock,
): WallClock | { ask: Reason } {
  const { time, part, day: said } = mention;
  if (!time) return day;
  const placed =
    part || time.half ? inPart(time, part) : (byHabit(time, words) ?? alone(time, day, said?.firm ?? false, now));
  if ('ask' in placed) return placed;
  return { ...(placed.nextDay ? shift(day, 1) : day), hour: placed.hour, minute: time.minute };
}

function inPart(time: TimeToken, part: PartOfDay | undefined): Placed | { ask: Reason } {
  const { hour, half, literal } = time;
  const night = part === 'last-night';
  if (half) {
    if (part && part !== 'midnight' && !HALVES[half].includes(part)) return { ask: 'which-half' };
    const inDay = (hour % 12) + (half === 'pm' ? 12 : 0);
    return night && half === 'am' ? { hour: inDay, nextDay: true } : { hour: inDay };
  }
  if (hour === 24 || (hour === 0 && (night || part === 'evening'))) return { hour: 0, nextDay: true };
  if (hour > 12 || hour === 0) return part && isIn(part, hour) ? { hour } : { ask: 'impossible-hour' };
  switch (part) {
    case 'small-hours':
      return { hour: hour % 12 };
    case 'morning':
      return { hour };
    case 'noon':
      if (hour >= 10) return { hour };
      return hour <= 3 ? { hour: hour + 12 } : { ask: 'which-half' };
    case 'afternoon':
      return hour === 11 ? { ask: 'which-half' } : { hour: (hour % 12) + 12 };
    case 'evening':
    case 'last-night':
      if (literal) return hour < 5 ? { hour, nextDay: true } : { hour };
      if (hour === 12) return { hour: 0, nextDay: true };
      return hour < 5 ? { ask: 'which-night' } : { hour: hour + 12 };
    case 'night':
    case 'midnight':
      if (hour === 12) return { hour: 0, nextDay: true };
      return { hour: hour < 6 ? hour : hour + 12 };
    default:
      return { ask: 'which-night' };
  }
}

/** The parts of each half of the day. */
const HALVES: Readonly<Record<'am' | 'pm', readonly PartOfDay[]>> = {
  am: ['small-hours', 'morning', 'night', 'last-night', 'noon'],
  pm: ['noon', 'afternoon', 'evening', 'night', 'last-night'],
};

/** Whether an hour of the 24-hour clock may be in a part of the day: 上午13点 is none. */
function isIn(part: PartOfDay, hour: number): boolean {
  switch (part) {
    case 'small-hours':
      return hour < 7;
    case 'morning':
      return hour > 0 && hour < 13;
    case 'noon':
      return hour > 10 && hour < 16;
    case 'afternoon':
      return hour > 11 && hour < 20;
    case 'evening':
      return hour > 15;
    default:
      return hour > 15 || hour < 7;
  }
}

/** In the half of the day in which people do what the words say: 下班六点, "down to dinner at 7". */
function byHabit({ hour, literal }: TimeToken, words: string): Placed | undefined {
  if (literal || hour === 0 || hour >= 12) return undefined;
  const fit = [hour, hour + 12].filter((one) => hoursOfHabit(words).some(([from, to]) => one >= from && one < to));
  const [only] = fit;
  return fit.length === 1 && only !== undefined ? { hour: only } : undefined;
}

/** An hour with nothing that says which half of the day. */
function alone(
  { hour, literal, written }: TimeToken,
  day: WallClock,
  firm: boolean,
  now: WallClock,
): Placed | { ask: Reason } {
  if (hour === 24) return { hour: 0, nextDay: true };
  // Twelve, said early in the morning of the same day, was midnight.
  if (hour === 12 && !literal && sameDay(day, now) && now.hour < 5) return { hour: 0 };
  if (literal || hour === 12 || hour === 0) return { hour };
  // Beside a date in figures, 8:20 is the 24-hour clock's.
  if (written && firm) return { hour };
  const later = { ...day, hour: hour + 12, minute: 0 };
  return sameDay(day, now) && isAfter(later, now) ? { hour } : { ask: 'which-half' };
}

/** When the parts of a day begin: today's evening can't be meant in the morning. */
export const BEGINS: Readonly<Record<PartOfDay, number>> = {
  'small-hours': 0,
  morning: 5,
  noon: 11,
  afternoon: 12,
  evening: 17,
  night: 0,
  'last-night': 0,
  midnight: 0,
};
