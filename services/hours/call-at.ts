import { isoDate } from '../time/calendar.ts';
import { daysLater } from '../time/working-days.ts';
import { instantOn, minutesOf, nextOpen, type Opening, spansOn } from './hours.ts';

/** When somebody wants to be called, on the insurer's wall clock (`YYYY-MM-DDTHH:mm`). */
export interface Wished {
  from: string;
  until?: string | undefined;
}

/** From when and by when they can be called. */
export interface CallTime {
  at: Date;
  by: Date;
  /** It is within what they wished. */
  asWished: boolean;
}

/** No holiday lasts longer. */
const LOOK_DAYS = 60;

const minutesIn = (local: string): number => Number(local.slice(11, 13)) * 60 + Number(local.slice(14, 16));

/**
 * When somebody is there to call: at the time of day that is wished, on the day or on the next one that is open then; where
 * no day is, as soon as somebody is there. Undefined for a desk that has no hours.
 */
export function callTime(wished: Wished | undefined, now: Date, opening: Opening): CallTime | undefined {
  const { hours, zone } = opening;
  const first = wished?.from.slice(0, 10) ?? isoDate(now, zone);
  const from = wished ? minutesIn(wished.from) : 0;
  const until = wished?.until?.startsWith(first) ? minutesIn(wished.until) : 1440;
  for (let ahead = 0; ahead <= LOOK_DAYS; ahead++) {
    const date = daysLater(first, ahead);
    for (const span of spansOn(date, hours)) {
      const begins = Math.max(span.from, from, date === isoDate(now, zone) ? minutesOf(now, zone) : 0);
      const ends = Math.min(span.to, until);
      if (begins >= ends || instantOn(date, ends, zone) <= now) continue;
      return { at: instantOn(date, begins, zone), by: instantOn(date, ends, zone), asWished: ahead === 0 };
    }
  }
  const next = nextOpen(now, opening);
  if (!next) return undefined;
  const date = isoDate(next, zone);
  const last = spansOn(date, hours).at(-1);
  return { at: next, by: last ? instantOn(date, last.to, zone) : next, asWished: false };
}
