import { numberOf } from '../../language/numerals.ts';
import { simplified } from '../../language/simplified.ts';
import { normalize } from '../../language/text.ts';
import { isoDate, wallClock } from '../../services/time/calendar.ts';
import { daysLater, weekdayOf } from '../../services/time/working-days.ts';
import { phrases } from '../phrases/phrases.ts';
import { withoutIdentifiers } from './kit/identifiers.ts';
import type { ReadingContext, ValueReader } from './kit/reading.ts';

/** When somebody wants to be called, on the insurer's wall clock: `YYYY-MM-DDTHH:mm`, not before and not after. */
export interface CallWindow {
  from: string;
  until?: string;
  /** A day was said, or only an hour or a part of one, or that any will do. */
  day?: true;
  said: string;
}

/** Nobody says when in more. */
const MOST = 200;

const DAYS = ['today', 'tomorrow', 'day-after', 'in-three-days'] as const;
/** Parts of the day, in minutes from midnight. */
const PARTS = {
  'small-hours': [0, 360],
  morning: [360, 720],
  noon: [690, 840],
  afternoon: [720, 1080],
  evening: [1080, 1320],
} as const;
type Part = keyof typeof PARTS;
const PART_NAMES = Object.keys(PARTS) as Part[];

const SAID = phrases('call-window', [...DAYS, 'weekend', ...PART_NAMES, 'from', 'until', 'not', 'any-time', 'at-once']);

