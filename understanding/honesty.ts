import { cut } from './clauses/cut.ts';
import { phrases } from './phrases/phrases.ts';

const HONESTY = phrases('honesty', [
  'untrue',
  'puts',
  'reason',
  'nobody-knows',
  'gift',
  'mistake',
  'if-true',
  'truly',
  'promised',
  'other-driver',
  'otherwise',
]);

/** A wish that something be written down otherwise than it was. */
export interface UntruthWished {
  /** What was said before it, which stands. */
  before: string;
  /** A present was offered. */
  gift: boolean;
}

/** What was told truly before: the day, and that they drove themselves. */
export interface ToldBefore {
  day?: boolean;
  driver?: boolean;
}

/**
 * Whether a message wants something written down that isn't so, by its own words or by the reason that it gives: who puts
 * a mistake right wants nothing of the kind. `again`: they wanted it before, and say that nobody would know. `told`: what
 * stands already that another wish would change.
 */
export function untruthWished(said: string, again: boolean, told: ToldBefore = {}): UntruthWished | undefined {
  const gift = HONESTY.gift.test(said);
  const isSecret = HONESTY['nobody-knows'].test(said);
  if (HONESTY.mistake.test(said) && !gift) return undefined;
  const wish = wishIn(said, gift) ?? wishOtherwise(said, told);
  if (wish === undefined && !(again && (isSecret || gift))) return undefined;
  const at = wish ?? 0;
  const pieces = cut(said);
  const first = pieces.findIndex(({ end }) => end > at);
  const led = first > 0 ? said.slice(0, pieces[first - 1]?.end) : '';
  const before = TELLS.test(led) ? led : '';
  return { before, gift };
}

/** 顺便, by the way: what only leads to it tells nothing. */
const TELLS = /(?:\p{Script=Han}[^\p{Script=Han}]{0,2}){4}|(?:[a-z]{2,}[^a-z]{1,3}){3}|\d{3}/iu;

/** Where the wish begins. */
function wishIn(said: string, gift: boolean): number | undefined {
  const untrue = HONESTY.untrue.exec(said);
  if (untrue) return untrue.index;
  if (!gift && !HONESTY.reason.test(said) && !HONESTY['nobody-knows'].test(said)) return undefined;
  return HONESTY.puts.exec(said)?.index;
}

/** Where it is wanted that somebody else drove, or another day stands, than was told. */
function wishOtherwise(said: string, { day = false, driver = false }: ToldBefore): number | undefined {
  const found = [driver ? HONESTY['other-driver'].exec(said) : null, day ? HONESTY.otherwise.exec(said) : null];
  return found.find((one) => one)?.index;
}

/** Whether they ask what becomes of it when it is told as it was. */
export const asksOfTruth = (said: string): boolean => HONESTY['if-true'].test(said);

/** Whether the desk itself is said to have promised that something is paid. */
export const saysPromised = (said: string): boolean => HONESTY.promised.test(said);

/** What a message says beside that it was a joke, or is told as it was from here on; undefined where it says neither. */
export function toldTruly(said: string): string | undefined {
  if (!HONESTY.truly.test(said)) return undefined;
  const { source, flags } = HONESTY.truly;
  return said.replace(new RegExp(source, `g${flags}`), ' ').replace(/^[\s，,。.！!]+|\s+$/gu, '');
}
