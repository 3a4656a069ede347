import type { WallClock } from '../../../services/time/calendar.ts';
import type { Reason } from '../kit/reading.ts';
import { isAfter, sameDay, shift } from './days.ts';
import type { Time, TimeMention } from './mentions.ts';
import type { PartOfDay } from './tokens.ts';

type Placed = { hour: number; nextDay?: true };

/**
 * The day at its hour, or why it can't be known: three o'clock of a day that is over may be in either half, and one
 * o'clock "last night" belongs to the next day for some and not for others.
 */
export function atHour(day: WallClock, mention: TimeMention, now: WallClock): WallClock | { ask: Reason } {
  const { time, part, day: said } = mention;
  if (!time) return day;
  const placed = part || time.half ? inPart(time, part) : alone(time, day, said?.firm ?? false, now);
  if ('ask' in placed) return placed;
  return { ...(placed.nextDay ? shift(day, 1) : day), hour: placed.hour, minute: time.minute };
}

function inPart(time: Time, part: PartOfDay | undefined): Placed | { ask: Reason } {
  const { hour, half, literal } = time;
  const night = part === 'last-night';
  if (half) {
    const inDay = (hour % 12) + (half === 'pm' ? 12 : 0);
    return night && half === 'am' ? { hour: inDay, nextDay: true } : { hour: inDay };
  }
  if (hour === 24 || (hour === 0 && (night || part === 'evening'))) return { hour: 0, nextDay: true };
  if (hour > 12 || hour === 0) return { hour };
  switch (part) {
    case 'small-hours':
      return { hour: hour % 12 };
    case 'morning':
      return { hour };
    case 'noon':
      return { hour: hour < 10 ? hour + 12 : hour };
    case 'afternoon':
      return { hour: (hour % 12) + 12 };
    case 'evening':
    case 'last-night':
      if (literal) return hour < 5 ? { hour, nextDay: true } : { hour };
      if (hour === 12) return { hour: 0, nextDay: true };
      return hour < 5 ? { ask: 'which-night' } : { hour: hour + 12 };
    case 'night':
      if (hour === 12) return { hour: 0, nextDay: true };
      return { hour: hour < 6 ? hour : hour + 12 };
    default:
      return { ask: 'which-night' };
  }
}

/** An hour with nothing that says which half of the day. */
function alone(
  { hour, literal, written }: Time,
  day: WallClock,
  firm: boolean,
  now: WallClock,
): Placed | { ask: Reason } {
  if (hour === 24) return { hour: 0, nextDay: true };
  if (literal || hour === 12 || hour === 0) return { hour };
  // Beside a date in figures, and from seven on, 8:20 is the 24-hour clock's.
  if (written && (firm || hour >= 7)) return { hour };
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
