import { ask, type Meaning, type Rule } from '../tokens.ts';
import { partNamed } from './days.ts';
import { AGO, NUMBER, numeral } from './numbers.ts';

/* Long: the grammar of hours in English. */

const DAY_PARTS: readonly Rule[] = [
  {
    pattern:
      /\b(?<!good )(?:(?:in the |early |late |mid-?)*(?:small hours|early hours|morning|mornin|afternoon|arvo|evening)|at (?:night|nite)|(?:at |around |before )?(?:dawn|dusk|sunset)|(?:around |at |about )?(?:lunch ?time|bed ?time|tea ?time)|ni(?:ght|te)(?! shift| bus| club))\b/gi,
    read: ([said]) => ({ kind: 'part', part: partNamed(said) }),
  },
  {
    pattern: /\b(?:noon|midday)\b(?=,? (?:at |around |about )?\d{1,2}[.:]\d)/gi,
    read: () => ({ kind: 'part', part: 'noon' }),
  },
  {
    pattern: /\b(?:noon|midday)\b(?!,? (?:at |around |about )?\d{1,2}[.:]\d)/gi,
    read: () => ({ kind: 'time', hour: 12, minute: 0, literal: true }),
  },
  {
    // What had gone midnight was early in the morning.
    pattern:
      /\b(?:(?:already |just |well |had |it had |it was )*(?:gone|past|after) midnight)\b(?=.{0,60}\b(?:\d|one|two|three|four|half|quarter))/gi,
    read: () => ({ kind: 'part', part: 'small-hours' }),
  },
  {
    // Half past midnight, quarter past midnight.
    pattern:
      /\b(?:half|(?:a )?quarter|(five|ten|twenty|twenty[- ]five|\d{1,2})(?: minutes)?) past (?:midnight|twelve at night)\b/gi,
    read: ([whole, minutes]) =>
      time(0, /^half/i.test(whole) ? 30 : minutes ? numeral(minutes.replace(' ', '-')) : 15, undefined, {
        literal: true,
      }),
  },
  { pattern: /\bmidnight\b/gi, read: () => ({ kind: 'part', part: 'midnight' }) },
];

const HOUR = '(\\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)';
const HALF = '([ap])\\.?\\s?m\\b\\.?';
const MINUTE_WORDS =
  '(oh[- ]five|five|ten|fifteen|twenty|twenty[- ]five|thirty|thirty[- ]five|forty|forty[- ]five|fifty|fifty[- ]five)';
/** What a number stands behind that is an hour. */
const AT =
  '(?:at|around|about|by|@|circa|approx\\.?|approximately|roughly|nearly|nearer|closer to|more like|just (?:after|before|past))';

