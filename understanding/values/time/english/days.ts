import type { WallClock } from '../../../../services/time/calendar.ts';
import {
  dayOf,
  isAfter,
  latestWithNumber,
  latestYear,
  midnight,
  nthWeekday,
  realDay,
  shift,
  weekdayIn,
  weekdayOf,
} from '../days.ts';
import { ENGLISH_FESTIVALS, festival, festivalInYear } from '../festivals.ts';
import { ask, dayOrNone, type Meaning, type PartOfDay, type Rule } from '../tokens.ts';
import { AGO, NUMBER, numeral, ORDINAL_WORD, ordinal } from './numbers.ts';

/* Long: the grammar of days in English. */

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
/** "sat" and "sun" alone are words of their own. */
const WEEKDAY =
  '(monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tues?|wed|thu(?:rs?)?|fri|(?<=(?:on|last|this|past)\\s)(?:sat|sun)|(?:sat|sun)(?=\\s(?:\\d|morning|afternoon|evening|night)))';
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
  '(january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\\b\\.?';
const ORDINAL = `(\\d{1,2}(?:st|nd|rd|th)?|${ORDINAL_WORD})`;
/** A year beside a date; 1845 there is an hour. */
const YEAR =
  "(?:,? (?:in )?((?:19[6-9]|20[0-3])\\d(?!:)|(?<=[a-z]\\.? )(?:1\\d|2\\d)(?=,|$|\\.\\s)|'\\d\\d|(?:of )?(?:last|this) year))?";

const monthOf = (name = ''): number => MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
const fullYear = (said: string, now: WallClock): number => {
  if (said.length > 2) return Number(said);
  return (Number(said) > now.year % 100 ? 1900 : 2000) + Number(said);
};

function named(month: number, date: number, year: string | undefined, now: WallClock): Meaning {
  if (year) {
    const said = /year/i.test(year) ? now.year - (/last/i.test(year) ? 1 : 0) : fullYear(year.replace("'", ''), now);
    return dayOrNone(realDay(said, month, date), { firm: true });
  }
  const inYear = (other: number) => realDay(other, month, date);
  return dayOrNone(latestYear(now, inYear), { inYear });
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
  if (found && other && (found.month !== other.month || found.day !== other.day))
    return { kind: 'day', days: [found, other], doubt: 'day-or-month', firm: true };
  return dayOrNone(found, { firm: true });
}

