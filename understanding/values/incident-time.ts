import { simplified } from '../../language/simplified.ts';
import { heard, windowOver } from '../../language/window.ts';
import type { IncidentTime } from '../../services/cases/kinds/incident.ts';
import { instant, type WallClock, wallClock } from '../../services/time/calendar.ts';
import { phrases } from '../phrases/phrases.ts';
import { withoutIdentifiers } from './kit/identifiers.ts';
import type { Reading, ReadingContext, ValueReader } from './kit/reading.ts';
import { anchored } from './time/anchored.ts';
import { CHINESE } from './time/chinese.ts';
import { isoDay, sameDay } from './time/days.ts';
import { ENGLISH } from './time/english.ts';
import { BEGINS } from './time/hours.ts';
import { byLibrary, LIBRARY_WINDOW } from './time/library.ts';
import type { TimeMention } from './time/mention.ts';
import { mentionsIn } from './time/mentions.ts';
import { withoutOtherNumbers } from './time/no-times.ts';
import { withHour, withoutHour } from './time/past.ts';
import { type Rule, type Token, tokensIn } from './time/tokens.ts';
import {
  asksForHours,
  namesAnHour,
  namesAnotherClock,
  namesAnotherDay,
  putsRightUnread,
  touchesUnread,
} from './time/unread.ts';

/** The rules here are linear, so they see more than the library does. */
const RULES_WINDOW = 400;

/** What times are written with, in figures and by their names: no word list. */
const RELEVANT =
  /[\d一二两三四五六七八九十半][点點月号號日:：]|\d\s?[-/]\s?\d|[今昨前][天日儿兒晚夜早]|[尋寻琴擒噙噚][日晚夜]|今朝|朝早|啱|刚[刚才被]|剛[剛才被]|凌晨|[早晚]上|[上中下]午|傍晚|半夜|[夜深]夜|(?:周|星期|礼拜|禮拜)[一二三四五六日天]|[天时時钟鐘头頭]以?前|春节|春節|国庆|國慶|元旦|中秋|端午|除夕|清明|五一|ago\b|yesterday|today|tonight|last (?:night|mon|tue|wed|thu|fri|sat|sun)|o'?clock|\d\s?[ap]\.?m|morning|afternoon|evening|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|june|july|august|september|october|november|december|just now/i;
/**
 * Days that are counted from other days, which the rules leave to the library: the second Friday of November. Shapes of
 * numerals and days' names: no word list.
 */
