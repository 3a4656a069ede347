import type { WallClock } from '../../../services/time/calendar.ts';
import { type Clause, clausesIn, type EventRole } from '../../clauses/clauses.ts';
import { phrases } from '../../phrases/phrases.ts';
import type { Reason } from '../kit/reading.ts';
import { sameDay, shift, weekdayOf } from './days.ts';
import type { DayToken, PartOfDay, TimeToken, Token } from './tokens.ts';

/* Long: how the pieces of a time are put together, and whose time it is, clause by clause. */

/** One time as a message gives it: a day, a part of it, an hour, as far as they were said. */
export interface TimeMention {
  day?: DayToken;
  part?: PartOfDay;
  time?: TimeToken;
  /** An instant, or minutes back from the message, instead of all that. */
  moment?: Extract<Token, { kind: 'moment' | 'instant' }>;
  /** From one hour to another: the day is sure, the hour isn't. */
  between?: true;
  /** The day stands in a clause with nothing else, so it is the day of what was said before, too. */
  dayOfAll?: true;
  /** What its clause tells of. */
  event?: EventRole;
  polarity?: Clause['polarity'];
  at: number;
  end: number;
}

/** What a message says of when it happened: the times that may be meant, what has to be asked, what it says it with. */
export interface Told {
  mentions: TimeMention[];
  reasons: Reason[];
  /** The clauses that aren't of another event, and aren't taken back. */
  clauses: Clause[];
  /** Some time has its day, also of what isn't meant. */
  othersDated: boolean;
  /** Times were given, but all of them are of other events. */
  onlyOthers: EventRole | undefined;
}

const beside = phrases('time-mentions', ['to', 'next-to', 'only-time', 'found-out']);

/** The times that a message gives for the incident, or why it can't be said which they are. */
export function mentionsIn(text: string, tokens: readonly Token[]): Told | { ask: Reason } {
  const clauses = clausesIn(text);
  const clauseOf = (token: Token): number => clauses.findLastIndex(({ at }) => at <= token.at);
  const events = clauses.map((clause, index) => eventOf(clause, index));

  function eventOf({ event, mood }: Clause, index: number): EventRole | undefined {
    if (event) return event === 'telling' && mood === 'wanted' ? undefined : event;
    // What happened may stand in a clause of its own, after the time.
    for (let next = index + 1; next < clauses.length; next++) {
      if (tokens.some((token) => clauseOf(token) === next) || clauses[next]?.event === 'telling') return undefined;
      if (clauses[next]?.event) return clauses[next]?.event === 'incident' ? 'incident' : undefined;
    }
    return undefined;
  }

  const all: TimeMention[] = [];
  const reasons: { reason: Reason; clause: number }[] = [];
  let last = -1;
  let touched: TimeMention | undefined;
  for (const token of tokens) {
    const clause = clauseOf(token);
    if (token.kind === 'ask') reasons.push({ reason: token.reason, clause });
    if (token.kind === 'ask' || token.kind === 'now' || token.kind === 'year' || token.kind === 'from-there') continue;
    const polarity = clauses[clause]?.polarity;
    const current = clause === last ? touched : all.findLast((one) => one.polarity !== 'denied');
    const between = current ? text.slice(current.end, token.at) : '';
    const event = events[clause];
    const joins = current && (clause === last || (!polarity && goesOn(current, event, isBare(clauses[clause]))));
    const into = joins ? fitted(current, token, between, clause !== last) : 'another';
    if (into === 'disagree') return { ask: 'dates-disagree' };
    if (into === 'another' && current && !isOthers(current.event) && !isOthers(event) && beside.to.test(between))
      return { ask: 'which-time' };
    if (into === 'another' || !current) {
      touched = {
        ...slotOf(token),
        at: token.at,
        end: token.end,
        ...(event ? { event } : {}),
        ...(polarity ? { polarity } : {}),
      };
      all.push(touched);
    } else {
      touched = current;
      Object.assign(current, into, { end: Math.max(current.end, token.end) });
      if (event && (!current.event || event === 'incident')) current.event = event;
      if (clause !== last && into.day && isBare(clauses[clause])) current.dayOfAll = true;
    }
    last = clause;
  }

  const told = inheriting(corrected(all)).filter(({ polarity }) => polarity !== 'denied');
  const notOthers = told.filter(({ event }) => !isOthers(event));
  // Who tells of nothing but an illness means the day in hospital.
  const its = notOthers.length > 0 ? notOthers : told.filter(({ event }) => event === 'hospital');
  const ofIncident = its.filter(({ event }) => event === 'incident');
  // When it was found out isn't when it happened, where another time may be that; nor is a day alone where an hour is told.
  const foundOut = clauses.some(({ text: words }) => beside['found-out'].test(words));
  const mentions = withoutLessExact(
    ofIncident.some(({ time, moment }) => time || moment) && !foundOut ? ofIncident : its,
  );
  const kept = clauses.filter(
    ({ polarity }, index) =>
      polarity !== 'denied' && (!isOthers(events[index]) || its.some(({ event }) => event === events[index])),
  );
  return {
    mentions,
    reasons: reasons.filter(({ clause }) => kept.some((one) => one === clauses[clause])).map(({ reason }) => reason),
    clauses: kept,
    // The day that the others name: who names one for them doesn't mean today without saying so.
    othersDated: told.some(({ day }) => day),
    onlyOthers: its.length === 0 ? told.at(0)?.event : undefined,
  };

  function isBare(clause: Clause | undefined): boolean {
    if (!clause) return false;
    let rest = '';
    let at = clause.at;
    for (const token of tokens) {
      if (token.end <= clause.at || token.at >= clause.end) continue;
      rest += text.slice(at, Math.max(at, token.at));
      at = token.end;
    }
    rest += text.slice(Math.min(at, clause.end), clause.end);
    return beside['only-time'].test(rest);
  }
}

