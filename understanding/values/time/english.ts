import { ENGLISH_NUMERALS, englishNumberOf } from '../../../language/numerals.ts';
import type { WallClock } from '../../../services/time/calendar.ts';
import {
  dayOf,
  isAfter,
  latestWithNumber,
  latestYear,
  midnight,
  realDay,
  shift,
  weekdayIn,
  weekdayOf,
} from './days.ts';
import { ENGLISH_FESTIVALS, festival } from './festivals.ts';
import type { Meaning, PartOfDay, Rule } from './tokens.ts';

/* Long: the grammar of days and hours in English, whose patterns are made of each other. */

const NUMBER = `(?:\\d{1,2}(?:\\.\\d)?|(?:${ENGLISH_NUMERALS})(?:-(?:${ENGLISH_NUMERALS}))?|an?)`;
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
/** "sat" and "sun" alone are words of their own. */
const WEEKDAY =
  '(monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tues?|wed|thu(?:rs?)?|fri|(?<=(?:on|last|this|past)\\s)(?:sat|sun))';
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
  '(january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\\b\\.?';
const ORDINAL = '(\\d{1,2})(?:st|nd|rd|th)?';

const ask = (
  reason: 'vague' | 'future' | 'impossible-date' | 'which-week' | 'which-time' | 'day-or-month',
): Meaning => ({
  kind: 'ask',
  reason,
});
const day = (found: WallClock | undefined, more: Partial<Extract<Meaning, { kind: 'day' }>> = {}): Meaning =>
  found ? { kind: 'day', days: [found], ...more } : ask('impossible-date');

const numeral = (said = ''): number => (/^an?$/i.test(said) ? 1 : (englishNumberOf(said) ?? Number.NaN));
const monthOf = (name = ''): number => MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
const fullYear = (said: string): number => (said.length === 2 ? 2000 + Number(said) : Number(said));

/** A year as it was written, or as this one or the last. */
const yearOf = (said: string | undefined, now: WallClock): string | undefined =>
  said && /year/i.test(said) ? String(now.year - (/last/i.test(said) ? 1 : 0)) : said;

function named(month: number, date: number, year: string | undefined, now: WallClock): Meaning {
  if (year) return day(realDay(Number(year), month, date), { firm: true });
  return day(latestYear(now, (inYear) => realDay(inYear, month, date)));
}

/** 15/11 can only be 15 November; 3/4 may be either, and is asked about unless only one of the two has been. */
function inFigures(first: number, second: number, year: number | undefined, now: WallClock): Meaning {
  const either = [
    [first, second],
    [second, first],
  ].flatMap(([month = 0, date = 0]) => {
    const found = year ? realDay(year, month, date) : latestYear(now, (inYear) => realDay(inYear, month, date));
    return found ? [found] : [];
  });
  if (either.length === 0) return ask('impossible-date');
  const past = either.filter((found) => !isAfter(found, now));
  const [found, other] = past.length > 0 ? past : either;
  if (found && other && (found.month !== other.month || found.day !== other.day)) return ask('day-or-month');
  return day(found, { firm: true });
}

