import type { Clause } from '../../clauses/clauses.ts';
import type { Piece } from '../../clauses/cut.ts';
import { phrases } from '../../phrases/phrases.ts';
import type { Token } from './tokens.ts';

const {
  'day-like': DAY_LIKE,
  'other-clock': OTHER_CLOCK,
  'hour-like': HOUR_LIKE,
  'office-hours': OFFICE_HOURS,
} = phrases('day-like', ['day-like', 'other-clock', 'office-hours', 'hour-like']);

/** Whether something in these clauses names a day and no token reads it: who says so doesn't mean today. */
export const namesAnotherDay = (text: string, clauses: readonly Piece[], tokens: readonly Token[]): boolean =>
  DAY_LIKE.test(restOf(text, clauses, tokens));

const NUMERAL =
  /\d|(?!一[下点些会])[一二两三四五六七八九十]|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b/i;
/** Who puts an hour right says little more. */
const LONGEST_CORRECTION = 16;

/** Who isn't sure of what puts it right. */
const DOUBTS = /也可能|也许|没准|说不定|要么|\b(?:maybe|perhaps|might (?:have )?be|could (?:have )?be)/i;

/** Whether a clause puts something right with a number that no token reads, or in doubt: 九点，不对，十. */
export const putsRightUnread = (clauses: readonly Clause[], tokens: readonly Token[]): boolean =>
  clauses.some(
    ({ polarity, text, at, end }) =>
      polarity === 'corrected' &&
      (DOUBTS.test(text) ||
        (text.length <= LONGEST_CORRECTION &&
          NUMERAL.test(text) &&
          !tokens.some((token) => token.end > at && token.at < end))),
  );

/** A number right after a time: a piece of it that no rule knows, or what makes another time of it. */
const NUMBER = '(?:\\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)';
const AFTER_DAY = new RegExp(
  `^(?:,? ${NUMBER}|\\s?\\d{1,2})(?=\\s*(?:$|[.,;!?，。；](?!\\d))| (?:plus|odd|something|in|on|at|near|outside|by|when|while|i|my|we|he|she|someone|somebody|the)\\b)`,
  'i',
);
/** The Friday before we moved: another one than the last. */
const BEFORE_ANOTHER = /^ (?:before|after|following|prior to) (?:we|i|he|she|they|my|our|the|that|it|you)\b/i;
const AFTER_HOUR = /^(?:\d(?![\d.]*\s?(?:[个辆人名台只条次度层楼号环米块元万千]|cars?\b|people\b))|:\d)/i;
/** A quarter of six; five and twenty past nine. */
const BEFORE_HOUR =
  /\b(?:quarter (?:of|off|till?|before)|half (?:to|before)|(?:one|two|three|four|five|six|seven|eight|nine|ten|twenty)(?: and| minutes?)|minutes? (?:to|past|before|after|of)) $/i;

/** Whether a number that no rule reads touches a time: it would be another time with it. */
export function touchesUnread(text: string, { at, end }: Pick<Token, 'at' | 'end'>, tokens: readonly Token[]): boolean {
  return tokens.some((token) => {
    if (token.at < at || token.end > end) return false;
    const after = text.slice(token.end, token.end + 24);
    if (token.kind === 'time' && BEFORE_HOUR.test(text.slice(Math.max(0, token.at - 24), token.at))) return true;
    if (tokens.some((next) => next.at >= token.end && next.at <= token.end + 2)) return false;
    if (token.kind === 'time') return /[\d点]$/u.test(text.slice(at, token.end)) && AFTER_HOUR.test(after);
    if (token.kind === 'day' && token.weekday === 'alone' && BEFORE_ANOTHER.test(after)) return true;
    return (token.kind === 'day' || token.kind === 'part') && AFTER_DAY.test(after);
  });
}

/** A number that is written like an hour and counts nothing: 1845, 9.40, 7, with no word that it counts after it. */
const BARE_NUMBER =
  /(?<![\d.:/#a-z+-]|[号码楼元¥$])(?:(?:[01]?\d|2[0-4])(?:[:.h][0-5]\d)?|(?:[01]\d|2[0-3])[0-5]\d)(?=\s*(?:$|[,;!?，。；]|\.(?!\d))|\s(?:in|on|at|near|by|when|while|outside|the|i|my|we|he|she|yesterday|today)\b)/i;

/** Whether something in these clauses names an hour and no token reads it; `near` are those beside the day. */
export function namesAnHour(
  text: string,
  clauses: readonly Piece[],
  near: readonly Piece[],
  tokens: readonly Token[],
): boolean {
  return HOUR_LIKE.test(restOf(text, clauses, tokens)) || BARE_NUMBER.test(restOf(text, near, tokens));
}

/** Whether a clock of somewhere else is meant. */
export const namesAnotherClock = (text: string, clauses: readonly Piece[], tokens: readonly Token[]): boolean =>
  OTHER_CLOCK.test(restOf(text, clauses, tokens));

/** Whether it is asked when somebody is there. */
export const asksForHours = (text: string, clauses: readonly Piece[]): boolean =>
  clauses.some(({ at, end }) => OFFICE_HOURS.test(text.slice(at, end)));

/** The clauses with a mark in the place of each token. */
function restOf(text: string, clauses: readonly Piece[], tokens: readonly Token[]): string {
  let rest = text;
  for (const { kind, at, end } of tokens)
    if (kind !== 'year') rest = rest.slice(0, at) + '□'.repeat(end - at) + rest.slice(end);
  return clauses.map(({ at, end }) => rest.slice(at, end)).join('；');
}
