import type { WallClock } from '../../../services/time/calendar.ts';
import type { Reason } from '../kit/reading.ts';
import { compare, isAfter, midnight, sameDay, shift } from './days.ts';
import { atHour, BEGINS } from './hours.ts';
import type { TimeMention } from './mention.ts';

/* Of the days that the words fit, the latest that has been. */

/** The days that are meant where none is named: today; early in the morning also the day that is just over. */
const unnamed = (now: WallClock): WallClock[] => (now.hour < 5 ? [shift(now, -1), midnight(now)] : [midnight(now)]);

/** The latest of the days that the words fit at which this hour has been. */
export function withHour(mention: TimeMention, words: string, now: WallClock): WallClock | { ask: Reason } {
  const days = mention.day?.days ?? unnamed(now);
  const clocks = days.map((day) => atHour(day, mention, words, now));
  const past = clocks.filter((clock): clock is WallClock => !('ask' in clock) && !isAfter(clock, now)).sort(compare);
  return past.at(-1) ?? clocks.find((clock) => 'ask' in clock) ?? { ask: 'future' };
}

export function withoutHour({ day, part }: TimeMention, now: WallClock): WallClock | { ask: 'future' } {
  const past = (day?.days ?? unnamed(now))
    .filter((one) => !isAfter(one, now) && !(part && sameDay(one, now) && now.hour < BEGINS[part]))
    .sort(compare);
  return past.at(-1) ?? { ask: 'future' };
}
