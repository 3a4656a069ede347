import type { WallClock } from '../../../services/time/calendar.ts';
import { numeral } from './chinese/numbers.ts';
import { shift, weekdayOf } from './days.ts';
import { numeral as englishNumeral, NUMBER } from './english/numbers.ts';
import { ask, type DayToken, dayOrNone, type PartOfDay, sound, type Token } from './tokens.ts';

/* Days that are told from other days: 20号的前两天, "the day before New Year's Eve", 第二天, "that evening". */

/** Right after a day: 的前两天, 前一晚, 第三天, 次日. */
const AFTER =
  /^(?:那天|当天|当日|那日)?\s?的?\s?(?:(?<side>之?前|以前|之?后|以后)的?(?:(?<count>[一二两三四五六七八九十\d]{1,2})\s?个?(?<unit>天|日|晚上?|夜|周|星期|礼拜)|(?<night>晚上?|夜|夕))|(?:之|以)?后的?第(?<nthAfter>[一二三四五六七八])天|(?:长假|假期|期间)?的?第(?<nth>[二三四五六七八])天|(?:次|翌|隔|转)[天日]|(?<last>头一?[天日]))/u;
/** Right after a day: some time about it. */
const AROUND =
  /^(?:(?:之|以|过)?[前后]的?(?:好?几|些|多少)[天日周晚]|(?:之|以|过)?[前后]的?(?:第[一二三]个|那个|头个|下个)?(?:周|星期|礼拜)|的?(?:期间|最后|倒数|头几天|头两天|收尾|返程|小?长假|假期|放假|前后|那几天|那阵|档期?)|之后|以后|之前|以前|过后|[前后](?=$|[\s，。,.]|就|在|发|出|被|我|那))/u;
/** Right before a day: two days before, the night after, the eve of. */
const BEFORE = new RegExp(
  `(?:\\b(?:the )?(?<weekday>mon|tues|wednes|thurs|fri|satur|sun)day (?<order>before|after)|(?:\\b(?<count>${NUMBER}|the) )?\\b(?<unit>day|night|evening|morning|afternoon|week|fortnight)s? (?<side>before|after|following|prior to|preceding)|\\b(?<eve>(?:the )?eve of))(?: the| that| this)? $`,
  'i',
);
const NEAR = /\b(?:before|after|during|over)(?: the)? $/i;
/** About a festival: some day near it. */
const ROUND = /\b(?:around|round|about)(?: the)? $/i;
/** A year and its day stand no further from each other. */
const BESIDE = 6;

/** The tokens with every day that is told from another one reckoned, and every year put to its day. */
export function anchored(text: string, tokens: readonly Token[]): Token[] {
  return fromThere(text, withYears(text, reckoned(text, tokens)));
}

/** With what stands right beside a day and moves it. */
function reckoned(text: string, tokens: readonly Token[]): Token[] {
  const kept: Token[] = [];
  for (const token of tokens) {
    if (token.at < (kept.at(-1)?.end ?? 0)) continue;
    const moved = token.kind === 'day' ? (movedByAfter(text, token) ?? movedByBefore(text, token)) : undefined;
    while (moved && (kept.at(-1)?.end ?? 0) > moved.at) kept.pop();
    kept.push(moved ?? token);
  }
  return kept;
}

function movedByAfter(text: string, token: DayToken): Token | undefined {
  const words = text.slice(token.end, token.end + 14);
  const { 0: said, groups } = AFTER.exec(words) ?? {};
  if (said === undefined || !groups) {
    const around = AROUND.exec(words);
    return around ? { ...ask('vague'), at: token.at, end: token.end + around[0].length } : undefined;
  }
  const { side = '', count, unit = '', night, nth, nthAfter, last } = groups;
  const span = { at: token.at, end: token.end + said.length };
  if (nthAfter) return moved(token, numeral(nthAfter), span);
  if (night) return moved(token, side.includes('后') ? 1 : -1, span, 'last-night');
  if (!side) return moved(token, last ? -1 : nth ? numeral(nth) - 1 : 1, span);
  const days = numeral(count) * (/[周星礼]/u.test(unit) ? 7 : 1) * (side.includes('后') ? 1 : -1);
  return moved(token, days, span, /[晚夜]/u.test(unit) ? 'last-night' : undefined);
}

/** Nobody says more before a day. */
const LONGEST = 40;

