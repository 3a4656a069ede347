import { matchesOf } from '../../../language/matches.ts';
import type { WallClock } from '../../../services/time/calendar.ts';
import type { Reason } from '../kit/reading.ts';
import { isTold } from './days.ts';

/** A part of the day. `last-night` is the night that began on its day: 昨晚, last night. */
export type PartOfDay =
  | 'small-hours'
  | 'morning'
  | 'noon'
  | 'afternoon'
  | 'evening'
  | 'night'
  | 'last-night'
  | 'midnight';

/** What a piece of a sentence says of a time. */
export type Meaning =
  /** A day; several where the words fit several, and why it is asked about where nothing else decides between them. */
  | {
      kind: 'day';
      days: readonly WallClock[];
      part?: PartOfDay;
      /** Written with its year or in figures. */
      firm?: true;
      /** `alone` where no word says of which week it is. */
      weekday?: 'named' | 'alone';
      approximate?: true;
      doubt?: Reason;
      /** The day that it was told from: 第二天. */
      from?: DayToken;
      /** The same day in another year, of what comes once a year. */
      inYear?: (year: number) => WallClock | undefined;
    }
  /** So many days from the day that was said before, or with what it is told from: 第二天, "that evening", 报案前两天. */
  | { kind: 'from-there'; days: number; part?: PartOfDay; anchor?: string }
  /** A year without a day, for the day that stands beside it. */
  | { kind: 'year'; year: number }
  | { kind: 'part'; part: PartOfDay }
  /** `literal`: written so that it can only be the 24-hour clock's. `open`: between two hours (七八点). */
  | {
      kind: 'time';
      hour: number;
      minute: number;
      half?: 'am' | 'pm';
      literal?: true;
      written?: true;
      exact?: true;
      open?: true;
    }
  /** Counted back from the message. */
  | { kind: 'moment'; minutesBack: number; precision: 'minute' | 'hour' }
  /** A time stamp that says its zone. */
  | { kind: 'instant'; instant: Date }
  /** "Just now": only where nothing else says when. */
  | { kind: 'now' }
  | { kind: 'ask'; reason: Reason };

export type Token = Meaning & { at: number; end: number };
export type DayToken = Extract<Token, { kind: 'day' }>;
export type TimeToken = Extract<Token, { kind: 'time' }>;

/** How some words are read. The pattern is global; nothing where the words turn out not to be a time. */
export interface Rule {
  pattern: RegExp;
  read: (match: RegExpMatchArray, now: WallClock) => Meaning | undefined;
}

/** A question in a token's place. */
export const ask = (reason: Reason): Meaning => ({ kind: 'ask', reason });

/** A day, or that there is no such one. */
export const dayOrNone = (
  found: WallClock | undefined,
  more: Partial<Extract<Meaning, { kind: 'day' }>> = {},
): Meaning => (found ? { kind: 'day', days: [found], ...more } : ask('impossible-date'));

/** The pieces of a text that say something of a time, in its order. Of what overlaps, the first stands, then the longest. */
export function tokensIn(text: string, rules: readonly Rule[], now: WallClock): Token[] {
  const all: Token[] = [];
  for (const { pattern, read } of rules) {
    for (const match of matchesOf(text, pattern)) {
      const meaning = sound(read(match, now));
      if (meaning) all.push({ ...meaning, at: match.index, end: match.index + match[0].length });
    }
  }
  all.sort((a, b) => a.at - b.at || b.end - a.end);
  const kept: Token[] = [];
  for (const token of all) if (token.at >= (kept.at(-1)?.end ?? 0)) kept.push(token);
  return kept;
}

/** A meaning as it is, or a question where its numbers are none: 三五 is a guess, not a count of minutes. */
export function sound(meaning: Meaning | undefined): Meaning | undefined {
  switch (meaning?.kind) {
    case 'day':
      return meaning.days.every(isTold) ? meaning : ask('not-a-date');
    case 'time':
      return Number.isInteger(meaning.hour) && Number.isInteger(meaning.minute) ? meaning : ask('vague');
    case 'moment':
      return Number.isFinite(meaning.minutesBack) ? meaning : ask('vague');
    default:
      return meaning;
  }
}
