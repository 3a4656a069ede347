import type { WallClock } from '../../../services/time/calendar.ts';
import type { EventRole } from '../../clauses/clauses.ts';

import { sameDay, shift, weekdayOf } from './days.ts';
import type { TimeMention } from './mention.ts';
import type { DayToken, PartOfDay, TimeToken, Token } from './tokens.ts';
import { said } from './words.ts';

/* How the pieces of a time are put together: a day, a part of it, an hour. */

export const isOthers = (event: EventRole | undefined): boolean => event !== undefined && event !== 'incident';

/** Whether a time of another clause may be the same one: what another event's clause says is its own. */
export function goesOn(current: TimeMention, event: EventRole | undefined, bare: boolean): boolean {
  if (bare) return true;
  const [now, before] = [
    event === 'incident' ? undefined : event,
    current.event === 'incident' ? undefined : current.event,
  ];
  return now === before;
}

/** What a token says by itself. */
export function slotOf(token: Token): Partial<TimeMention> {
  switch (token.kind) {
    case 'day':
      return { day: token, ...(token.part ? { part: token.part } : {}) };
    case 'part':
      return { part: token.part };
    case 'time':
      return { time: token };
    case 'moment':
    case 'instant':
      return { moment: token };
    default:
      return {};
  }
}

/** What a token adds to a mention; `another` where it is of another time. */
export function fitted(
  current: TimeMention,
  token: Token,
  between: string,
  otherClause: boolean,
): Partial<TimeMention> | 'another' | 'disagree' {
  if (current.moment) return 'another';
  switch (token.kind) {
    case 'day': {
      const before = current.day;
      if (!before) {
        if (current.part === 'midnight' && token.part === 'last-night')
          return { day: token, part: 'last-night', time: twelve(token) };
        if (current.time && current.part && token.part && token.part !== current.part) return 'another';
        return { day: token, ...(token.part && !current.part ? { part: token.part } : {}) };
      }
      const next = nightInto(current, token, between);
      if (next) return { day: next, part: 'small-hours' };
      const days = fitting(before, token);
      if (days.length === 0)
        return (before.weekday || token.weekday) && said['next-to'].test(between) ? 'disagree' : 'another';
      const { doubt: _, ...decided } = token;
      const day = { ...(days.length === 1 ? decided : token), days, ...(before.firm ? { firm: true as const } : {}) };
      return { day, ...(token.part && !current.part ? { part: token.part } : {}) };
    }
    case 'part': {
      const { part, time } = current;
      if (token.part === 'midnight' && (part === 'last-night' || part === 'night'))
        return { time: time ?? twelve(token) };
      if (part && (part !== token.part || (time && otherClause)) && !refines(part, token.part)) return 'another';
      if (part === 'last-night' && token.part === 'small-hours' && current.day) {
        // 昨晚后半夜 is of the next day.
        const days = current.day.days.map((one) => shift(one, 1));
        return { day: { ...current.day, days }, part: 'small-hours' };
      }
      return { part: part === 'last-night' ? part : token.part };
    }
    case 'time': {
      const { time } = current;
      // Just before midnight, 11.50 pm.
      if (!time && current.part === 'midnight' && (token.half === 'pm' || token.hour === 11 || token.hour === 23))
        return { time: token, part: 'night' };
      if (!time) return { time: token };
      if (said.to.test(between)) return { between: true };
      return time.hour === token.hour && time.minute === token.minute && time.half === token.half ? {} : 'another';
    }
    default:
      return current.day || current.part || current.time ? 'another' : slotOf(token);
  }
}

/** The day after an evening, where the night from one to the other is told: Saturday night into Sunday. */
function nightInto({ day, part, time }: TimeMention, token: DayToken, between: string): DayToken | undefined {
  if (!day || time || !part || !NIGHTS.includes(part) || !said['runs-into'].test(between)) return undefined;
  const days = token.days.filter((one) => day.days.some((before) => sameDay(shift(before, 1), one)));
  const { doubt: _, ...decided } = token;
  return days.length > 0 ? { ...decided, days } : undefined;
}
const NIGHTS: readonly PartOfDay[] = ['evening', 'night', 'last-night'];

/** Twelve at night, where the night is known. */
const twelve = ({ at, end }: Token): TimeToken => ({ kind: 'time', hour: 12, minute: 0, exact: true, at, end });

/** 昨晚深夜, 晚上半夜, 昨晚后半夜: the second says the first more exactly. */
const refines = (part: PartOfDay, other: PartOfDay): boolean =>
  (part === 'last-night' || part === 'evening' || part === 'night') &&
  (other === 'night' || other === 'evening' || (other === 'small-hours' && part !== 'evening'));

/** A weekday alone, beside a date, is of that date's week. */
function fitting(one: DayToken, other: DayToken): WallClock[] {
  const [weekday, date] = one.weekday === 'alone' ? [one, other] : [other, one];
  const days = agreeing(one.days, other.days);
  if (days.length > 0 || weekday.weekday !== 'alone' || date.weekday) return days;
  return date.days.filter((day) => weekday.days.some((named) => weekdayOf(named) === weekdayOf(day)));
}

/** What both fit: 周二 and 11月17号 are one day. */
export const agreeing = (some: readonly WallClock[], others: readonly WallClock[]): WallClock[] =>
  some.filter((one) => others.some((other) => sameDay(one, other)));