function movedByBefore(text: string, token: DayToken): Token | undefined {
  const words = text.slice(Math.max(0, token.at - LONGEST), token.at);
  const { 0: said, groups } = BEFORE.exec(words) ?? {};
  if (said === undefined || !groups) {
    if (token.inYear && ROUND.test(words) && !/\d/.test(text.slice(token.at, token.end)))
      return { ...ask('vague'), at: token.at, end: token.end };
    const near = NEAR.exec(words);
    return near ? { ...ask('vague'), at: token.at - near[0].length, end: token.end } : undefined;
  }
  const { count = 'the', unit = 'day', side = 'before', eve, weekday, order } = groups;
  const span = { at: token.at - said.length, end: token.end };
  if (weekday) return moved(token, daysTo(token, weekday, order === 'after'), span);
  if (eve) return moved(token, -1, span, 'evening');
  const each = /week/i.test(unit) ? 7 : /fortnight/i.test(unit) ? 14 : 1;
  const number = /^the$/i.test(count) ? 1 : englishNumeral(count);
  return moved(token, number * each * (/after|following/i.test(side) ? 1 : -1), span, PARTS[unit.toLowerCase()]);
}

/** How many days to the nearest such weekday before a day, or after it. */
function daysTo({ days: [day] }: DayToken, weekday: string, after: boolean): number {
  if (!day) return Number.NaN;
  const ahead = (WEEKDAYS.indexOf(weekday.slice(0, 3).toLowerCase()) - weekdayOf(day) + 7) % 7;
  return after ? ahead || 7 : ahead - 7;
}
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

const PARTS: Readonly<Record<string, PartOfDay>> = {
  night: 'last-night',
  evening: 'evening',
  morning: 'morning',
  afternoon: 'afternoon',
};

function moved(token: DayToken, by: number, span: { at: number; end: number }, part?: PartOfDay): Token {
  if (!Number.isInteger(by)) return { ...ask('vague'), ...span };
  const { part: _, ...day } = token;
  const meaning = sound({ ...day, days: token.days.map((one) => shift(one, by)), ...(part ? { part } : {}) });
  return { ...(meaning ?? ask('not-a-date')), ...span };
}

/** With each year put to the day beside it. A year that has none stays. */
function withYears(text: string, tokens: readonly Token[]): Token[] {
  const taken = new Set<Token>();
  const dated = tokens.map((token, at): Token => {
    if (token.kind !== 'day' || token.firm || !token.inYear) return token;
    const year = [tokens[at - 1], tokens[at + 1]].find(
      (other) => other?.kind === 'year' && !taken.has(other) && gap(token, other).trim().length <= BESIDE,
    );
    if (year?.kind !== 'year') return token;
    taken.add(year);
    const found: WallClock | undefined = token.inYear(year.year);
    return {
      ...(sound(dayOrNone(found, { firm: true, ...(token.part ? { part: token.part } : {}) })) ?? ask('not-a-date')),
      at: Math.min(token.at, year.at),
      end: Math.max(token.end, year.end),
    };
  });
  return dated.filter((token) => !taken.has(token));

  function gap(one: Token, other: Token): string {
    const [first, second] = one.at < other.at ? [one, other] : [other, one];
    return text.slice(first.end, second.at);
  }
}

/** With the days that are told from the one before, or from a named one: of none, they are asked about. */
function fromThere(text: string, tokens: readonly Token[]): Token[] {
  let last: DayToken | undefined;
  return tokens.map((token) => {
    let found: Token = token;
    if (token.kind === 'from-there') {
      const { days, part, anchor, end } = token;
      const named = anchor ? text.lastIndexOf(anchor, token.at) : -1;
      // In Chinese what a day is told from stands right before.
      const at = anchor && named >= token.at - anchor.length - 1 && named >= 0 ? named : token.at;
      const there = anchor ? dayOfAnchor(text, tokens, anchor) : last;
      found = there ? moved({ ...there, at, end }, days, { at, end }, part) : { ...ask('vague'), at, end };
      if (there && found.kind === 'day') found.from = there;
    }
    if (found.kind === 'day') last = found;
    return found;
  });
}

/** How far what names a day stands from it. */
const NEARBY = 32;

/** The day beside which something is named: 报案 stands beside the 12th in 我是12号报的案. */
function dayOfAnchor(text: string, tokens: readonly Token[], anchor: string): DayToken | undefined {
  const [first = '', second = ''] = anchor;
  const isNamed = /^\p{Script=Han}/u.test(anchor)
    ? new RegExp(`${first}(?:[的了过]?${second}|[的了]$)`, 'u')
    : new RegExp(`\\b${anchor}\\b`, 'i');
  const days = tokens.filter((token) => token.kind === 'day');
  return days.find(({ at, end }) => isNamed.test(before(at)) || isNamed.test(after(end)));

  /** A space beside Chinese parts clauses. */
  function beside(words: string, further: RegExp): string {
    return /\p{Script=Han}/u.test(words) ? words.replace(further, '') : words;
  }
  function before(at: number): string {
    return beside(/[^。；！？，,.;!?\n]*$/u.exec(text.slice(Math.max(0, at - NEARBY), at))?.[0] ?? '', /^.*\s/u);
  }
  function after(end: number): string {
    return beside(/^[^。；！？，,.;!?\n]*/u.exec(text.slice(end, end + NEARBY))?.[0] ?? '', /\s.*$/u);
  }
}
