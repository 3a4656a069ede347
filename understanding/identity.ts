import { matchesOf } from '../language/matches.ts';
import { syllablesOf } from '../language/pinyin.ts';
import { blanked, type Span } from '../language/spans.ts';
import { heard } from '../language/window.ts';
import { phrases } from './phrases/phrases.ts';
import { idCardsIn } from './values/id-card.ts';
import type { ReadingContext } from './values/kit/reading.ts';
import { personName } from './values/name.ts';
import { phonesIn } from './values/phone.ts';
import { platesIn } from './values/plate.ts';
import { policyNumbersIn } from './values/policy-number.ts';

/** What customers say when the desk has to know who they are. */
export const IDENTITY = phrases('identity', [
  'id-tail',
  'code',
  'no-code',
  'other-phone',
  'elsewhere',
  'cannot-come',
  'goes-on',
  'later',
  'signs-out',
  'verifies',
  'on-file',
  'picture',
  'why',
  'own-contact',
  'for-another',
  'labels',
  'no-name',
  'no-number',
  'checks',
  'mistyped',
  'held-by-another',
  'to-a-number',
]);

/** Who somebody says that they are, as far as a message tells. */
export interface ToldIdentity {
  policyNumber?: string;
  plate?: string;
  /** E.164. */
  phone?: string;
  name?: string;
  /** Of an ID number: the whole of it, or the end that was given. */
  digits?: string;
  /** A one-time code, where the message calls it one. */
  code?: string;
  /** Digits that are called nothing: a code or the end of an ID number, by what was asked. */
  bare?: string;
}

/** Digits by themselves, the last of them perhaps an X; also in groups of two or three. */
const DIGITS = /(?<![A-Z\d.])\d{2,3}(?:[ -]?\d{1,3}){1,4}[ -]?[\dX]?(?![A-Z\d])(?!\s?[元块万年月日号点%％])/gi;
const SPOKEN = /[零〇一二三四五六七八九幺]{4,8}/g;
const FIGURES = ['零〇', '一幺', '二', '三', '四', '五', '六', '七', '八', '九'];
const [LEAST, MOST] = [4, 8];
/** What digits are called stands at most so far before them. */
const CALLED_WITHIN = 24;
const LABELS = new RegExp(IDENTITY.labels.source, 'giu');
/** Nobody says who they are in more. */
const RELEVANT = /\d|[零〇一二三四五六七八九幺]{4}/;

/** What a message tells of who somebody is. */
export function toldIdentity(text: string, context: ReadingContext): ToldIdentity {
  const said = heard(text, RELEVANT);
  const policies = policyNumbersIn(said);
  const plates = platesIn(said);
  const cards = idCardsIn(said, context);
  const phones = phonesIn(blanked(said, policies), context);
  const rest = blanked(said, [...policies, ...plates, ...cards, ...phones]).replace(SPOKEN, inFigures);
  const numbers = digitsIn(rest);
  const called = (words: RegExp) =>
    numbers.find(({ at }) => words.test(rest.slice(Math.max(0, at - CALLED_WITHIN), at)));
  const code = called(IDENTITY.code);
  const tail = [called(IDENTITY['id-tail'])].find((one) => one && one !== code);
  const bare = numbers.find((one) => one !== code && one !== tail);
  const name = nameIn(withoutLabels(blanked(rest, numbers)), said, context);
  return {
    ...given('policyNumber', policies[0]),
    ...given('plate', plates[0]),
    ...given('phone', phones[0]),
    ...(name ? { name } : {}),
    ...given('digits', cards[0] ?? tail),
    ...given('code', code),
    ...given('bare', bare),
  };
}

const given = <Name extends string>(name: Name, span: Span<string> | undefined): { [N in Name]?: string } =>
  (span ? { [name]: span.value } : {}) as { [N in Name]?: string };

/** A name in Han characters, in a text that is English otherwise. */
const HAN_NAME = /^[^\p{Script=Han}]*(\p{Script=Han}{2,4})[^\p{Script=Han}]*$/u;

/** What a name may be by itself. */
const PART = /^[\p{Script=Han}·]{2,8}$/u;

/** A name that stands alone beside numbers, or that is said to be one. */
function nameIn(alone: string, said: string, context: ReadingContext): string | undefined {
  for (const text of [alone, said]) {
    const read = personName(text, context);
    if (read && 'value' in read) return read.value;
  }
  for (const part of alone.split(/[\s,，;；、。.:：]+/u)) {
    const read = PART.test(part) ? personName(part, context) : undefined;
    if (read && 'value' in read) return read.value;
  }
  const inPinyin = said.split(/[,，;；。.:：!！?？\n\d]+/u).find((part) => isNameInPinyin(part.trim()));
  if (inPinyin) return inPinyin.trim();
  return /[a-z]{2}/i.test(alone) ? HAN_NAME.exec(alone)?.[1] : undefined;
}

/** Two or three words and nothing else, each of them said as Han characters are: "Lin Xiao". */
const WORDS = /^[a-z]{1,6}(?:[ '’-]?[a-z]{1,12}){1,2}$/i;
const isNameInPinyin = (part: string): boolean =>
  WORDS.test(part) &&
  /\s/.test(part) &&
  !IDENTITY['no-name'].test(part) &&
  part.split(/[\s-]+/).every((word) => syllablesOf(word.toLowerCase()) !== '');

const digitsIn = (text: string): Span<string>[] =>
  matchesOf(text, DIGITS)
    .map(({ 0: number, index }) => ({
      value: number.replace(/[ -]/g, '').toUpperCase(),
      at: index,
      length: number.length,
    }))
    .filter(({ value }) => value.length >= LEAST && value.length <= MOST);

const inFigures = (spoken: string): string =>
  [...spoken].map((one) => FIGURES.findIndex((forms) => forms.includes(one))).join('');

/** A text without what its numbers are called, so that a name may stand alone in it. */
const withoutLabels = (text: string): string =>
  text
    .replace(IDENTITY['id-tail'], ' ')
    .replace(IDENTITY.code, ' ')
    .replace(LABELS, ' ')
    .replace(/[□\s,，;；、。.:：]+|(?:是|为|，)$/gu, ' ')
    .trim();