const DATES: readonly Rule[] = [
  {
    pattern: new RegExp(`\\b(?:the )?${ORDINAL} (?:day )?(?:of )?${MONTH}${YEAR}`, 'gi'),
    read: ([, date, month, year], now) => named(monthOf(month), ordinal(date), year, now),
  },
  {
    pattern: new RegExp(`\\b${MONTH} (?:the )?${ORDINAL}(?![\\d:/]|\\.\\d)${YEAR}`, 'gi'),
    read: ([, month, date, year], now) => named(monthOf(month), ordinal(date), year, now),
  },
  {
    // Last month on the 15th, on the 15th last month, the third of this month.
    pattern: new RegExp(
      `\\b(last|this) month,? (?:on )?the ${ORDINAL}\\b|\\bthe ${ORDINAL},? (?:of )?(last|this) month\\b`,
      'gi',
    ),
    read: ([, which, after, before, which2], now) => {
      const month = dayOf(now.year, now.month - (/last/i.test(which ?? which2 ?? '') ? 1 : 0), 1);
      return dayOrNone(realDay(month.year, month.month, ordinal(after ?? before)));
    },
  },
  {
    pattern: new RegExp(`\\b(?:the )?${ORDINAL} of (?:the|this) month\\b`, 'gi'),
    read: ([, date], now) => dayOrNone(latestWithNumber(now, ordinal(date))),
  },
  {
    // The second Sunday in October.
    pattern: new RegExp(`\\b(?:the )?(first|second|third|fourth) ${WEEKDAY} (?:of|in) ${MONTH}`, 'gi'),
    read: ([, nth = '', name = '', month], now) => {
      const inYear = (year: number) =>
        nthWeekday(year, monthOf(month), WEEKDAYS.indexOf(name.slice(0, 3).toLowerCase()), ordinal(nth));
      return dayOrNone(latestYear(now, inYear), { inYear });
    },
  },
  {
    pattern: /(?<![\d./-])(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?![\d/])/g,
    read: ([, first, second, year = ''], now) => inFigures(Number(first), Number(second), fullYear(year, now), now),
  },
  {
    pattern: /(?<![\d./-])(\d{1,2})\/(\d{1,2})(?![\d/]|\s?[a-z%](?!t\b))/gi,
    read: ([whole, first, second], now) =>
      whole === '24/7' ? undefined : inFigures(Number(first), Number(second), undefined, now),
  },
  {
    pattern: new RegExp(
      `\\b(?:the )?(\\d{1,2}(?:st|nd|rd|th)|(?:twenty|thirty)[- ]\\w+(?<=${ORDINAL_WORD})|(?<=\\b(?:on|was) the )(?:fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\\w+teenth|twentieth|thirtieth))\\b(?! (?:floor|ring|street|avenue|time|road|lane|gate|exit|party|one|car|day|hole|birthday|anniversary|century|place|grade|year|class|step|row|of \\w+ (?:street|road)))`,
      'gi',
    ),
    read: ([, date], now) => dayOrNone(latestWithNumber(now, ordinal(date))),
  },
  {
    pattern: new RegExp(`\\b(?:(last|this) (?:year's )?)?(${ENGLISH_FESTIVALS})(?:,? (20\\d{2}))?\\b(?! eve\\b)`, 'gi'),
    read: ([, which, name = '', year], now) => {
      const inYear = festivalInYear(name);
      const said = year ? Number(year) : which?.toLowerCase() === 'this' ? now.year : undefined;
      return dayOrNone(festival(name, now, said), {
        ...(said ? { firm: true } : {}),
        ...(inYear ? { inYear } : {}),
        ...(/night$/i.test(name) ? { part: 'evening' } : {}),
      });
    },
  },
];