const DAYS: readonly Rule[] = [
  {
    pattern:
      /\b(?:yesterday|last night),? or (?:maybe |perhaps |possibly )?(?:on )?the (?:day|night) before(?! yesterday| last)\b|\b(?:yesterday|today),? or (?:maybe |perhaps )?(?:today|yesterday|(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b/gi,
    read: () => ask('which-time'),
  },
  {
    pattern: /\bthe day before yesterday\b|(?<=\bnot yesterday,? (?:but )?)the day before\b/gi,
    read: (_, now) => day(shift(now, -2)),
  },
  { pattern: /\bthe night before last\b/gi, read: (_, now) => day(shift(now, -2), { part: 'last-night' }) },
  {
    pattern: /(?<!\bnot )\b(?:yesterday|yest?erday|yday|y'day|ystd)\b(?:'s)?/gi,
    read: (_, now) => day(shift(now, -1)),
  },
  { pattern: /\b(?:earlier )?today\b/gi, read: (_, now) => day(midnight(now)) },
  {
    pattern: /\b(?:(?:earlier )?this (morning|afternoon|evening|noon)|(tonight))\b/gi,
    read: ([, part], now) => day(midnight(now), { part: part ? partNamed(part) : 'evening' }),
  },
  {
    pattern: /\b(?:last night|yesterday (?:at )?night|overnight)\b/gi,
    read: (_, now) => day(shift(now, -1), { part: 'last-night' }),
  },
  {
    pattern: new RegExp(`\\b(?:${NUMBER}|${NUMBER}-) ?(?:or|to|-|–) ?${NUMBER} (?:day|night|week)s? ago\\b`, 'gi'),
    read: () => ask('vague'),
  },
  { pattern: /\ba fortnight ago\b/gi, read: (_, now) => day(shift(now, -14), { approximate: true }) },
  {
    pattern: new RegExp(`\\b(${NUMBER}) weeks? ago (today|yesterday|to the day)\\b`, 'gi'),
    read: ([, said, from], now) => {
      const number = numeral(said);
      if (!Number.isInteger(number)) return ask('vague');
      return day(shift(now, -7 * number - (from?.toLowerCase() === 'yesterday' ? 1 : 0)));
    },
  },
  {
    // Two Fridays ago: last Friday is one.
    pattern: /\b(two|three|2|3) (mon|tues|wednes|thurs|fri|satur|sun)days ago\b/gi,
    read: ([, said, name = ''], now) => {
      const weekday = WEEKDAYS.indexOf(name.slice(0, 3).toLowerCase());
      const latest = weekdayIn(now, weekday, weekday < weekdayOf(now) ? 0 : -1);
      return day(shift(latest, -7 * (numeral(said) - 1)), { weekday: 'named' });
    },
  },
  {
    pattern: new RegExp(`\\b(${NUMBER}) (day|night|week)s? ago\\b`, 'gi'),
    read: ([, said, unit], now) => {
      const number = numeral(said);
      if (!Number.isInteger(number)) return ask('vague');
      return unit?.toLowerCase() !== 'week'
        ? day(shift(now, -number))
        : day(shift(now, -7 * number), { approximate: true });
    },
  },
  {
    pattern: new RegExp(
      `(?<!\\b(?:first|second|third|fourth|1st|2nd|3rd|4th) )\\b(?:(last|past|this|next|the previous) (?:week(?:'s)? )?)?${WEEKDAY}\\b(?: (?:of )?(last week|the week before last|the previous week|this week|next week|before last))?`,
      'gi',
    ),
    read: ([, before = '', name = '', after = ''], now) =>
      weekdayNamed(before.toLowerCase(), name, after.toLowerCase(), now),
  },
  {
    pattern: new RegExp(`\\b${ORDINAL} (?:of )?${MONTH}(?:,? (\\d{4}|(?:of )?(?:last|this) year))?`, 'gi'),
    read: ([, date, month, year], now) => named(monthOf(month), Number(date), yearOf(year, now), now),
  },
  {
    pattern: new RegExp(`\\b${MONTH} (?:the )?${ORDINAL}(?![\\d:])(?:,? (\\d{4}|(?:of )?(?:last|this) year))?`, 'gi'),
    read: ([, month, date, year], now) => named(monthOf(month), Number(date), yearOf(year, now), now),
  },
  {
    // Last month on the 15th, on the 15th last month.
    pattern:
      /\blast month,? (?:on )?the (\d{1,2})(?:st|nd|rd|th)\b|\bthe (\d{1,2})(?:st|nd|rd|th),? (?:of )?last month\b/gi,
    read: ([, after, before], now) => {
      const month = dayOf(now.year, now.month - 1, 1);
      return day(realDay(month.year, month.month, Number(after ?? before)));
    },
  },
  {
    pattern: /(?<![\d.])(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/g,
    read: ([, year, month, date]) => day(realDay(Number(year), Number(month), Number(date)), { firm: true }),
  },
  {
    pattern: /(?<![\d./-])(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?![\d/])/g,
    read: ([, first, second, year = ''], now) => inFigures(Number(first), Number(second), fullYear(year), now),
  },
  {
    pattern: /(?<![\d./-])(\d{1,2})\/(\d{1,2})(?![\d/])/g,
    read: ([, first, second], now) => inFigures(Number(first), Number(second), undefined, now),
  },
  {
    pattern:
      /\bthe (\d{1,2})(?:st|nd|rd|th)(?: of (last|this) month)?\b(?! (?:floor|ring|street|avenue|time|road|lane|gate|exit|party|one|car|of \w+ (?:street|road)))/gi,
    read: ([, date, which], now) => {
      const month = dayOf(now.year, now.month - (which === 'last' ? 1 : 0), 1);
      return day(which ? realDay(month.year, month.month, Number(date)) : latestWithNumber(now, Number(date)));
    },
  },
  {
    pattern: new RegExp(
      `(?<!\\b(?:before|after|until|for|during|over) (?:the )?)\\b(?:(last|this) (?:year's )?)?(${ENGLISH_FESTIVALS})(?: (\\d{4}))?\\b`,
      'gi',
    ),
    read: ([, which, name = '', year], now) =>
      day(festival(name, now, year ? Number(year) : which === 'this' ? now.year : undefined)),
  },
];

function weekdayNamed(before: string, name: string, after: string, now: WallClock): Meaning {
  const weekday = WEEKDAYS.indexOf(name.slice(0, 3).toLowerCase());
  const today = weekdayOf(now);
  if (before === 'next' || after === 'next week') return ask('future');
  if (/before last/.test(after)) return day(weekdayIn(now, weekday, -2), { weekday: 'named' });
  if (/last week|previous week/.test(after)) return day(weekdayIn(now, weekday, -1), { weekday: 'named' });
  if (before === 'this' || after === 'this week') return day(weekdayIn(now, weekday, 0), { weekday: 'named' });
  if (/^(?:last|the previous)$/.test(before)) {
    // "Last Monday" said on a Wednesday: two days ago to some, nine to others.
    return weekday < today ? ask('which-week') : day(weekdayIn(now, weekday, -1), { weekday: 'named' });
  }
  if (weekday === today) return { kind: 'day', days: [midnight(now), shift(now, -7)], weekday: 'alone' };
  return day(weekdayIn(now, weekday, weekday < today ? 0 : -1), { weekday: 'alone' });
}

const partNamed = (said: string): PartOfDay =>
  /small hours|dawn|early hours/.test(said)
    ? 'small-hours'
    : /morning/.test(said)
      ? 'morning'
      : /noon$/.test(said) && !/after/.test(said)
        ? 'noon'
        : /afternoon/.test(said)
          ? 'afternoon'
          : /evening|dusk/.test(said)
            ? 'evening'
            : 'night';

const DAY_PARTS: readonly Rule[] = [
  {
    pattern:
      /\b(?<!good )(?:(?:in the |early |late )*(?:small hours|early hours|morning|afternoon|evening)|at night|at dawn|at dusk|(?:around |at )?lunch ?time|night)\b/gi,
    read: ([said]) => ({ kind: 'part', part: /lunch/i.test(said) ? 'noon' : partNamed(said.toLowerCase()) }),
  },
  { pattern: /\b(?:noon|midday)\b/gi, read: () => ({ kind: 'time', hour: 12, minute: 0, literal: true }) },
  { pattern: /\bmidnight\b/gi, read: () => ({ kind: 'part', part: 'midnight' }) },
];

const HOUR = '(\\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)';
const HALF = '([ap])\\.?\\s?m\\b\\.?';

const time = (hour: number, minute: number, half: string | undefined, more: object = {}): Meaning | undefined =>
  hour > 24 || minute > 59 || (half && hour > 12)
    ? undefined
    : {
        kind: 'time',
        hour,
        minute,
        ...(minute > 0 ? { exact: true as const } : {}),
        ...(half ? { half: /a/i.test(half) ? ('am' as const) : ('pm' as const) } : {}),
        ...more,
      };

const TIMES: readonly Rule[] = [
  {
    // Between 2 and 3 pm, from 2 to 3: the hour stays open.
    pattern: new RegExp(
      `\\b(?:between|from) ${HOUR}(?:[:.][0-5]\\d)?(?: ?[ap]\\.?m\\.?)? (?:and|to|till|until) ${HOUR}(?:[:.][0-5]\\d)?(?: ?[ap]\\.?m\\b\\.?| ?o'?clock)?`,
      'gi',
    ),
    read: () => ({ kind: 'time', hour: 0, minute: 0, open: true }),
  },
  {
    pattern: new RegExp(`(?<![\\d:.$¥])${HOUR}(?:[:.]([0-5]\\d)(?::[0-5]\\d)?)? ?${HALF}`, 'gi'),
    read: ([, hour, minute, half]) => time(numeral(hour), Number(minute ?? 0), half),
  },
  {
    pattern: /(?<![\d:.])(\d{1,2}):([0-5]\d)(?::[0-5]\d)?(?![\d:])/g,
    read: ([, hour = '', minute]) =>
      time(Number(hour), Number(minute), undefined, {
        written: true,
        exact: true,
        ...(/^0\d/.test(hour) || Number(hour) > 12 ? { literal: true } : {}),
      }),
  },
  {
    pattern: new RegExp(
      `\\b(?:(half past)|(?:a )?quarter (past|to)|(\\d{1,2}|five|ten|twenty|twenty-five)(?: minutes)? (past|to)) ${HOUR}\\b`,
      'gi',
    ),
    read: ([, half, quarter, minutes, side, said]) => {
      const hour = numeral(said);
      const past = half ? 30 : quarter ? 15 : numeral(minutes);
      if (!(past < 60)) return undefined;
      return /to/i.test(quarter ?? side ?? '')
        ? time((hour + 23) % 24, 60 - past, undefined)
        : time(hour, past, undefined);
    },
  },
  {
    // At 12.30, and half six, which is half past.
    pattern: /\b(?:at|around|about|by) (\d{1,2})\.([0-5]\d)(?![\d%]| ?(?:km|k\b|yuan|rmb|am\b|pm\b|a\.|p\.))/gi,
    read: ([, hour, minute]) =>
      numeral(hour) > 23
        ? undefined
        : time(numeral(hour), Number(minute), undefined, {
            exact: true,
            ...(numeral(hour) > 12 ? { literal: true } : {}),
          }),
  },
  {
    pattern: new RegExp(`\\bhalf ${HOUR}\\b(?! (?:hours?|days?|weeks?|dozen|thousand|hundred))`, 'gi'),
    read: ([, hour]) => time(numeral(hour), 30, undefined),
  },
  { pattern: new RegExp(`\\b${HOUR} ?o'?clock`, 'gi'), read: ([, hour]) => time(numeral(hour), 0, undefined) },
  { pattern: new RegExp(`\\b${HOUR} ?-?ish\\b`, 'gi'), read: ([, hour]) => time(numeral(hour), 0, undefined) },
  {
    pattern: new RegExp(
      `\\b(?:at|around|about|by|@)(?: (?:around|about|roughly|nearly))? ${HOUR}(?! and a half| (?:minutes )?(?:to|past)\\b| (?:[a-z']+ ){0,3}(?:road|street|avenue|lane)\\b)(?![\\d:.,/-]\\d|\\d|[\\s-]?(?:st|nd|rd|th|[ap]\\.?m\\b|o'?clock|hundred|thousand|k\\b|yuan|rmb|dollars|people|persons?|km|kilomet|met|minutes?|hours?|days?|weeks?|years?|cars?|percent|%))\\b`,
      'gi',
    ),
    read: ([, hour]) =>
      numeral(hour) > 24 ? undefined : time(numeral(hour), 0, undefined, numeral(hour) > 12 ? { literal: true } : {}),
  },
  {
    // "8 in the evening", "9 yesterday morning", "this morning 8", "yesterday 8".
    pattern: new RegExp(
      `(?<![\\d:.$¥/-])\\b${HOUR} (?=in the (?:morning|afternoon|evening)|at night|yesterday|this (?:morning|afternoon|evening)|last night|tonight)`,
      'gi',
    ),
    read: ([, hour]) => time(numeral(hour), 0, undefined),
  },
];

const MOMENTS: readonly Rule[] = [
  {
    pattern: new RegExp(
      `\\b(?:(half an?|${NUMBER}(?: and a half)?|an hour and a half)(?: (hours?|hrs?))?|(${NUMBER}) (hours?|hrs?),?(?: and)? (${NUMBER}) min(?:ute)?s?) ago\\b`,
      'gi',
    ),
    read: ([, said, unit, hours, , minutes]) => {
      if (hours) return back(numeral(hours) * 60 + numeral(minutes));
      if (/^an hour and a half$/i.test(said ?? '')) return back(90);
      return unit ? back(hoursOf(said ?? '') * 60) : undefined;
    },
  },
  {
    pattern: /\bhalf an hour ago\b|\b(an?|one|two|\d) hours? and a half ago\b/gi,
    read: ([, hours]) => back(hours ? numeral(hours) * 60 + 30 : 30),
  },
  {
    pattern: new RegExp(`\\b(${NUMBER}|a few|a couple of|\\d{2,3}) (?:min(?:ute)?s?) ago\\b`, 'gi'),
    read: ([, said = '']) => back(/few|couple/i.test(said) ? 5 : numeral(said)),
  },
  {
    pattern:
      /\bjust now\b|\b(?:a|two) (?:moments?|seconds?) ago\b|\bmoments ago\b|\bright now\b|\bjust (?=happened|been|got|had|hit|crashed|was|were|broke|fell|slipped|rear|bumped|scraped|stolen)|\b(?:i'?ve|has|have|was|had|i|he|she|someone|somebody|it|car) just (?!want|need|like|have a|wonder|ask)/gi,
    read: () => ({ kind: 'now' }),
  },
];

const back = (minutes: number): Meaning | undefined =>
  Number.isNaN(minutes) || minutes > 14_400
    ? undefined
    : { kind: 'moment', minutesBack: minutes, precision: minutes % 60 === 0 ? 'hour' : 'minute' };

function hoursOf(said: string): number {
  if (/^half/i.test(said)) return 0.5;
  const [whole = '', half] = said.split(/ and a half/i);
  return numeral(whole) + (half === undefined ? 0 : 0.5);
}

const OPEN: readonly Rule[] = [
  {
    pattern:
      /\bin (?:january|february|march|april|may|june|july|august|september|october|november|december)\b(?! \d)|\b(?:before|after|during|over) (?:the )?(?:spring festival|chinese new year|national day|christmas|may day|new year)\b|\brecently\b|\blately\b|\bthe other day\b|\b(?:some|long) time ago\b|\ba while (?:ago|back)\b|\b(?:a few|several|a couple(?: of)?|some|many) (?:days|weeks|hours|months|hrs)(?: ago)?\b|\b(?:last|this|over the|at the) (?:week|month|year|weekend)\b(?! on)|\bthese days\b|\b(?:a|one|two|three|\d+) (?:months?|years?) ago\b/gi,
    read: () => ask('vague'),
  },
  {
    pattern: new RegExp(
      `\\btomorrow\\b|\\bthe day after tomorrow\\b|\\bnext (?:week|month|year)\\b|\\bin ${NUMBER} (?:hours?|days?|minutes?|weeks?)\\b`,
      'gi',
    ),
    read: () => ask('future'),
  },
];

/** How English is read. */
export const ENGLISH: readonly Rule[] = [...DAYS, ...DAY_PARTS, ...TIMES, ...MOMENTS, ...OPEN];