/** 十点, 三点半, 15:30, 3 pm. Shapes of numerals: no word list. */
const HOUR =
  /(?<![\d.:第])(\d{1,2}|[一二两三四五六七八九十]{1,3})\s?(?:点(?!要求|建议|意见|问题|疑问|说明)|时(?![间候]))\s?(?:钟|整)?(半|一刻|三刻|\d{1,2}(?=分|[^\d点]|$)|[一二三四五]?十[一二三四五六七八九]?(?=分))?分?|(?<![\d.:])([01]?\d|2[0-4])[:：]([0-5]\d)\s?([ap])?\.?m?|(?<![\d.:])(1[0-2]|[1-9])\s?([ap])\.?\s?m\b|(?<=\b(?:after|before|until|till|by|at|from|between|and|to|past|around)\s)(1[0-2]|[1-9])(?=\s*(?:$|[,.;!?]|o'?clock|(?:to|and|or|in|on|at|tomorrow|today|please|onwards?)\b))/gi;
/** 三到五点, 2-4点, 3~5 pm: the first hour has the half of the other. */
const SPAN =
  /(?<![\d.:第])(\d{1,2}|[一二两三四五六七八九十]{1,3})\s?(?:点钟?)?(?:到|至|-|~|–|—)\s?(?=(?:下午|上午|晚上)?(?:\d{1,2}|[一二两三四五六七八九十]{1,3})\s?点)|(?<=\bbetween\s|\bfrom\s|^|\s)(1[0-2]|[1-9])\s?(?:to|-|–|and)\s?(?=(?:1[0-2]|[1-9])(?:\s?[ap]\.?m|\b))/gi;
/** 周三, 下周一; Monday, next Friday. */
const WEEKDAY =
  /(下下?|这|本)?(?:个)?(?:周|星期|礼拜)([一二三四五六日天])|\b(next |this |on )?(mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?\b/gi;
const HAN_DAYS = '一二三四五六日';
const ENGLISH_DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
/** 12月6日, 6号; 6 December, December 6, "the 6th". */
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DATE =
  /(?:(\d{1,2}|十[一二]?|[一二三四五六七八九])月)?(\d{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])[号日](?!码|线|楼|室)|\b(\d{1,2})(?:st|nd|rd|th)?(?: of)? (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* (\d{1,2})(?:st|nd|rd|th)?\b|\bthe (\d{1,2})(?:st|nd|rd|th)\b/i;
/** 半小时后, 两个小时以后; in an hour. */
const AHEAD =
  /(半|\d{1,3}|[一二两三四五六七八九十]{1,3})\s?(个)?(半)?(分钟|小时|钟头)(?:以|之)?后|\bin (?:about |around |maybe )?(half an|an?|a couple of|\d{1,3}|two|three|four|five|ten|fifteen|twenty|thirty|forty) (hours?|hrs?|minutes?|mins?)\b/i;

const MANY: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  'a couple of': 2,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  ten: 10,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
};

/** From and until which minute of a day. */
type Span = readonly [from: number, until?: number | undefined];

interface Hour {
  at: number;
  end: number;
  minutes: number;
  /** Which half of the day was said with it. */
  half?: 'am' | 'pm';
  /** As a clock with 24 hours shows it. */
  literal: boolean;
}

/** When somebody wants to be called. What has passed is asked about (`window-over`). */
export const callWindow: ValueReader<CallWindow> = (text, context) => {
  const told = withoutIdentifiers(simplified(normalize(text.slice(0, MOST))).toLowerCase(), context);
  const said = withoutRefused(asClock(told));
  const now = wallClock(context.reference, context.zone);
  const nowMinutes = now.hour * 60 + now.minute;
  const today = isoDate(context.reference, context.zone);
  const ahead = aheadIn(said);
  if (ahead !== undefined) return windowOf(today, [nowMinutes + ahead], text);
  const day = dayIn(said, today);
  const part = PART_NAMES.find((name) => SAID[name].test(said));
  const [from, until] = hoursIn(said, part);
  if (from === undefined && until === undefined && !part) {
    if (day)
      return day < today ? { ask: 'window-over' } : windowOf(day, [day === today ? nowMinutes : 0, 1440], text, true);
    return SAID['any-time'].test(said) || SAID['at-once'].test(said) ? windowOf(today, [nowMinutes], text) : undefined;
  }
  const span: Span =
    from === undefined && until === undefined && part ? [...PARTS[part]] : [from ?? (part ? PARTS[part][0] : 0), until];
  const last = span[1] ?? span[0] + (span[0] < nowMinutes && from !== undefined ? 0 : 1);
  // An hour without a day that has passed today is tomorrow's; one that is still running begins now.
  const isOver = last <= nowMinutes;
  if (day) {
    if (day < today || (day === today && isOver)) return { ask: 'window-over' };
    return windowOf(day, day === today ? [Math.max(span[0], nowMinutes), span[1]] : span, text, true);
  }
  return isOver
    ? windowOf(daysLater(today, 1), span, text)
    : windowOf(today, [Math.max(span[0], nowMinutes), span[1]], text);
};

/** The ISO date of the day that words name; undefined where they name none. */
export function namedDay(text: string, { reference, zone }: ReadingContext): string | undefined {
  return dayIn(simplified(normalize(text.slice(0, MOST))).toLowerCase(), isoDate(reference, zone));
}

function windowOf(date: string, [from, until]: Span, text: string, day = false): { value: CallWindow } {
  const said = text.replace(/^[\s，,。.;；]+|\s+$/gu, '').slice(0, MOST);
  const ends = until === undefined || until >= 1440 ? {} : { until: local(date, until) };
  return { value: { from: local(date, from), ...ends, ...(day ? { day: true as const } : {}), said } };
}

/** Hours in words, and noon beside before and after, as a clock shows them: half two, quarter to four, ten o'clock, 9.30. */
function asClock(said: string): string {
  return said
    .replace(/(?<![\d.:])([01]?\d|2[0-4])\.([0-5]\d)(?![\d.%]|\s?(?:yuan|元|块|万|k|km|m|kg))/g, '$1:$2')
    .replace(PAST, (_, part: string, to: string | undefined, word: string) => {
      const hour = hourNamed(word);
      const minutes = part === 'half' ? 30 : part === 'quarter' ? 15 : 10 * (part === 'ten' ? 1 : 2);
      return to === 'to' ? `${hour === 1 ? 12 : hour - 1}:${60 - minutes}` : `${hour}:${minutes}`;
    })
    .replace(O_CLOCK, (_, word: string, past: string | undefined) => `${hourNamed(word)}:${past ? '30' : '00'}`)
    .replace(AFTER_WORD, (_, word: string) => String(hourNamed(word)))
    .replace(/\b(1[0-2]|[1-9])\s?-?ish\b/g, '$1:00')
    .replace(/(?<=\b(?:before|after|until|till|by|from|past) (?:12 )?)(?:noon|midday)\b/g, '12:00')
    .replace(/\b(?:after|from) (?:my |the )?lunch(?: ?time| break)?\b/g, 'after 13:00')
    .replace(/(?:中午|晌午|正午)(?=(?:以|之)?[前后])/g, '12点')
    .replace(/(?:午饭|午休|吃完午饭|睡完午觉|中饭)(?=(?:以|之)?后)/g, '13点');
}

const HOURS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const NAMED = `${HOURS.join('|')}|1[0-2]|[1-9]`;
/** Half two, half past two, quarter to four, ten past six. */
const PAST = new RegExp(`\\b(half|quarter|ten|twenty) ?(past|to|after)? ?(${NAMED})\\b(?!:)`, 'g');
/** Ten o'clock, 10 o'clock, nine thirty. */
const O_CLOCK = new RegExp(`\\b(${NAMED})(?: ?o[’' ]?clock| (thirty))\\b`, 'g');
/** After ten, between four and five: what stands beside says that it is an hour. */
const AFTER_WORD = new RegExp(
  `(?<=\\b(?:after|before|until|till|by|at|from|between|and|to|past|around|about|so) )(${HOURS.join('|')})(?=(?: ?-?ish)?\\s*(?:$|[,.;!?]|(?:to|and|or|in|on|at|am|pm|tomorrow|today|please|onwards?|then|ish)\\b))`,
  'g',
);
const hourNamed = (word: string): number => HOURS.indexOf(word) + 1 || Number(word);

/** Without the parts of a day at which nobody is to call (早上别打 下午再打): an hour that stands there says more. */
function withoutRefused(said: string): string {
  const clauses = said.split(/(?<=[，,。.;；!！\s])(?=\S)/u);
  if (clauses.length < 2) return said;
  const isRefused = (clause: string) =>
    SAID.not.test(clause) &&
    !/\d|[一二三四五六七八九十]点|before|until|till|前/u.test(clause) &&
    PART_NAMES.some((name) => SAID[name].test(clause));
  // English words part at every blank: only what a comma parts is a clause there.
  const parts = /\p{Script=Han}/u.test(said) ? clauses : said.split(/(?<=[,.;!])/u);
  const kept = parts.filter((clause) => !isRefused(clause));
  return kept.length > 0 && kept.length < parts.length ? kept.join('') : said;
}

/** Minutes of a day, or of those after it, as a wall clock shows them. */
function local(date: string, minutes: number): string {
  const day = daysLater(date, Math.floor(minutes / 1440));
  const rest = minutes % 1440;
  const two = (number: number) => String(number).padStart(2, '0');
  return `${day}T${two(Math.floor(rest / 60))}:${two(rest % 60)}`;
}

function aheadIn(said: string): number | undefined {
  const [found, number = '', , half, unit, english, englishUnit] = AHEAD.exec(said) ?? [];
  if (found === undefined) return undefined;
  if (english) {
    const many = english.startsWith('half') ? 0.5 : (MANY[english] ?? Number(english));
    return many * (englishUnit?.startsWith('h') ? 60 : 1);
  }
  const many = (number === '半' ? 0.5 : (numberOf(number) ?? 0)) + (half ? 0.5 : 0);
  return many * (unit === '分钟' ? 1 : 60);
}

function dayIn(said: string, today: string): string | undefined {
  const near = DAYS.findLastIndex((name) => SAID[name].test(said));
  if (near >= 0) return daysLater(today, near);
  const date = DATE.exec(said);
  if (date) {
    const [, hanMonth, hanDay, dayFirst, monthAfter, monthFirst, dayAfter, alone] = date;
    const named = monthAfter ?? monthFirst;
    const month = named ? MONTHS.indexOf(named.slice(0, 3)) + 1 : numberOf(hanMonth ?? '');
    const day = numberOf(hanDay ?? dayFirst ?? dayAfter ?? alone ?? '');
    return day ? nextDate(month, day, today) : undefined;
  }
  const week = [...said.matchAll(WEEKDAY)][0];
  if (week) {
    const [, which, han, before, english] = week;
    const wanted = han
      ? HAN_DAYS.indexOf(han === '天' ? '日' : han)
      : ENGLISH_DAYS.indexOf((english ?? '').slice(0, 3));
    const monday = daysLater(today, -weekdayOf(today));
    if (which === '下' || which === '下下') return daysLater(monday, wanted + (which === '下' ? 7 : 14));
    const away = (wanted - weekdayOf(today) + 7) % 7;
    return daysLater(today, away === 0 && before?.startsWith('next') ? 7 : away);
  }
  return SAID.weekend.test(said) ? daysLater(today, (5 - weekdayOf(today) + 7) % 7) : undefined;
}

/** The next day with this number, of a month where one is named; undefined for one that no calendar has. */
function nextDate(month: number | undefined, day: number, today: string): string | undefined {
  for (let ahead = 0; ahead <= 366; ahead++) {
    const date = daysLater(today, ahead);
    if (Number(date.slice(8)) === day && (month === undefined || Number(date.slice(5, 7)) === month)) return date;
  }
  return undefined;
}

/** From and until which minute of the day, as far as hours say it. */
function hoursIn(said: string, part: Part | undefined): [number | undefined, number | undefined] {
  const span = [...said.matchAll(SPAN)][0];
  const hours = [...said.matchAll(HOUR)].flatMap((match) => hourOf(match) ?? []);
  if (span) {
    const to = hours.find(({ at }) => at >= (span.index ?? 0) + span[0].length);
    const first = numberOf(span[1] ?? span[2] ?? '');
    if (to && first !== undefined && first <= 24) {
      const until = placed(to, partOf(to, said) ?? part);
      const half = until >= 720 && first < 12 && first + 12 <= until / 60 ? 12 : 0;
      return [(first + half) * 60, until];
    }
  }
  let from: number | undefined;
  let until: number | undefined;
  for (const hour of hours) {
    const minutes = placed(hour, partOf(hour, said) ?? part);
    const [before, after] = [said.slice(Math.max(0, hour.at - 28), hour.at), said.slice(hour.end, hour.end + 12)];
    const clause = after.split(/[，,。.!！;；\s]/u)[0] ?? '';
    if (SAID.until.test(before) || SAID.until.test(after)) {
      // "Not before ten" is from ten on.
      if (SAID.not.test(`${before.split(/[，,。.!！;；]/u).at(-1)}${clause}`)) from ??= minutes;
      else until ??= minutes;
    } else from ??= minutes;
  }
  // 两点以后打 两点前我在上课: until when they can't be called says the same once more.
  return [from, from !== undefined && until !== undefined && until <= from ? undefined : until];
}

function hourOf(match: RegExpExecArray | RegExpMatchArray): Hour | undefined {
  const [whole, han, minute, clock, past, clockHalf, english, half, bare] = match;
  const at = match.index ?? 0;
  const place = { at, end: at + whole.length };
  const hour = numberOf(han ?? clock ?? english ?? bare ?? '');
  if (hour === undefined || hour > 24) return undefined;
  const extra =
    minute === '半' ? 30 : minute === '一刻' ? 15 : minute === '三刻' ? 45 : (numberOf(minute ?? past ?? '0') ?? 0);
  if (extra > 59) return undefined;
  const said = clockHalf ?? half;
  return {
    ...place,
    minutes: hour * 60 + extra,
    literal: hour > 12 || hour === 0,
    ...(said ? { half: said.toLowerCase() === 'p' ? ('pm' as const) : ('am' as const) } : {}),
  };
}

/** The part of the day that stands right beside an hour. */
function partOf({ at, end }: Hour, said: string): Part | undefined {
  const before =
    said
      .slice(Math.max(0, at - 8), at)
      .split(/[，,。;；到至]/u)
      .at(-1) ?? '';
  const after = said.slice(end, end + 18).split(/[，,。;；]/u)[0] ?? '';
  return PART_NAMES.find((name) => SAID[name].test(before)) ?? PART_NAMES.find((name) => SAID[name].test(after));
}

/** In the half of the day in which people are called: an hour from one to seven that nothing else is said of is the afternoon's. */
function placed({ minutes, half, literal }: Hour, part: Part | undefined): number {
  const later = minutes < 720 ? minutes + 720 : minutes;
  if (half) return half === 'pm' ? later : minutes % 720;
  if (literal) return minutes;
  if (part === 'afternoon' || part === 'evening' || (part === 'noon' && minutes < 600)) return later;
  if (part) return minutes;
  return minutes < 8 * 60 ? later : minutes;
}
