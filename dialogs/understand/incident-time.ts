import suite from '@microsoft/recognizers-text-suite';
import { Lunar } from 'lunar-javascript';
import { instant, type WallClock, wallClock } from '../../services/calendar.ts';
import type { Reader, Reading, ReadingContext } from './reading.ts';
import { normalize, windowOver } from './text.ts';

/** When an incident happened, on the insurer's wall clock. A day without an hour has no `time`. */
export interface IncidentTime {
  /** ISO date. */
  date: string;
  /** 24-hour HH:mm. */
  time?: string;
  /** Said with 左右, 大概, about, or as a part of the day. */
  approximate?: true;
  /** The words that it was read from. */
  said: string;
}

/** What can stand in one message: some days, some times of day, some whole instants. */
interface Found {
  days: WallClock[];
  times: Time[];
}
interface Time {
  hour: number;
  minute: number;
}

const TIME_WORDS =
  /[0-9一二三四五六七八九十两半][点點时時号號日月天周:：/-]|[点點]|今|昨|前|刚|早|晚|午|夜|凌晨|周|星期|礼拜|明天|后天|最近|段时间|节|中秋|端午|元宵|七夕|重阳|初一|三十|除夕|some time|other day|recently|o'?clock|\d\s*[ap]\.?m|yesterday|today|tonight|morning|evening|noon|night|ago|last|just|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|\bmay\b|june|july|august|september|october|november|december|\b(jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)\b/i;
const APPROXIMATE =
  /左右|大概|大约|约莫|差不多|前后|来钟|[点點]多|多钟|上下|about|around|roughly|approximately|-ish|or so/i;
const VAGUE =
  /最近|前几天|前些天|前段时间|这几天|好几天前|某天|a few (days|hours|weeks) ago|recently|the other day|some time ago/i;
const CHINESE = /\p{Script=Han}/u;

/** What people say and the library doesn't know, in words that it knows. */
const REWRITES: readonly (readonly [RegExp, string])[] = [
  [/礼拜|星期/g, '周'],
  [/周天/g, '周日'],
  [/昨儿个?|昨个/g, '昨天'],
  [/今儿个?|今个/g, '今天'],
  [/大前[天儿日]/g, '大前天'],
  [/(?<!大)前儿个?|(?<!大)前日/g, '前天'],
  [/前晚/g, '前天晚上'],
  [/昨晚|昨夜/g, '昨天晚上'],
  [/今早/g, '今天早上'],
  [/今晚/g, '今天晚上'],
  [/(?<!上)上个?周/g, '上周'],
  [/[这本]个?周/g, '这周'],
  [/以前|之前/g, '前'],
  [/[点點]来?多?钟?/g, '点'],
  [/傍晚/g, '晚上'],
  [/清晨|一大早|大早上/g, '早上'],
  // The library has no word for the small hours without an hour; the day is right.
  [/(?<=[今昨前]天)(?:凌晨|半夜|夜里|深夜)(?![0-9一二三四五六七八九十两零])/g, ''],
];

/** Reads when an incident happened. Asks again for what is in the future, impossible, vague, or two times at once. */
export const incidentTime: Reader<IncidentTime> = (text, context) => {
  const said = windowOver(normalize(text), TIME_WORDS);
  if (!TIME_WORDS.test(said)) return undefined;
  if (hasImpossibleDate(said)) return { ask: 'impossible-date' };
  if (VAGUE.test(said)) return { ask: 'vague' };
  if (/tomorrow|明天|后天/i.test(said)) return { ask: 'future' };
  return resolve(said, context);
};

function resolve(said: string, context: ReadingContext): Reading<IncidentTime> {
  const now = wallClock(context.reference, context.zone);
  const relative = readRelative(said, context);
  if (relative)
    return { value: { ...isoOf(relative.clock), ...(relative.exact ? {} : { approximate: true as const }), said } };

  const found = CHINESE.test(said) ? readChinese(said, now) : readEnglish(said, now);
  if (found === 'two-times') return { ask: 'which-time' };
  if (found.days.length === 0 && found.times.length === 0) return undefined;
  if (isTodaysOwnWeekday(said, now)) return { ask: 'which-day' };

  const [time] = found.times;
  const day =
    pastDay(found.days, time, now) ?? (found.days.length === 0 && time ? dayOfBareTime(time, now) : undefined);
  if (!day) return { ask: 'future' };
  const clock = time ? withTime(day, time, said, now) : undefined;
  if (clock === 'ask-half') return { ask: 'which-half' };
  if (clock && isAfter(clock, now)) return { ask: 'future' };
  if (clock)
    return { value: { ...isoOf(clock), ...(APPROXIMATE.test(said) ? { approximate: true as const } : {}), said } };
  return { value: { date: isoOf(day).date, ...(APPROXIMATE.test(said) ? { approximate: true as const } : {}), said } };
}