const isOthers = (event: EventRole | undefined): boolean => event !== undefined && event !== 'incident';

/** Whether a time of another clause may be the same one: what another event's clause says is its own. */
function goesOn(current: TimeMention, event: EventRole | undefined, bare: boolean): boolean {
  if (bare) return true;
  const [now, before] = [
    event === 'incident' ? undefined : event,
    current.event === 'incident' ? undefined : current.event,
  ];
  return now === before;
}

/** What a token says by itself. */
function slotOf(token: Token): Partial<TimeMention> {
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
function fitted(
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
        if (current.time && current.part && token.part && token.part !== current.part) return 'another';
        return { day: token, ...(token.part && !current.part ? { part: token.part } : {}) };
      }
      const days = fitting(before, token);
      if (days.length === 0)
        return (before.weekday || token.weekday) && beside['next-to'].test(between) ? 'disagree' : 'another';
      const { doubt: _, ...decided } = token;
      const day = { ...(days.length === 1 ? decided : token), days, ...(before.firm ? { firm: true as const } : {}) };
      return { day, ...(token.part && !current.part ? { part: token.part } : {}) };
    }
    case 'part': {
      const { part, time } = current;
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
      if (!time) return { time: token };
      if (beside.to.test(between)) return { between: true };
      return time.hour === token.hour && time.minute === token.minute && time.half === token.half ? {} : 'another';
    }
    default:
      return current.day || current.part || current.time ? 'another' : slotOf(token);
  }
}

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
const agreeing = (some: readonly WallClock[], others: readonly WallClock[]): WallClock[] =>
  some.filter((one) => others.some((other) => sameDay(one, other)));

/** 三点半，不对，四点半: what was said last, in the place of what was said first; what it doesn't say, stays. */
function corrected(mentions: readonly TimeMention[]): TimeMention[] {
  const kept: TimeMention[] = [];
  for (const mention of mentions) {
    const wrong = kept.at(-1);
    if (mention.polarity === 'corrected' && wrong && wrong.polarity !== 'denied' && !isOthers(wrong.event))
      kept[kept.length - 1] = wrong.moment || mention.moment ? mention : putRight(wrong, mention);
    else kept.push(mention);
  }
  return kept;
}

function putRight(wrong: TimeMention, right: TimeMention): TimeMention {
  const { time, part, ...day } = wrong;
  return {
    ...day,
    ...(part && !right.part ? { part } : {}),
    ...(time && !right.part ? { time } : {}),
    ...right,
    ...(wrong.event ? { event: wrong.event } : {}),
  };
}

/** Who told of an hour tells of one before it in the same half of the day: the ambulance came at 11.20, she fell at 10.50. */
const MOST_EARLIER = 3;

/**
 * An hour without a day is on the day that was said before, whatever happened on it; and in its part of the day, where
 * it is later than the hour that was said there, or not much earlier.
 */
function inheriting(mentions: readonly TimeMention[]): TimeMention[] {
  let before: TimeMention | undefined;
  return mentions.map((mention) => {
    if (mention.moment) return mention;
    const day = mention.day ?? before?.day ?? mentions.find(({ dayOfAll }) => dayOfAll)?.day;
    const { part, time } = before ?? {};
    const sameHalf =
      (!mention.day || before?.polarity === 'denied') &&
      mention.time &&
      !mention.part &&
      !mention.time.half &&
      time &&
      !time.literal
        ? mention.time.hour >= time.hour - MOST_EARLIER
        : false;
    const found: TimeMention = {
      ...mention,
      ...(day ? { day } : {}),
      ...(sameHalf && part ? { part } : {}),
      ...(sameHalf && mention.time && time?.half ? { time: { ...mention.time, half: time.half } } : {}),
    };
    before = found;
    return found;
  });
}

/** Without a day alone that another mention says more exactly. */
const withoutLessExact = (mentions: readonly TimeMention[]): TimeMention[] =>
  mentions.filter(
    (mention) =>
      mention.time ||
      mention.moment ||
      !mentions.some(
        (other) =>
          other !== mention &&
          other.time &&
          other.day &&
          mention.day &&
          agreeing(other.day.days, mention.day.days).length > 0,
      ),
  );
