import { instant } from '../../../services/time/calendar.ts';
import { realDay } from './days.ts';
import { ask, dayOrNone, type Meaning, type Rule } from './tokens.ts';

/** What a clock time and a day are never written before: 1500元, 1530室. */
const A_COUNT =
  '(?!\\s?(?:[年元块次辆号室房]|米(?![粉线店兰])|人(?!民|行)|个(?!体)|公[里斤尺升分]|rmb|yuan|usd|cny|dollars?|pounds|km|kg|miles?|met(?:er|re)s?|people|users|%))';
const TWENTY_FOUR = '([01]\\d|2[0-3])([0-5]\\d)';
/** What four digits that are a time stand behind: a day. */
const AFTER_A_DAY =
  '(?<=(?:[昨今前][天日儿晚]|[\\d一二三四五六七八九十][日号]|[周期拜][一二三四五六日天]|\\b(?:yesterday|today|night|[a-z]{3,6}day|morning|afternoon|evening|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\\.?)|\\d(?:st|nd|rd|th)|[-/.]\\d{1,2}|\\d{8}),?\\s?(?:at |about |around |approx\\.? )?\\d{4})';

/** Dates and hours in figures, as they are written in every language. */
export const FIGURES: readonly Rule[] = [
  {
    pattern:
      /(?<!\d)(\d{4})-(\d{2})-(\d{2})(?:T|\s)(\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s?(Z\b|(?:UTC|GMT)(?![+-])|(?:UTC|GMT)?\+\d{1,2}(?::?\d{2})?|(?<=T\S{5,18})-\d{2}:?\d{2})(?!\d)/gi,
    read: ([, year, month, day, hour, minute, second = '0', zone = '']) =>
      stamp([year, month, day, hour, minute, second].map(Number), zone),
  },
  {
    pattern: /(?<![\d.])(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)[日号]?/gu,
    read: ([, year, month, date]) => dayOrNone(realDay(Number(year), Number(month), Number(date)), { firm: true }),
  },
  {
    pattern:
      /(?<![\da-z])(20\d{2})(\d{2})(\d{2})T([0-2]\d)([0-5]\d)([0-5]\d)?(?:[.,]\d{1,9})?(Z\b|[+-]\d{2}:?\d{2})(?!\d)/gi,
    read: ([, year, month, day, hour, minute, second = '0', zone = '']) =>
      stamp([year, month, day, hour, minute, second].map(Number), zone),
  },
  {
    // Not the number of an invoice or a claim.
    pattern:
      /(?<![\da-z]|[号码单]\S{0,2}\s?[:：]?|\b(?:ref|reference|no|number|invoice|claim|policy|order|id|code)(?: is)?\.?\s?[:#]?\s?)(20\d{2})(\d{2})(\d{2})(?![\dT]|-\d|号)/gi,
    read: ([, year, month, date]) => {
      const found = realDay(Number(year), Number(month), Number(date));
      return found && dayOrNone(found, { firm: true });
    },
  },
  {
    pattern: /(?<![\d:.])(\d{1,2}):(\d{2})(?::[0-5]\d)?(?![\d:])\s?(am|pm|a\.m\.?|p\.m\.?)?(?![a-z])/giu,
    read: ([, hour = '', minute, half]) => clock(hour, Number(minute), half),
  },
  {
    // 2026-11-20 18.30.
    pattern: /(?<=\d{4}[-/.]\d{1,2}[-/.]\d{1,2}日?,?\s)(\d{1,2})\.([0-5]\d)(?![\d.:])/g,
    read: ([, hour = '', minute]) => clock(hour, Number(minute), undefined),
  },
  {
    // PM3:20, 上午 AM 9:15.
    pattern: /(?<![a-z])([ap])\.?m\.?\s?(\d{1,2}):([0-5]\d)(?![\d:])/gi,
    read: ([, half, hour = '', minute]) => clock(hour, Number(minute), half),
  },
  {
    // 0545 on Sunday, 16h40.
    pattern: new RegExp(
      `(?<![\\d.:/-])(?:${TWENTY_FOUR}(?= (?:on (?:[a-z]+day|the \\d)|yesterday|today|this morning|last night))|([01]?\\d|2[0-3])h([0-5]\\d)\\b)`,
      'gi',
    ),
    read: ([, hour, minute, hour2, minute2]) => literal(hour ?? hour2, minute ?? minute2),
  },
  {
    // 1845 hrs, 1920h.
    pattern: new RegExp(`(?<![\\d.:/-])${TWENTY_FOUR}\\s?(?:hrs?|hours|h)\\b`, 'gi'),
    read: ([, hour, minute]) => literal(hour, minute),
  },
  {
    pattern: new RegExp(`(?<!\\d)${TWENTY_FOUR}(?![\\d.:/-])${A_COUNT}${AFTER_A_DAY}`, 'giu'),
    read: ([, hour, minute]) => literal(hour, minute),
  },
];

const literal = (hour: string | undefined, minute: string | undefined): Meaning => ({
  kind: 'time',
  hour: Number(hour),
  minute: Number(minute),
  literal: true,
  written: true,
  exact: true,
});

function clock(hour: string, minute: number, half: string | undefined): Meaning | undefined {
  const number = Number(hour);
  if (number > 30) return undefined;
  if (number > 24 || minute > 59) return ask('impossible-hour');
  return {
    kind: 'time',
    hour: number,
    minute,
    written: true,
    exact: true,
    ...(hour.length === 2 && (hour.startsWith('0') || number > 12) ? { literal: true as const } : {}),
    ...(half && number <= 12 ? { half: /^a/i.test(half) ? ('am' as const) : ('pm' as const) } : {}),
  };
}

function stamp([year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0]: number[], zone: string): Meaning {
  if (!realDay(year, month, day)) return ask('impossible-date');
  if (hour > 23 || minute > 59 || second > 59) return ask('impossible-hour');
  const [, sign = '+', hours = '0', minutes = '0'] = /([+-])(\d{1,2}):?(\d{2})?$/.exec(zone) ?? [];
  const ahead = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
  const utc = instant({ year, month, day, hour, minute, second }, 'UTC');
  return { kind: 'instant', instant: new Date(utc.getTime() - ahead * 60_000) };
}