/** 2月30日 is no date; the library passes over it in silence. */
function hasImpossibleDate(said: string): boolean {
  for (const [, year, month, day] of said.matchAll(
    /(?:(\d{4})\s*[年/.-]\s*)?(\d{1,2})\s*[月/.-]\s*(\d{1,2})(?:\s*[日号號]|(?![\d:.]))/g,
  )) {
    const [m, d] = [Number(month), Number(day)];
    if (/[/.-]/.test(said) && !year) continue; // 1-2 may be anything
    if (m < 1 || m > 12 || d < 1 || d > new Date(Date.UTC(Number(year ?? 2024), m, 0)).getUTCDate()) return true;
  }
  return false;
}

const CHINESE_DIGITS: Record<string, number> = {
  半: 0.5,
  一: 1,
  两: 2,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
};
const ENGLISH_NUMBERS: Record<string, number> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  half: 0.5,
};

/** "Just now", and spans back from the message's time: exact to the minute only where minutes are meant. */
function readRelative(
  said: string,
  { reference, zone }: ReadingContext,
): { clock: WallClock; exact: boolean } | undefined {
  const back = (minutes: number, exact: boolean) => ({
    clock: wallClock(new Date(reference.getTime() - minutes * 60_000), zone),
    exact,
  });

  const minutes = /(\d+|[一二两三四五六七八九十]+|几)\s*(?:多)?分钟?\s*(?:以前|之前|前)/.exec(said);
  if (minutes?.[1]) return minutes[1] === '几' ? back(5, false) : back(numberOf(minutes[1]), false);
  const hours = /(\d+(?:\.\d+)?|[半一二两三四五六七八九十]+)\s*个?(半)?\s*(?:多)?(?:小时|钟头)\s*(?:以前|之前|前)/.exec(
    said,
  );
  if (hours?.[1]) return back((numberOf(hours[1]) + (hours[2] ? 0.5 : 0)) * 60, false);

  const english =
    /\b(\d+(?:\.\d+)?|half|a|an|one|two|three|four|five|six|seven|eight|nine|ten)(?:\s+(?:an?))?(\s+and a half)?\s+(minute|min|hour)s?\s+ago/i.exec(
      said,
    );
  if (english?.[1]) {
    const amount = (ENGLISH_NUMBERS[english[1].toLowerCase()] ?? Number(english[1])) + (english[2] ? 0.5 : 0);
    return back(amount * (english[3]?.toLowerCase() === 'hour' ? 60 : 1), false);
  }
  const otherTime = /[0-9一二三四五六七八九十两][点點:：]|昨|前天|上周|\d+[月号日]|yesterday|last |\d\s*[ap]\.?m|ago/i;
  if (
    /刚刚|刚才|刚(?=[被在把跟和与撞追发出遇让给])|就现在|方才|just now|\bjust\b|a moment ago|moments ago/i.test(said) &&
    !otherTime.test(said)
  )
    return back(0, false);
  return undefined;
}

/** 半, 三, 十二, 二十 or digits. */
function numberOf(text: string): number {
  if (/^\d/.test(text)) return Number(text);
  const ten = text.indexOf('十');
  if (ten < 0) return [...text].reduce((sum, digit) => sum + (CHINESE_DIGITS[digit] ?? 0), 0);
  return (ten === 0 ? 1 : (CHINESE_DIGITS[text[0] ?? ''] ?? 1)) * 10 + (CHINESE_DIGITS[text[ten + 1] ?? ''] ?? 0);
}

