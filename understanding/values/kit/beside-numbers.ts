import { LRUCache } from 'lru-cache';
import { cut } from '../../clauses/cut.ts';
import { phrases } from '../../phrases/phrases.ts';

/** What is said around a number without a currency. */
const beside = phrases('bare-numbers', [
  'measured',
  'numbered',
  'about-money',
  'may-be-about-money',
  'priced-after',
  'filler',
  'hours',
  'things',
  'gone',
]);
/** Words are looked for within so many characters. */
const REACH = 28;
const FILLERS = new RegExp(beside.filler.source, 'giu');

/** 12600 次免赔额…: after a space, a single character is rather the next word's than what so many are counted in. */
const NEXT_WORD = /^\s(?!公里|千米|[毫厘分]米|毫[升安]|公斤|平[米方]|人)\p{Script=Han}/u;
const LARGE_FIGURES = /\d{3}$/;

/** Whether what stands right after a number is what it counts: kilometres, days, a house's number, a time. */
export const isMeasured = (text: string, end: number): boolean =>
  beside.measured.test(text.slice(end, end + REACH)) &&
  !(NEXT_WORD.test(text.slice(end, end + 4)) && LARGE_FIGURES.test(text.slice(0, end)));

/** The groups of a number that is written in several: policy 4403 7781 2290. */
const GROUPS_BEFORE = /(?:\d{3,8}[ -]){1,4}$/;
/** BMW 320, CX 888. */
const NAME_BEFORE = /\b(?!(?:I|A|OK|VAT|FEE|TAX|MRI|CT|ER|IS|WAS|FOR|THE)\b)[A-Z]{1,3} $/;
const LOWER_CASE = /[a-z]/;
/** "at 1530", but not "put at 3,200". */
const AT = /\bat $/i;
const AN_HOUR = /^(?:\d{1,2}(?:\.\d\d)?|[0-2]\d[0-5]\d)(?!\d|[,.]\d)/;

/** What was answered last: a message is asked several times of each of its numbers, and may have a thousand. */
const answered = new LRUCache<string, boolean>({ max: 500 });
function endsNumbering(before: string): boolean {
  const known = answered.get(before);
  if (known !== undefined) return known;
  const ends = beside.numbered.test(before);
  answered.set(before, ends);
  return ends;
}

/** Whether what stands right before a number makes it something else's: a policy's, a room's, a day's, a car's name. */
export function isNumbered(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - REACH), at);
  return (
    endsNumbering(before) ||
    endsNumbering(before.replace(GROUPS_BEFORE, '')) ||
    (AT.test(before) && AN_HOUR.test(text.slice(at, at + 8))) ||
    (NAME_BEFORE.test(before) && LOWER_CASE.test(text))
  );
}

/** Whether only an amount is said so: "paid 300", 前保险杠3800, "300 for the door". */
export const isToldToBeMoney = (text: string, at: number, end: number): boolean =>
  beside['about-money'].test(text.slice(Math.max(0, at - REACH), at)) ||
  beside['priced-after'].test(text.slice(end, end + REACH));

/** The same, with words that are said of much else too: about, 是. */
export const mayBeToldToBeMoney = (text: string, at: number, end: number): boolean =>
  isToldToBeMoney(text, at, end) || beside['may-be-about-money'].test(text.slice(Math.max(0, at - REACH), at));

/** Whether an hour of a day or a day is spoken of. */
export const speaksOfHours = (text: string): boolean => beside.hours.test(text);

/** Whether nothing is said beside a number but what is said beside any: 大概80吧, "eighty I think". */
export function isAllThatIsSaid(text: string, at: number, end: number): boolean {
  const rest = `${text.slice(0, at)} ${text.slice(end)}`.replace(FILLERS, ' ');
  return !/[\p{L}\p{N}]/u.test(rest);
}

/** Whether its clause says nothing else: 我问了 3800. */
export function isAllOfItsClause(text: string, at: number, end: number): boolean {
  const clause = cut(text).findLast((one) => one.at <= at);
  return clause !== undefined && isAllThatIsSaid(text.slice(clause.at, clause.end), at - clause.at, end - clause.at);
}

/** 22,000元的钢琴. */
const OF_A_THING = /^(?:块|元)?的\p{Script=Han}/u;
const AN = /\ban? $/i;
const A_THING = /^ [a-z]/i;
const DETERMINER = /\b(?:an?|my|our|his|her|this|that|the) $/i;
const THING_AFTER = new RegExp(
  `^ (?:[a-z-]+ ){0,2}${beside.things.source}(?! (?:repair|screen|fix|bill|service|parts?|damage|claim|door|window|insurance))`,
  'i',
);

/** Whether an amount is what a thing costs: "my $800 washer". What was stolen is the loss itself. */
export const isOfAThing = (text: string, at: number, end: number): boolean =>
  !beside.gone.test(text) &&
  DETERMINER.test(text.slice(Math.max(0, at - 6), at)) &&
  THING_AFTER.test(text.slice(end, end + REACH));

/** Whether it may be, where nothing else is said of it: 5000块的手机, "a 22,000 yuan piano". */
export function mayBeOfAThing(text: string, at: number, end: number): boolean {
  const [before, after] = [text.slice(Math.max(0, at - 6), at), text.slice(end, end + REACH)];
  if (beside.gone.test(text)) return false;
  return OF_A_THING.test(after) || (AN.test(before) && A_THING.test(after));
}