const time = (hour: number, minute: number, half: string | undefined, more: object = {}): Meaning | undefined => {
  if (hour > 30) return undefined;
  if (hour > 24 || minute > 59) return ask('impossible-hour');
  return {
    kind: 'time',
    hour,
    minute,
    ...(minute > 0 ? { exact: true as const } : {}),
    ...(half && hour > 12 ? { literal: true as const } : {}),
    ...(half && hour <= 12 ? { half: /a/i.test(half) ? ('am' as const) : ('pm' as const) } : {}),
    ...more,
  };
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
    pattern: new RegExp(`(?<![\\d:.$¥])${HOUR}(?:[:.]?([0-5]\\d)(?::[0-5]\\d)?)? ?${HALF}`, 'gi'),
    read: ([, hour, minute, half]) => time(numeral(hour), Number(minute ?? 0), half),
  },
  {
    pattern: new RegExp(
      `\\b(?:(half past)|(?:a )?quarter (past|to|before|after)|(\\d{1,2}|five|ten|twenty|twenty[- ]five)(?: minutes?| mins?)? (past|to|before|after)) ${HOUR}\\b(?: ?${HALF})?(?! (?:minutes|hours|days|weeks))`,
      'gi',
    ),
    read: ([, half, quarter, minutes, side, said, noon]) => {
      const hour = numeral(said);
      const past = half ? 30 : quarter ? 15 : numeral(minutes?.replace(' ', '-'));
      if (!(past < 60)) return undefined;
      return /to|before/i.test(quarter ?? side ?? '')
        ? time(hour === 1 ? 12 : (hour + 23) % 24, 60 - past, noon)
        : time(hour, past, noon);
    },
  },
  {
    // Five to midnight, ten past noon.
    pattern:
      /\b(?:(?:a )?quarter|(\d{1,2}|five|ten|twenty|twenty[- ]five)(?: minutes?| mins?)?) (to|before|past|after) (midnight|noon|midday)\b/gi,
    read: ([, minutes, side = '', of = '']) => {
      const past = minutes ? numeral(minutes.replace(' ', '-')) : 15;
      if (!(past > 0 && past < 60)) return undefined;
      const isBefore = /to|before/i.test(side);
      if (/midnight/i.test(of))
        return isBefore ? time(23, 60 - past, undefined, { literal: true }) : ask('which-night');
      return time(isBefore ? 11 : 12, isBefore ? 60 - past : past, undefined, { literal: true });
    },
  },
  {
    // Six fifteen am, seven thirty, eight oh five.
    pattern: new RegExp(
      `\\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)[- ]${MINUTE_WORDS}\\b(?: ?${HALF})?(?! (?:minutes|hours|days|weeks|people|yuan|dollars|percent|thousand|hundred)|-)`,
      'gi',
    ),
    read: ([, hour, minute = '', half]) =>
      time(numeral(hour), /^oh/i.test(minute) ? 5 : numeral(minute.replace(' ', '-')), half),
  },
  {
    // At 12.30, and half six, which is half past.
    pattern: new RegExp(
      `\\b${AT} (\\d{1,2})\\.([0-5]\\d)(?![\\d%]| ?(?:km|k\\b|yuan|rmb|am\\b|pm\\b|a\\.|p\\.|m\\b|metres|meters|miles|tons?|kg))`,
      'gi',
    ),
    read: ([, hour, minute]) =>
      numeral(hour) > 23
        ? undefined
        : time(numeral(hour), Number(minute), undefined, {
            exact: true,
            ...(numeral(hour) > 12 ? { literal: true } : {}),
          }),
  },
  {
    // Sunday, 8.30; 9.15 at night.
    pattern:
      /(?<=(?:day|yesterday|\d(?:st|nd|rd|th)|ago|night|morning|afternoon|evening|noon|midday),? )(\d{1,2})\.([0-5]\d)(?![\d.%]| ?(?:km|k\b|yuan|rmb|m\b|miles|kg|am\b|pm\b|a\.m|p\.m))|(?<![\d.])\b(\d{1,2})\.([0-5]\d)(?= (?:in the (?:morning|afternoon|evening)|at night|yesterday|last night|this (?:morning|afternoon|evening)|that (?:morning|afternoon|evening|night)|(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|on the \d))/gi,
    read: ([, hour, minute, hour2, minute2]) => {
      const number = numeral(hour ?? hour2);
      return number > 23
        ? undefined
        : time(number, Number(minute ?? minute2), undefined, {
            exact: true,
            ...(number > 12 ? { literal: true } : {}),
          });
    },
  },
  {
    pattern: /\bthis time (?=yesterday|last|on)/gi,
    read: (_, now) => time(now.hour, now.minute, undefined, { literal: true, exact: true }),
  },
  {
    // At 2210.
    pattern:
      /(?<!\b[a-z]+ed )\b(?:at|@) ([01]\d|2[0-3])([0-5]\d)(?![\d.:/-]|\s?(?:yuan|rmb|usd|dollars|pounds|m\b|km|metres|meters|miles|feet|ft|kg|rpm|[A-Z][a-z]+ (?:Road|Street|Avenue)))/g,
    read: ([, hour, minute]) =>
      time(Number(hour), Number(minute), undefined, { exact: true, literal: true, written: true }),
  },
  {
    pattern: new RegExp(`\\bhalf ${HOUR}\\b(?! (?:hours?|days?|weeks?|dozen|thousand|hundred))`, 'gi'),
    read: ([, hour]) => time(numeral(hour), 30, undefined),
  },
  {
    // Nine and a half in the evening, at nine and a half.
    pattern: new RegExp(
      `(?:\\b${AT} |(?<=\\b(?:day|night|morning|afternoon|evening|yesterday|today),? ))${HOUR} and (?:a |one )?half\\b(?! (?:hours?|days?|weeks?|thousand|hundred|years?))|\\b${HOUR} and (?:a |one )?half(?= (?:in the (?:morning|afternoon|evening)|at night|yesterday|last night|this (?:morning|afternoon|evening)))`,
      'gi',
    ),
    read: ([, hour, hour2]) => time(numeral(hour ?? hour2), 30, undefined),
  },
  {
    // In the evening, maybe 8; last night, say ten; Saturday afternoon, 2 or so.
    pattern: new RegExp(
      `(?<=\\b(?:morning|afternoon|arvo|evening|night|bedtime|lunch ?time|dusk|dawn)[,.;]? (?:(?:maybe|perhaps|probably|say|like|i['’]?d say|i think|must have been|it was|would be) )?)${HOUR}(?=(?:,? or so|,? i think|,? i['’]?d say)?(?:$|[,.;!?](?!\\d)))`,
      'gi',
    ),
    read: ([, hour]) => (numeral(hour) > 12 ? undefined : time(numeral(hour), 0, undefined)),
  },
  {
    // At 14 hours, 14h.
    pattern: /\b(?:at |around |about )(1[3-9]|2[0-3]) ?(?:hours|hrs|h)\b(?! (?:ago|later|after|before))/gi,
    read: ([, hour]) => time(numeral(hour), 0, undefined, { literal: true }),
  },
  { pattern: new RegExp(`\\b${HOUR} ?o['. ]?clock`, 'gi'), read: ([, hour]) => time(numeral(hour), 0, undefined) },
  { pattern: new RegExp(`\\b${HOUR} ?-?ish\\b`, 'gi'), read: ([, hour]) => time(numeral(hour), 0, undefined) },
  {
    pattern: new RegExp(
      `\\b${AT}(?: (?:around|about|roughly|nearly))? ${HOUR}(?<! one(?= (?!(?:in|on|at|yesterday|today|this|that|last|when|while|and|but|or|i|we|he|she|the|my|a)\\b)[a-z]))(?! and a half|[- ]${MINUTE_WORDS}\\b| (?:minutes )?(?:to|past)\\b| (?:[a-z']+ ){0,3}(?:road|street|avenue|lane)\\b)(?![\\d:.,/-]\\d|\\d|[\\s-]?(?:(?:st|nd|rd|th)\\b|[ap]\\.?m\\b|o'?clock|hundred|thousand|k\\b|yuan|rmb|dollars|people|persons?|km|kilomet|met|minutes?|hours?|days?|weeks?|years?|nights?|months?|cars?|percent|%|times|of\\b|o'))\\b`,
      'gi',
    ),
    read: ([, hour]) =>
      numeral(hour) > 24 ? undefined : time(numeral(hour), 0, undefined, numeral(hour) > 12 ? { literal: true } : {}),
  },
  {
    // This evening 6, Sunday morning 7.
    pattern: new RegExp(
      `(?<=\\b(?:morning|afternoon|evening|night),? )${HOUR}(?=$|[,.;!?](?!\\d)| (?:in|on|at|near|outside|when|while|by|my|i|we|he|she|the|a)\\b)`,
      'gi',
    ),
    read: ([, hour]) => (numeral(hour) > 24 ? undefined : time(numeral(hour), 0, undefined)),
  },
  {
    // "8 in the evening", "9 yesterday morning", "this morning 8", "yesterday 8".
    pattern: new RegExp(
      `(?<![\\d:.$¥/-])\\b${HOUR} (?=in the (?:morning|afternoon|evening|small hours)|at night|yesterday|this (?:morning|afternoon|evening)|last night|tonight)`,
      'gi',
    ),
    read: ([, hour]) => time(numeral(hour), 0, undefined),
  },
];

