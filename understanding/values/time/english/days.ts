import type { WallClock } from '../../../../services/time/calendar.ts';
import { dayOf, midnight, realDay, shift, weekdayIn, weekdayOf } from '../days.ts';
import { ENGLISH_FESTIVALS } from '../festivals.ts';
import { ask, dayOrNone, type Meaning, type PartOfDay, type Rule } from '../tokens.ts';
import { ENGLISH_DATES, fullYear, WEEKDAY, WEEKDAYS } from './dates.ts';
import { AGO, NUMBER, numeral, ORDINAL_WORD } from './numbers.ts';

/* Long: days as they are counted from now, or from another day. */

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
  {
    pattern: /\b(?:yesterday|yest?erday|yest(?:urday|erdy)?|ystday|ytd|yday|y'day|ystd)\b(?:'s)?/gi,
    read: (_, now) => dayOrNone(shift(now, -1)),
  },
  { pattern: /\b(?:earlier )?today\b/gi, read: (_, now) => dayOrNone(midnight(now)) },
  {
    pattern: /\b(?:(?:earlier )?this (morning|afternoon|evening|noon|lunchtime)|(tonight))\b/gi,
    read: ([, part], now) =>
      part
        ? { kind: 'day', days: /evening/i.test(part) ? tonight(now) : [midnight(now)], part: partNamed(part) }
        : { kind: 'day', days: tonight(now), part: 'evening' },
  },
  {
    pattern: /\b(?:last (?:night|nite|evening)|yesterday (?:at )?night|overnight)\b/gi,
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
    // The day before the flight: told from the day that was said with it.
    pattern: new RegExp(
      `\\b(?:the )?(?:(${NUMBER}) )?(day|night|evening|morning|afternoon)s? (before|after|of) (?:the|my|our|his|her|their|your) (?!${ORDINAL_WORD}|${ENGLISH_FESTIVALS}|day\\b|night\\b|weekend\\b)([a-z]{3,})`,
      'gi',
    ),
    read: ([, count, unit = 'day', side = '', anchor = '']) => {
      const days = count ? numeral(count) : 1;
      if (!Number.isInteger(days)) return ask('vague');
      const by = /of/i.test(side) ? 0 : /after/i.test(side) ? days : -days;
      return { kind: 'from-there', days: by, anchor, ...(/^day/i.test(unit) ? {} : { part: nightOr(unit) }) };
    },
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
  if (/afternoon|arvo/.test(said)) return 'afternoon';
  if (/noon|lunch|midday/.test(said)) return 'noon';
  return /evening|dusk|sunset|tea ?time/.test(said) ? 'evening' : 'night';
}

/** How days are told in English. */
export const ENGLISH_DAYS: readonly Rule[] = [...ENGLISH_DATES, ...RELATIVE];