function readChinese(said: string, now: WallClock): Found | 'two-times' {
  const text = REWRITES.reduce((rewritten, [pattern, replacement]) => rewritten.replace(pattern, replacement), said);
  const own = ownChineseDay(text, now);
  const found = recognize(own ? text.replace(own.words, '') : text, 'zh-cn', now);
  if (found === 'two-times') return found;
  return own ? { days: [own.date], times: found.times } : found;
}

/** Days that the library reads wrongly or not at all. */
function ownChineseDay(text: string, now: WallClock): { date: WallClock; words: string } | undefined {
  const weekday = /上上周([一二三四五六日])/.exec(text);
  if (weekday?.[1]) {
    const wanted = '一二三四五六日'.indexOf(weekday[1]);
    return { date: shift(now, wanted - isoWeekday(now) - 14), words: weekday[0] };
  }
  const lastMonth = /上个?月(\d{1,2}|[一二三四五六七八九十]+)[号號日]/.exec(text);
  if (lastMonth?.[1]) {
    return { date: midnight({ ...now, month: now.month - 1, day: numberOf(lastMonth[1]) }), words: lastMonth[0] };
  }
  const ago = /(\d+|[一二两三四五六七八九十]+)\s*天前/.exec(text);
  if (ago?.[1]) return { date: shift(now, -numberOf(ago[1])), words: ago[0] };
  return festival(text, now);
}

/** Festivals of the lunar calendar, the latest that has been. */
const FESTIVALS: readonly (readonly [RegExp, month: number, day: number])[] = [
  [/春节|大年初一|正月初一/, 1, 1],
  [/元宵节?/, 1, 15],
  [/端午节?/, 5, 5],
  [/七夕/, 7, 7],
  [/中秋节?/, 8, 15],
  [/重阳节?/, 9, 9],
];

function festival(text: string, now: WallClock): { date: WallClock; words: string } | undefined {
  const eve = /除夕|年三十|大年夜/.exec(text);
  for (const [pattern, month, day] of FESTIVALS) {
    const words = pattern.exec(text)?.[0];
    if (words) return { date: latest(now, (year) => lunarDay(year, month, day)), words };
  }
  return eve ? { date: latest(now, (year) => shift(lunarDay(year, 1, 1), -1)), words: eve[0] } : undefined;
}

function lunarDay(year: number, month: number, day: number): WallClock {
  const solar = Lunar.fromYmd(year, month, day).getSolar();
  return midnight({
    year: solar.getYear(),
    month: solar.getMonth(),
    day: solar.getDay(),
    hour: 0,
    minute: 0,
    second: 0,
  });
}

const latest = (now: WallClock, inYear: (year: number) => WallClock): WallClock => {
  const thisYear = inYear(now.year);
  return isAfter(thisYear, now) ? inYear(now.year - 1) : thisYear;
};

const readEnglish = (said: string, now: WallClock): Found | 'two-times' =>
  recognize(
    said.replace(/\b(in the )?small hours\b/gi, 'at 2am').replace(/\bthis (\d)/gi, 'today at $1'),
    'en-us',
    now,
  );

interface Resolved {
  type: string;
  timex: string;
  value?: string;
  start?: string;
}

/** The library's view. Its Dates are local, so the reference is given as the insurer's wall clock in local fields. */
function recognize(text: string, culture: string, now: WallClock): Found | 'two-times' {
  const reference = new Date(now.year, now.month - 1, now.day, now.hour, now.minute, now.second);
  const found: Found = { days: [], times: [] };
  let others = 0;
  for (const { resolution } of suite.recognizeDateTime(text, culture, undefined, reference)) {
    const values = (resolution?.values ?? []) as Resolved[];
    const usable = values.filter(({ type }) => /^(date|time)/.test(type));
    const first = usable[0];
    if (!first) continue;
    if (first.type.startsWith('date')) {
      if (found.days.length > 0 && !found.days.some((date) => usable.some((value) => sameDay(date, parse(value)))))
        others += 1;
      for (const value of usable) found.days.push(parse(value));
    }
    const timed =
      first.type === 'datetime'
        ? first.value?.slice(11, 16)
        : first.type === 'time'
          ? first.value?.slice(0, 5)
          : undefined;
    // A first mention without an hour and a later hour belong together; two different hours don't.
    if (timed && !first.timex.startsWith('P')) {
      const [hour = 0, minute = 0] = timed.split(':').map(Number);
      if (hour < 24 && !/^\d{4}-\d\d-\d\d$/.test(first.timex)) {
        if (found.times.some((time) => time.hour !== hour || time.minute !== minute)) others += 1;
        found.times.push({ hour, minute });
      }
    }
  }
  return others > 0 ? 'two-times' : found;
}

