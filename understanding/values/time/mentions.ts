import type { WallClock } from '../../../services/time/calendar.ts';
import { phrases } from '../../phrases/phrases.ts';
import type { Reason } from '../kit/reading.ts';
import { sameDay, weekdayOf } from './days.ts';
import type { PartOfDay, Token } from './tokens.ts';

export type Time = Extract<Token, { kind: 'time' }>;
export type Day = Extract<Token, { kind: 'day' }>;

/** One time as a sentence gives it: a day, a part of it, an hour, as far as they were said. */
export interface TimeMention {
  day?: Day;
  part?: PartOfDay;
  time?: Time;
  /** Minutes back from the message, instead of all that. */
  moment?: Extract<Token, { kind: 'moment' }>;
  /** From one hour to another: the day is sure, the hour isn't. */
  between?: true;
  at: number;
  end: number;
}

/** What is said between times and beside them. */
const beside = phrases('time-mentions', ['to', 'next-to', 'telling', 'something-elses', 'denied', 'corrected']);
const CLAUSE_END = /[。！？!?；;，,]|\b(?:and|but|then)\b/;

/** The times that a sentence gives, or why it can't be said which they are. */
export function mentionsIn(text: string, tokens: readonly Token[]): TimeMention[] | { ask: Reason } {
  const mentions: TimeMention[] = [];
  let current: TimeMention | undefined;
  const begin = (token: Token): TimeMention => {
    current = { at: token.at, end: token.end };
    mentions.push(current);
    return current;
  };
  for (const token of tokens) {
    if (
      token.kind === 'ask' ||
      token.kind === 'now' ||
      beside.denied.test(text.slice(Math.max(0, token.at - 12), token.at))
    )
      continue;
    const between = current ? text.slice(current.end, token.at) : '';
    let mention: TimeMention = current && !current.moment ? current : begin(token);
    if (token.kind === 'moment') {
      if (mention.day || mention.part || mention.time) mention = begin(token);
      mention.moment = token;
    } else if (token.kind === 'day') {
      const before = mention.day;
      const same = before ? fitting(before, token) : [];
      if (before && same.length > 0) mention.day = { ...token, days: same, ...(before.firm ? { firm: true } : {}) };
      else if (before) {
        if ((before.weekday || token.weekday) && beside['next-to'].test(between)) return { ask: 'dates-disagree' };
        mention = begin(token);
        mention.day = token;
      } else if (mention.time && mention.part && CLAUSE_END.test(between)) {
        mention = begin(token);
        mention.day = token;
      } else mention.day = token;
      if (token.part && !mention.part) mention.part = token.part;
    } else if (token.kind === 'part') {
      const later = mention.time && (CLAUSE_END.test(between) || mention.part);
      if (mention.part && (mention.part !== token.part || later) && !refines(mention.part, token.part))
        mention = begin(token);
      else if (later && !mention.part && CLAUSE_END.test(between)) mention = begin(token);
      mention.part = mention.part === 'last-night' ? 'last-night' : token.part;
    } else if (!mention.time) mention.time = token;
    else if (beside.to.test(between)) mention.between = true;
    else if (mention.time.hour !== token.hour || mention.time.minute !== token.minute) {
      mention = begin(token);
      mention.time = token;
    }
    mention.end = Math.max(mention.end, token.end);
    current = mention;
  }
  return relevant(text, mentions);
}

/** 昨晚深夜, 晚上半夜: the second says the first more exactly. */
const refines = (part: PartOfDay, other: PartOfDay): boolean =>
  (part === 'last-night' || part === 'evening' || part === 'night') && (other === 'night' || other === 'evening');

/** A weekday alone, beside a date, is of that date's week. */
function fitting(one: Day, other: Day): WallClock[] {
  const [weekday, date] = one.weekday === 'alone' ? [one, other] : [other, one];
  const days = agreeing(one.days, other.days);
  if (days.length > 0 || weekday.weekday !== 'alone' || date.weekday) return days;
  return date.days.filter((day) => weekday.days.some((named) => weekdayOf(named) === weekdayOf(day)));
}

/** What both fit: 周二 and 11月17号 are one day. */
const agreeing = (some: readonly WallClock[], others: readonly WallClock[]): WallClock[] =>
  some.filter((one) => others.some((other) => sameDay(one, other)));

/** Without the days of other things, and without today where it only says when the customer came to tell. */
function relevant(text: string, all: readonly TimeMention[]): TimeMention[] {
  const mentions = corrected(text, all);
  const around = mentions.map((mention, index) => wordsAround(text, mention, mentions[index - 1], mentions[index + 1]));
  const ofIt = mentions.filter((_, index) => !beside['something-elses'].test(around[index] ?? ''));
  const telling = (mention: TimeMention) =>
    !mention.time && !mention.moment && beside.telling.test(around[mentions.indexOf(mention)] ?? '');
  const kept = ofIt.some((mention) => !telling(mention)) ? ofIt.filter((mention) => !telling(mention)) : ofIt;
  return inheriting(kept);
}

/** 三点半，不对，四点半: the hour that was said last, of the day that was said first. */
function corrected(text: string, mentions: readonly TimeMention[]): TimeMention[] {
  const kept: TimeMention[] = [];
  for (const mention of mentions) {
    const last = kept.at(-1);
    if (!last || !beside.corrected.test(text.slice(last.end, mention.at))) kept.push(mention);
    else if (mention.day || mention.moment) kept[kept.length - 1] = mention;
    else kept[kept.length - 1] = { ...last, ...mention };
  }
  return kept;
}

/** The mention's own clause, as far as the mentions beside it leave it; what stands between two belongs to the first. */
function wordsAround(
  text: string,
  { at, end }: TimeMention,
  last: TimeMention | undefined,
  next: TimeMention | undefined,
): string {
  const before = text.slice(last?.end ?? 0, at).split(CLAUSE_END);
  const [after = ''] = text.slice(end, next?.at).split(CLAUSE_END);
  return `${last && before.length === 1 ? '' : before.at(-1)} ${after}`;
}

/** An hour without a day is on the day that was said before; a day without an hour is said more exactly by one with it. */
function inheriting(mentions: readonly TimeMention[]): TimeMention[] {
  let day: Day | undefined;
  const dated = mentions.map((mention) => {
    day = mention.day ?? day;
    return mention.day || mention.moment || !day ? mention : { ...mention, day };
  });
  return dated.filter(
    (mention) =>
      mention.time ||
      mention.moment ||
      !dated.some(
        (other) =>
          other !== mention &&
          other.time &&
          other.day &&
          mention.day &&
          agreeing(other.day.days, mention.day.days).length > 0,
      ),
  );
}
