import type { IncidentTime } from '../../services/cases/kinds/incident.ts';
import { factNamed } from '../acts/facts.ts';
import { incidentTime } from '../values/incident-time.ts';
import type { ReadingContext } from '../values/kit/reading.ts';
import { findMoney, type Money, money } from '../values/money.ts';
import { looksLikePlace, type Place, place } from '../values/place.ts';
import type { PutRight } from './put-right.ts';
import { wordsPutRight } from './words-put-right.ts';

/* What becomes of a value in which something is put right: the value as it is then; undefined where it isn't of that. */

/** 上礼拜五, and then 礼拜四: of the same week. */
const WEEK = /^(?:上个?|上上个?|这个?|本|last |this )(?=周|星期|礼拜|[a-z]+day)/iu;
const WEEKDAY = /^(?:周|星期|礼拜|[a-z]+day\b)/iu;
const TODAY = /今|当[天日]|刚|today|tonight|this (?:morning|afternoon|evening)|just now/iu;
const HALF = /[ap]\.?m\b|早|凌晨|上午|中午|下午|傍晚|晚|夜|morning|afternoon|evening|night|:\d/iu;

/** A part of a day, as it was said. */
const PART =
  /凌晨|清[早晨]|一?大?清?早上?|上午|中午|下午|傍晚|晚上|半夜|夜里|夜间|深夜|(?:early |late )?(?:morning|afternoon|evening|night)/iu;

/** A time: the day or the hour alone keeps the other. */
export function timePutRight(
  before: IncidentTime,
  { not, but }: PutRight,
  context: ReadingContext,
): IncidentTime | undefined {
  const week = not === undefined ? undefined : WEEK.exec(not);
  const said = week && WEEKDAY.test(but) ? week[0] + but : but;
  const told = incidentTime(said, context);
  const today = incidentTime('今天', context);
  const value = told && 'value' in told ? told.value : undefined;
  const isToday = today !== undefined && 'value' in today && value?.date === today.value.date;
  if (value && !(isToday && !TODAY.test(said) && value.time)) {
    if (not !== undefined && !mayBe(before, not, context)) return undefined;
    if (value.time || value.precision !== 'day' || before.precision === 'day') return value;
    const part = PART.exec(before.said)?.[0] ?? '';
    const between = /\p{Script=Han}/u.test(value.said) ? '' : ' ';
    return { ...before, date: value.date, said: before.time || part === '' ? value.said : value.said + between + part };
  }
  // 5 am: of the day that was told.
  const [year, month, day] = before.date.split('-').map(Number);
  const hour = incidentTime(
    /\p{Script=Han}/u.test(said) || !/[a-z]/i.test(said)
      ? `${year}年${month}月${day}日${withHour(said, before)}`
      : `${before.date} at ${said}`,
    context,
  );
  if (!hour || !('value' in hour) || !hour.value.time || hour.value.date !== before.date) return undefined;
  return { ...hour.value, time: sameHalf(before, hour.value.time, said), said };
}

/** 6 beside 5点 is an hour, too; 五点 in the place of 下午六点 is in the afternoon as well. */
function withHour(said: string, { time }: IncidentTime): string {
  const hour = /^\d{1,2}$/.test(said) ? `${said}点` : said;
  if (HALF.test(said) || time === undefined || !/^(?:1[0-2]|\d|十[一二]?|[零一二两三四五六七八九])点/u.test(hour))
    return hour;
  const [was = 0] = time.split(':').map(Number);
  return `${was >= 18 ? '晚上' : was >= 12 ? '下午' : '上午'}${hour}`;
}

/** Whether what was wrong is what was told: by its words, its day or its hour. */
function mayBe(before: IncidentTime, not: string, context: ReadingContext): boolean {
  if (before.said.includes(not) || not.includes(before.said)) return true;
  const wrong = incidentTime(not, context);
  if (!wrong || !('value' in wrong)) return true;
  return wrong.value.date === before.date || (wrong.value.time !== undefined && wrong.value.time === before.time);
}

/** 五点 in the place of 下午六点 is in the afternoon as well. */
function sameHalf(before: IncidentTime, time: string, said: string): string {
  const [hour = 0] = time.split(':').map(Number);
  const [was = 0] = (before.time ?? '').split(':').map(Number);
  return HALF.test(said) || was < 12 || hour >= 12 ? time : `${hour + 12}${time.slice(2)}`;
}

/** An amount, of money that is named, or as much as was wrong. */
export function moneyPutRight<Value extends Money>(
  before: Value,
  { not, but, about }: PutRight,
  context: ReadingContext,
): Value | undefined {
  const wrong = not === undefined ? undefined : amountOf(not, context);
  if (not !== undefined && wrong?.amount !== before.amount) return undefined;
  if (
    not === undefined &&
    factNamed(about) !== 'money' &&
    !/[元块万千百¥$€£]|yuan|rmb|k\b/iu.test(but) &&
    !MONEY.test(about)
  )
    return undefined;
  const right = amountOf(but, context);
  return right && { ...before, ...right };
}
const MONEY = /押金|[费款钱账]|报价|发票|deposit|bill|quote|estimate|paid|fee|invoice|cost/iu;

function amountOf(said: string, context: ReadingContext): Money | undefined {
  const found = findMoney(said, context) ?? money(said, context);
  return found && 'value' in found ? found.value : undefined;
}

/** A place: the part that was wrong in its place; all of it, where what is right is a whole one. */
export function placePutRight(before: Place, one: PutRight, context: ReadingContext): Place | undefined {
  const { not, but, about } = one;
  const words = wordsPutRight(before.said, one);
  const read = words ? place(words, context) : undefined;
  if (read && 'value' in read) return read.value;
  const isNamed = factNamed(about) === 'place' || /路|街|楼|小区|road|street/iu.test(about);
  if (not !== undefined || !(isNamed || looksLikePlace(but))) return undefined;
  const whole = place(but, context);
  return whole && 'value' in whole ? whole.value : undefined;
}

/** The last digits of a number, or those that were wrong in it. */
export function digitsPutRight(number: string, { not, but, about }: PutRight): string | undefined {
  // Of a plate its letters, too: 89P, not 88P.
  const isPlate = /\p{Script=Han}/u.test(number);
  const digits = isPlate ? /^(?=[A-Z0-9]*\d)[A-Z0-9]{1,7}$/ : /^\d{1,11}$/;
  const plain = (said: string) => said.replace(/[\s-]/g, '').toUpperCase();
  const is = plain(but);
  if (!digits.test(is)) return undefined;
  const was = not === undefined ? undefined : plain(not);
  if (was === undefined)
    return is.length <= 6 && is.length < number.length && LAST.test(about)
      ? number.slice(0, -is.length) + is
      : undefined;
  if (!digits.test(was) || was.length !== is.length) return undefined;
  if (number.endsWith(was)) return number.slice(0, -was.length) + is;
  const at = number.indexOf(was);
  return was.length >= 3 && at >= 0 && at === number.lastIndexOf(was)
    ? number.slice(0, at) + is + number.slice(at + was.length)
    : undefined;
}
const LAST = /[尾末]|[后最][几两三四一]?[位个号]?|last|end/iu;

/** A name in which a part was wrong, or all of it: Okafer, not Okafor. */
export const namePutRight = (name: string, { not, but }: PutRight): string | undefined =>
  not === undefined || but === '' || but.length > LONGEST_NAME
    ? undefined
    : wordsPutRight(name, { not, but, about: '' });
const LONGEST_NAME = 40;