const MOMENTS: readonly Rule[] = [
  {
    pattern: new RegExp(
      `\\b(?:(half an?|${NUMBER}(?: and a half)?|an hour and a half)(?: (hours?|hrs?))?|(${NUMBER}) (hours?|hrs?),?(?: and)? (${NUMBER}) min(?:ute)?s?)(?: or so)?${AGO}`,
      'gi',
    ),
    read: ([, said, unit, hours, , minutes]) => {
      if (hours) return back(numeral(hours) * 60 + numeral(minutes));
      if (/^an hour and a half$/i.test(said ?? '')) return back(90);
      return unit ? back(hoursOf(said ?? '') * 60) : undefined;
    },
  },
  {
    pattern: new RegExp(`\\bhalf an hour${AGO}|\\b(an?|one|two|\\d) hours? and a half${AGO}`, 'gi'),
    read: ([, hours]) => back(hours ? numeral(hours) * 60 + 30 : 30),
  },
  {
    pattern: new RegExp(`\\b(${NUMBER}|a few|a couple of|\\d{2,3}) (?:min(?:ute)?s?)(?: or so)?${AGO}`, 'gi'),
    read: ([, said = '']) => back(/few|couple/i.test(said) ? 5 : numeral(said)),
  },
  {
    pattern: new RegExp(`\\b(?:a )?quarter of an hour${AGO}|\\bthree[- ]quarters of an hour${AGO}`, 'gi'),
    read: ([said]) => back(/three/i.test(said) ? 45 : 15),
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

/** How parts of the day and hours are told in English. */
export const ENGLISH_HOURS: readonly Rule[] = [...DAY_PARTS, ...TIMES, ...MOMENTS];