const parse = ({ value, start }: Resolved): WallClock => {
  const [year = 0, month = 0, day = 0] = (value ?? start ?? '').slice(0, 10).split('-').map(Number);
  return { year, month, day, hour: 0, minute: 0, second: 0 };
};

/** The latest of the days that isn't in the future. */
function pastDay(days: readonly WallClock[], time: Time | undefined, now: WallClock): WallClock | undefined {
  return days
    .filter((date) => !isAfter(time ? { ...date, ...time } : date, time ? now : endOf(now)) || sameDay(date, now))
    .sort(compare)
    .at(-1);
}

/** "Three in the afternoon" without a day: today, if that has been; else it isn't said which day. */
function dayOfBareTime(time: Time, now: WallClock): WallClock | undefined {
  const today = midnight(now);
  return isAfter({ ...today, ...time }, now) ? undefined : today;
}

const NIGHT = /夜里|半夜|深夜|凌晨|后半夜/;
const HALF_GIVEN = /早|晚|午|夜|凌晨|\d\s*[ap]\.?m|morning|evening|afternoon|night|noon|midnight|o'?clock in|[:：]/i;

/** The day at the time. 夜里一点 is one in the morning, which the library takes for the afternoon. */
function withTime(day: WallClock, time: Time, said: string, now: WallClock): WallClock | 'ask-half' {
  let { hour } = time;
  if (NIGHT.test(said) && hour >= 12 && hour <= 17) hour -= 12;
  if (/晚|傍晚/.test(said) && hour >= 1 && hour < 5 && !NIGHT.test(said)) return 'ask-half';
  const clock = { ...day, hour, minute: time.minute };
  if (hour >= 1 && hour <= 11 && !HALF_GIVEN.test(said)) {
    // 三点 alone: only what has been can be meant; where both have been, ask.
    const later = { ...clock, hour: hour + 12 };
    return isAfter(later, now) ? clock : 'ask-half';
  }
  return clock;
}

/** 周三 said on a Wednesday may be today or a week ago. */
function isTodaysOwnWeekday(said: string, now: WallClock): boolean {
  const weekday = /(?<![上这本]个?)(?:周|星期|礼拜)([一二三四五六日天])/.exec(said)?.[1];
  return weekday !== undefined && '一二三四五六日'.indexOf(weekday.replace('天', '日')) === isoWeekday(now);
}

const asUtc = ({ year, month, day, hour, minute, second }: WallClock): number =>
  Date.UTC(year, month - 1, day, hour, minute, second);
const compare = (a: WallClock, b: WallClock): number => asUtc(a) - asUtc(b);
const isAfter = (a: WallClock, b: WallClock): boolean => compare(a, b) > 0;
const sameDay = (a: WallClock, b: WallClock): boolean => a.year === b.year && a.month === b.month && a.day === b.day;
/** Monday is 0. */
const isoWeekday = (clock: WallClock): number => (new Date(asUtc(clock)).getUTCDay() + 6) % 7;
const midnight = (clock: WallClock): WallClock =>
  wallClock(new Date(asUtc({ ...clock, hour: 0, minute: 0, second: 0 })), 'UTC');
const endOf = (clock: WallClock): WallClock => ({ ...clock, hour: 23, minute: 59, second: 59 });
const shift = (clock: WallClock, days: number): WallClock => midnight({ ...clock, day: clock.day + days });

function isoOf({ year, month, day, hour, minute }: WallClock): { date: string; time: string } {
  const two = (n: number) => String(n).padStart(2, '0');
  return { date: `${year}-${two(month)}-${two(day)}`, time: `${two(hour)}:${two(minute)}` };
}

/** The instant of an incident time; noon where only the day is known. */
export const instantOf = ({ date, time = '12:00' }: IncidentTime, zone: string): Date => {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return instant({ year, month, day, hour, minute, second: 0 }, zone);
};