const FOR_THE_LIBRARY =
  /第[一二三四五]个(?:周|星期)|\b(?:first|second|third|fourth|last|1st|2nd|3rd|4th) (?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days ago\b|\b(?:days?|weeks?) (?:before|after) (?:christmas|new year|spring|national|mid|halloween)|\bfortnight\b|\b(?:january|february|march|april|june|july|august|september|october|november|december) the\b/i;
const CHINESE_SCRIPT = /\p{Script=Han}/u;

/** Who says no more clauses than this, and only an hour, means today's. */
const LONGEST_WITHOUT_DAY = 3;

/** What is said of a time, beside it and in it. */
const ofTimes = phrases('incident-time', [
  'approximately-before',
  'approximately-after',
  'approximately-in',
  'number-of-a-thing',
]);

/** Reads when an incident happened. Asks again for what is in the future, impossible, vague, or two times at once. */
export const incidentTime: ValueReader<IncidentTime> = (text, context) => readTime(text, context);

/** The same, and of an hour that may be of either half of the day (五点五十左右) the day, with the words: the hour stays open. */
export const incidentDay: ValueReader<IncidentTime> = (text, context) =>
  readTime(text, { ...context, dayIsEnough: true });

/** Whether an hour may stay open, where only its half of the day does. */
type TimeContext = ReadingContext & { dayIsEnough?: true };

function readTime(text: string, context: TimeContext): Reading<IncidentTime> {
  const now = wallClock(context.reference, context.zone);
  const said = withoutIdentifiers(heard(text, RELEVANT, RULES_WINDOW), context);
  const plain = withoutOtherNumbers(simplified(said).replace(/[’‘]/g, "'"));
  const tokens = anchored(plain, tokensIn(plain, rulesFor(plain), now));
  const reading = resolve(plain, tokens, now, context);
  if (reading !== 'nothing-said') return inTheirWords(reading, said, plain);
  const rest = windowOver(plain, FOR_THE_LIBRARY, LIBRARY_WINDOW);
  if (!FOR_THE_LIBRARY.test(rest)) return undefined;
  const more = byLibrary(rest, CHINESE_SCRIPT.test(rest) ? 'zh-CN' : 'en-US', now);
  if (!more.some(({ kind }) => kind === 'day')) return undefined;
  const found = resolve(rest, more, now, context);
  return found === 'nothing-said' ? undefined : found;
}

/** The rules of the text's language; of both for figures alone, and where both are mixed. */
function rulesFor(text: string): readonly Rule[] {
  const english = /[a-z]{2}/i.test(text);
  const chinese = CHINESE_SCRIPT.test(text);
  if (english === chinese) return BOTH;
  return english ? ENGLISH : CHINESE;
}
const BOTH = [...CHINESE, ...ENGLISH];

function resolve(
  text: string,
  tokens: readonly Token[],
  now: WallClock,
  context: TimeContext,
): Reading<IncidentTime> | 'nothing-said' {
  const told = mentionsIn(text, tokens);
  if ('ask' in told) return told;
  const { mentions, reasons, clauses } = told;
  const first = FIRST.find((reason) => reasons.includes(reason));
  if (first) return { ask: first };
  const dated = mentions.some(({ day, moment }) => day || moment);
  if (!dated) {
    const open = reasons.find((reason) => reason === 'vague' || reason === 'future');
    if (open) return { ask: open };
  }
  if (mentions.length > 0 && mentions.some(({ day, moment }) => !day && !moment) && told.othersDated)
    return { ask: 'which-time' };
  if (!dated && (told.isStanding || asksForHours(text, clauses)) && mentions.every(({ event }) => event !== 'incident'))
    return undefined;
  const dayIsSure = mentions.some(
    ({ day, moment, inherited }) => moment || (day && (day.weekday !== 'alone' || inherited)),
  );
  // A long tale that names no day isn't of today without saying so.
  const isNow = tokens.some(({ kind }) => kind === 'now');
  if (mentions.length > 0 && !dated && !isNow && told.all.length > LONGEST_WITHOUT_DAY) return { ask: 'vague' };
  // Its day was said elsewhere, and where it stands itself another day is named, or not even an hour.
  for (const { inherited, clause, time } of mentions)
    if (
      inherited &&
      ((inherited === 'others' && !time) || namesAnotherDay(text, told.all.slice(clause, clause + 1), tokens))
    )
      return { ask: 'vague' };
  if (mentions.length > 0 && !dayIsSure && (reasons.includes('vague') || namesAnotherDay(text, clauses, tokens)))
    return { ask: 'vague' };
  const otherYear = tokens.some((token) => token.kind === 'year' && token.year !== now.year && isKept(token));
  const [mention, ...others] = mentions;
  if (!mention) {
    if (told.onlyOthers === 'life' || told.onlyOthers === 'purchase') return undefined;
    if (told.onlyOthers || otherYear) return { ask: 'vague' };
    return tokens.some(({ kind }) => kind === 'now') ? justNow(text, tokens, context) : 'nothing-said';
  }
  if (otherYear && !mention.day?.firm) return { ask: 'vague' };
  if (putsRightUnread(clauses, tokens)) return { ask: 'which-time' };
  if (mentions.some((one) => touchesUnread(text, one, tokens))) return { ask: 'not-a-date' };
  if (
    !mention.time &&
    !mention.moment &&
    namesAnHour(text, clauses, told.all.slice(mention.clause, mention.clause + 1), tokens)
  )
    return { ask: 'not-a-date' };
  if (mention.time && namesAnotherClock(text, clauses, tokens)) return { ask: 'not-a-date' };
  const read = readMention(text, mention, told.around(mention), now, context);
  for (const other of others)
    if (!agree(read, readMention(text, other, told.around(other), now, context))) return { ask: 'which-time' };
  return read;

  function isKept({ at }: Token): boolean {
    return clauses.some((clause) => clause.at <= at && at < clause.end);
  }
}

/** What is asked about whatever else was said. */
const FIRST = ['impossible-date', 'impossible-hour', 'not-a-date', 'which-time'] as const;

const agree = (one: Reading<IncidentTime>, other: Reading<IncidentTime>): boolean =>
  one !== undefined &&
  other !== undefined &&
  'value' in one &&
  'value' in other &&
  one.value.date === other.value.date &&
  one.value.time === other.value.time;

function readMention(
  text: string,
  mention: TimeMention,
  words: string,
  now: WallClock,
  context: TimeContext,
): Reading<IncidentTime> {
  const { day, time, part, moment } = mention;
  const approximately = isApproximate(text, mention);
  if (moment?.kind === 'instant') {
    if (moment.instant > context.reference) return { ask: 'future' };
    return timeValue(
      wallClock(moment.instant, context.zone),
      { time: true, approximate: false, precision: 'minute' },
      wordsOf(text, mention),
      context,
    );
  }
  if (moment) {
    const clock = wallClock(new Date(context.reference.getTime() - moment.minutesBack * 60_000), context.zone);
    return timeValue(
      clock,
      { time: true, approximate: true, precision: moment.precision },
      wordsOf(text, mention),
      context,
    );
  }
  if (day?.doubt && day.days.length > 1) {
    const earlier = notToday(mention, now);
    return earlier ? readMention(text, earlier, words, now, context) : { ask: day.doubt };
  }
  if ((part === 'midnight' && !(day && time)) || (part === 'night' && !day && !time)) return { ask: 'which-night' };
  const hourKnown = time !== undefined && !time.open && !mention.between;
  const found = hourKnown ? withHour(mention, words, now) : withoutHour(mention, now);
  if ('ask' in found && found.ask === 'which-half' && context.dayIsEnough) {
    const onDay = withoutHour(mention, now);
    // Its words tell the hour as far as it was told.
    const said = wordsOf(text, mention);
    if (!('ask' in onDay))
      return timeValue(onDay, { time: false, approximate: false, precision: 'part-of-day' }, said, context);
  }
  if ('ask' in found) return found;
  const precision = hourKnown ? (time.exact ? 'minute' : 'hour') : part ? 'part-of-day' : 'day';
  const approximate = approximately || day?.approximate === true || time?.open === true || mention.between === true;
  return timeValue(found, { time: hourKnown, approximate, precision }, wordsOf(text, mention), context);
}

/** Tuesday night, said on a Tuesday morning, is a week ago: today's hasn't come. */
function notToday(mention: TimeMention, now: WallClock): TimeMention | undefined {
  const { day, part, time } = mention;
  if (day?.doubt !== 'which-day') return undefined;
  const isNight = part === 'night' || part === 'last-night' || part === 'evening';
  const from = time?.half === 'pm' && !time.open ? (time.hour % 12) + 12 : isNight ? EVENING : part ? BEGINS[part] : 0;
  if (now.hour >= from) return undefined;
  const days = day.days.filter((one) => !sameDay(one, now));
  const { doubt: _, ...decided } = day;
  return days.length === 1 ? { ...mention, day: { ...decided, days } } : undefined;
}
/** A night begins no earlier. */
const EVENING = 17;

/** "Just now" says the hour by itself only where no other word of time stands beside it. */
const justNow = (text: string, tokens: readonly Token[], context: ReadingContext): Reading<IncidentTime> => {
  const token = tokens.find(({ kind }) => kind === 'now');
  const clock = wallClock(context.reference, context.zone);
  return timeValue(
    clock,
    { time: true, approximate: true, precision: 'minute' },
    text.slice(token?.at, token?.end),
    context,
  );
};

const isApproximate = (text: string, { at, end }: TimeMention): boolean =>
  ofTimes['approximately-in'].test(text.slice(at, end)) ||
  ofTimes['approximately-before'].test(text.slice(Math.max(0, at - 12), at)) ||
  ofTimes['approximately-after'].test(text.slice(end, end + 6));

const wordsOf = (text: string, { at, end }: TimeMention): string => text.slice(at, end);

function timeValue(
  clock: WallClock,
  { time, approximate, precision }: { time: boolean; approximate: boolean; precision: IncidentTime['precision'] },
  said: string,
  { reference, zone }: ReadingContext,
): Reading<IncidentTime> {
  const two = (number: number) => String(number).padStart(2, '0');
  return {
    value: {
      date: isoDay(clock),
      ...(time ? { time: `${two(clock.hour)}:${two(clock.minute)}` } : {}),
      ...(approximate ? { approximate: true as const } : {}),
      precision,
      said: said.trim(),
      reference: reference.toISOString(),
      zone,
    },
  };
}

/** The words as the customer wrote them, where only the characters' form was changed to read them. */
function inTheirWords(reading: Reading<IncidentTime>, written: string, plain: string): Reading<IncidentTime> {
  if (!reading || !('value' in reading) || written.length !== plain.length) return reading;
  const at = plain.indexOf(reading.value.said);
  return { value: { ...reading.value, said: written.slice(at, at + reading.value.said.length) } };
}

/** The instant of an incident time; noon where only the day is known. */
export const instantOf = ({ date, time = '12:00' }: Pick<IncidentTime, 'date' | 'time'>, zone: string): Date => {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return instant({ year, month, day, hour, minute, second: 0 }, zone);
};
