import type { WallClock } from '../../../../services/time/calendar.ts';
import { dayOf, isAfter, latestWithNumber, latestYear, nthWeekday, realDay } from '../days.ts';
import { ENGLISH_FESTIVALS, festival, festivalInYear } from '../festivals.ts';
import { latestLunar, lunarDay } from '../lunar.ts';
import { ask, dayOrNone, type Meaning, type Rule } from '../tokens.ts';
import { ORDINAL_WORD, ordinal } from './numbers.ts';

/* Days by their dates and names. */

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
/** "sat" and "sun" alone are words of their own. */
export const WEEKDAY =
  '(monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tues?|wed|thu(?:rs?)?|fri|(?<=(?:on|last|this|past)\\s)(?:sat|sun)|(?:sat|sun)(?=\\s(?:\\d|morning|afternoon|evening|night)))';
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
  '(january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\\b\\.?';
const ORDINAL = `(\\d{1,2}(?:st|nd|rd|th)?|${ORDINAL_WORD})`;
/** A year beside a date; 1845 there is an hour. */
const YEAR =
  "(?:,? (?:in )?((?:19[6-9]|20[0-3])\\d(?!:)|(?<=[a-z]\\.? )(?:1\\d|2\\d)(?=,|$|\\.\\s)|'\\d\\d|(?:of )?(?:last|this) year))?";

const monthOf = (name = ''): number => MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
export const fullYear = (said: string, now: WallClock): number => {
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

/** Days that are told by their number, their month or their name. */
export const ENGLISH_DATES: readonly Rule[] = [
  {
    // 20-Nov-2026, 20Nov.
    pattern: new RegExp(`(?<![\\d-])(\\d{1,2})-?${MONTH}(?:-(\\d{4}|\\d{2}))?(?![a-z-])`, 'gi'),
    read: ([, date, month, year], now) => named(monthOf(month), Number(date), year, now),
  },
  {
    // The 15th day of the seventh lunar month.
    pattern: new RegExp(
      `\\b(?:the )?${ORDINAL} (?:day )?of the ${ORDINAL} (?:lunar|chinese) month\\b|\\b(?:the )?${ORDINAL} lunar month,? (?:the )?${ORDINAL}(?: day)?\\b`,
      'gi',
    ),
    read: ([, day, month, month2, day2], now) => {
      const [of, on] = [ordinal(month ?? month2), ordinal(day ?? day2)];
      return dayOrNone(latestLunar(now, of, on), { inYear: (year) => lunarDay(year, of, on) });
    },
  },
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
      `\\b(?:the )?(\\d{1,2}(?:st|nd|rd|th)|(?:twenty|thirty)[- ]\\w+(?<=${ORDINAL_WORD})|(?<=\\b(?:on|was) the )(?:(?:first|second|third)(?= (?:at|around|about|in the)\\b|[,.]|$)|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\\w+teenth|twentieth|thirtieth))\\b(?! (?:floor|ring|street|avenue|time|road|lane|gate|exit|party|one|car|day|hole|birthday|anniversary|century|place|grade|year|class|step|row|of \\w+ (?:street|road)))`,
      'gi',
    ),
    read: ([, date], now) => dayOrNone(latestWithNumber(now, ordinal(date))),
  },
  {
    pattern: new RegExp(
      `\\b(?:(last|this) (?:year's )?)?(${ENGLISH_FESTIVALS})(?:,? (20\\d{2}))?\\b(?! eve\\b| (?:weekend|week|holidays?|break|season|period|market|party|time)\\b)`,
      'gi',
    ),
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