const RELATIVE: readonly Rule[] = [
  {
    pattern:
      /\b(?:yesterday|last night),? or (?:maybe |perhaps |possibly )?(?:on )?the (?:day|night) before(?! yesterday| last)\b|\b(?:yesterday|today),? or (?:maybe |perhaps )?(?:today|yesterday|(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b/gi,
    read: () => ask('which-time'),
  },
  { pattern: /\b(?:the )?day before yesterday\b/gi, read: (_, now) => dayOrNone(shift(now, -2)) },
  {
    pattern: /\b(?:the )?(night|evening) before last\b/gi,
    read: (_, now) => dayOrNone(shift(now, -2), { part: 'last-night' }),
  },
  { pattern: /\b(?:yesterday|yest?erday|yday|y'day|ystd)\b(?:'s)?/gi, read: (_, now) => dayOrNone(shift(now, -1)) },
  { pattern: /\b(?:earlier )?today\b/gi, read: (_, now) => dayOrNone(midnight(now)) },
  {
    pattern: /\b(?:(?:earlier )?this (morning|afternoon|evening|noon|lunchtime)|(tonight))\b/gi,
    read: ([, part], now) =>
      part
        ? { kind: 'day', days: /evening/i.test(part) ? tonight(now) : [midnight(now)], part: partNamed(part) }
        : { kind: 'day', days: tonight(now), part: 'evening' },
  },
  {
    pattern: /\b(?:last (?:night|evening)|yesterday (?:at )?night|overnight)\b/gi,
    read: (_, now) => dayOrNone(shift(now, -1), { part: 'last-night' }),
  },
  {
    pattern: new RegExp(
      `\\b(?:${NUMBER}|${NUMBER}-) ?(?:or|to|-|–) ?${NUMBER} (?:day|night|week)s?${AGO}|\\b(?:a few|several|a couple(?: of)?|some) (?:day|night|week|month|year)s?${AGO}`,
      'gi',
    ),
    read: () => ask('vague'),
  },
  {
    pattern: new RegExp(`\\ba fortnight${AGO}`, 'gi'),
    read: (_, now) => dayOrNone(shift(now, -14), { approximate: true }),
  },
  {
    pattern: new RegExp(`\\b(${NUMBER}) (week|fortnight|month|year)s?${AGO} (today|yesterday|to the day)\\b`, 'gi'),
    read: ([, said, unit, from], now) => {
      const number = numeral(said);
      if (!Number.isInteger(number)) return ask('vague');
      const origin = shift(now, from?.toLowerCase() === 'yesterday' ? -1 : 0);
      if (/week/i.test(unit ?? '')) return dayOrNone(shift(origin, -7 * number));
      if (/fortnight/i.test(unit ?? '')) return dayOrNone(shift(origin, -14 * number));
      const years = /year/i.test(unit ?? '');
      const month = dayOf(origin.year - (years ? number : 0), origin.month - (years ? 0 : number), 1);
      return dayOrNone(realDay(month.year, month.month, origin.day), { firm: true });
    },
  },
  {
    pattern: /\b(?:this (?:day|date)|today) last (year|month|week)\b/gi,
    read: ([, unit], now) => {
      if (/week/i.test(unit ?? '')) return dayOrNone(shift(now, -7));
      const month = dayOf(
        now.year - (/year/i.test(unit ?? '') ? 1 : 0),
        now.month - (/month/i.test(unit ?? '') ? 1 : 0),
        1,
      );
      return dayOrNone(realDay(month.year, month.month, now.day), { firm: true });
    },
  },
  {
    pattern: new RegExp(`\\b(${NUMBER}) years?${AGO}(?! (?:today|to the day|last|this))`, 'gi'),
    read: ([, said], now) => ({ kind: 'year', year: now.year - numeral(said) }),
  },
  {
    // One Friday, a Friday, a week last Friday: which one?
    pattern: new RegExp(
      `\\b(?:(?:${NUMBER}) weeks? (?:last|past|on|from|since|before) |(?:one|some|a|that) )${WEEKDAY}\\b(?! (?:morning|night)\\b)`,
      'gi',
    ),
    read: () => ask('vague'),
  },
  {
    // Two Fridays ago: last Friday is one.
    pattern: new RegExp(`\\b(two|three|2|3) (mon|tues|wednes|thurs|fri|satur|sun)days${AGO}`, 'gi'),
    read: ([, said, name = ''], now) => {
      const weekday = WEEKDAYS.indexOf(name.slice(0, 3).toLowerCase());
      const latest = weekdayIn(now, weekday, weekday < weekdayOf(now) ? 0 : -1);
      return dayOrNone(shift(latest, -7 * (numeral(said) - 1)), { weekday: 'named' });
    },
  },
  {
    pattern: new RegExp(`\\b(${NUMBER}) (day|night|evening|morning|afternoon|week)s?${AGO}`, 'gi'),
    read: ([, said, unit = ''], now) => {
      const number = numeral(said);
      if (!Number.isInteger(number)) return ask('vague');
      if (/week/i.test(unit)) return dayOrNone(shift(now, -7 * number), { approximate: true });
      return dayOrNone(shift(now, -number), /day/i.test(unit) ? {} : { part: nightOr(unit) });
    },
  },
  {
    pattern: new RegExp(
      `(?<!\\b(?:first|second|third|fourth|1st|2nd|3rd|4th) )\\b(?:(last|past|this past|this|next|the previous) (?:week(?:'s)? )?)?${WEEKDAY}\\b(?:,? (?:of )?(last week|the week before last|the previous week|this week|next week|before last|(?:just )?gone|just past))?`,
      'gi',
    ),
    read: ([, before = '', name = '', after = ''], now) =>
      weekdayNamed(before.toLowerCase(), name, after.toLowerCase(), now),
  },
  {
    pattern:
      /\b(?:the )?(?:next|following) (day|morning|afternoon|evening|night)\b|\b(?:the )?(day|morning|night) after(?: that)?(?=[,.!?]|$)/gi,
    read: ([, part, part2]) => besideIt(1, part ?? part2),
  },
  {
    pattern:
      /\bthe (?:previous|preceding) (day|night|evening)\b|\bthe (day|night|evening) before(?: that| it)?(?=[,.!?;]|$| (?:at|around|about)\b)/gi,
    read: ([, part, part2]) => besideIt(-1, part ?? part2),
  },
  {
    pattern: /\b(?:that|the same|that same|the very same) (day|morning|afternoon|evening|night)\b/gi,
    read: ([, part]) => besideIt(0, part),
  },
  {
    pattern:
      /(?<![\d'])(?:\b(?:in|of|back in|from) )?(?:'(\d\d)(?!\d|s\b)|(?<=\b(?:in|of) )((?:19[6-9]|20[0-3])\d)\b|\b(last|this) year\b(?!'s))/gi,
    read: ([, short, full, which], now) => ({
      kind: 'year',
      year: which ? now.year - (/last/i.test(which) ? 1 : 0) : fullYear(short ?? full ?? '', now),
    }),
  },
];

/** The evening that is meant by tonight: after midnight, the one that is over. */
const tonight = (now: WallClock): WallClock[] => (now.hour < 5 ? [shift(now, -1), midnight(now)] : [midnight(now)]);

const besideIt = (days: number, part = 'day'): Meaning => ({
  kind: 'from-there',
  days,
  ...(/^day$/i.test(part) ? {} : { part: nightOr(part) }),
});

/** A night that is named by its day reaches into the next. */
const nightOr = (said: string): PartOfDay => (/night/i.test(said) ? 'last-night' : partNamed(said));

function weekdayNamed(before: string, name: string, after: string, now: WallClock): Meaning {
  const weekday = WEEKDAYS.indexOf(name.slice(0, 3).toLowerCase());
  const today = weekdayOf(now);
  const latest = weekdayIn(now, weekday, weekday < today ? 0 : -1);
  if (before === 'next' || after === 'next week') return ask('future');
  if (/before last/.test(after)) return dayOrNone(weekdayIn(now, weekday, -2), { weekday: 'named' });
  if (/last week|previous week/.test(after)) return dayOrNone(weekdayIn(now, weekday, -1), { weekday: 'named' });
  if (/gone|just past/.test(after) || /past$/.test(before)) return dayOrNone(latest, { weekday: 'named' });
  if (before === 'this' || after === 'this week') return dayOrNone(weekdayIn(now, weekday, 0), { weekday: 'named' });
  if (/^(?:last|the previous)$/.test(before)) {
    const lastWeeks = weekdayIn(now, weekday, -1);
    // "Last Monday" said on a Wednesday: two days ago to some, nine to others.
    return weekday < today
      ? { kind: 'day', days: [latest, lastWeeks], weekday: 'named', doubt: 'which-week' }
      : dayOrNone(lastWeeks, { weekday: 'named' });
  }
  if (weekday === today)
    return { kind: 'day', days: [midnight(now), shift(now, -7)], weekday: 'alone', doubt: 'which-day' };
  return dayOrNone(latest, { weekday: 'alone' });
}

/** The part of the day that English calls so. */
export function partNamed(words: string): PartOfDay {
  const said = words.toLowerCase();
  if (/small hours|dawn|early hours/.test(said)) return 'small-hours';
  if (/morning/.test(said)) return 'morning';
  if (/afternoon/.test(said)) return 'afternoon';
  if (/noon|lunch|midday/.test(said)) return 'noon';
  return /evening|dusk|sunset/.test(said) ? 'evening' : 'night';
}

/** How days are told in English. */
export const ENGLISH_DAYS: readonly Rule[] = [...DATES, ...RELATIVE];
