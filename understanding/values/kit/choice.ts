import { ENGLISH_NUMERALS, englishNumberOf, numberOf } from '../../../language/numerals.ts';
import { heardPlainly } from '../../../language/window.ts';
import { phrases } from '../../phrases/phrases.ts';
import type { ValueReader } from './reading.ts';
import { isTakenBack } from './single-value.ts';

/** One of the things that a customer may choose: its label, and other words for it. */
export interface Option<T> {
  value: T;
  words: readonly string[];
}

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];
const NUMERAL = '\\d{1,2}|[零一二两三四五六七八九十]{1,3}';
const BY_NUMBER = new RegExp(
  `^(?:我?[要选挑]|就|那就|选择|应该是|是)?(?:第\\s?(${NUMERAL})\\s?[个项种条款样号]?|(${NUMERAL})(?:号|项)?|([a-z]))(?:吧|的|呢|好了)?$|^(?:(?:i(?:'ll| will)? (?:take|choose|want)|option|number|no\\.?|choice|answer|the)\\s)*(?:(\\d{1,2}|${ENGLISH_NUMERALS})(?:st|nd|rd|th)?|(${ORDINALS.join('|')})|([a-z]))(?:\\s(?:one|option|choice))?(?:,? please)?$`,
  'iu',
);
const { last, former, none, unwanted } = phrases('choice', ['last', 'former', 'none', 'unwanted']);

/** The one of some options that an answer names: by its number (2, 第二个, B, "the second"), its place, or its words. */
export function choice<T>(options: readonly Option<T>[]): ValueReader<T> {
  const words = options.flatMap(({ value, words }) =>
    words.map((word) => ({ value, word: heardPlainly(word, /./).toLowerCase() })),
  );
  // A label that holds another one is looked for first: 固定电话 before 电话.
  words.sort((a, b) => b.word.length - a.word.length);
  const relevant = new RegExp(words.map(({ word }) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'i');
  const numbered = (number: number) => {
    const option = options[number - 1];
    return option ? { value: option.value } : { ask: 'no-such-option' as const };
  };

  return (text) => {
    const said = heardPlainly(text, relevant)
      .toLowerCase()
      .replace(/[\s.。!！)）]{1,4}$/u, '');
    const exact = words.find(({ word }) => word === said);
    if (exact) return { value: exact.value };
    const number = numberIn(said);
    if (number !== undefined) return numbered(number);
    if (last.test(said)) return numbered(options.length);
    if (former.test(said)) return numbered(1);
    const named = wordsIn(said, words);
    if (named.length > 1) return { ask: 'which-option' };
    const [value] = named;
    if (value !== undefined) return { value };
    return none.test(said) ? { ask: 'none-of-these' } : undefined;
  };
}

function numberIn(said: string): number | undefined {
  const found = BY_NUMBER.exec(said);
  if (!found) return undefined;
  const [, nth, bare, letter, english, ordinal, englishLetter] = found;
  const alphabetic = letter ?? englishLetter;
  if (alphabetic) return alphabetic.charCodeAt(0) - 'a'.charCodeAt(0) + 1;
  if (ordinal) return ORDINALS.indexOf(ordinal) + 1;
  const numeral = nth ?? bare ?? english ?? '';
  return numeral === '零' ? 0 : (numberOf(numeral) ?? englishNumberOf(numeral));
}

/** The values whose words stand in the text, without those that are taken back (不要修车，要现金). */
function wordsIn<T>(said: string, words: readonly { value: T; word: string }[]): T[] {
  const found = new Set<T>();
  let rest = said;
  for (const { value, word } of words) {
    const at = rest.indexOf(word);
    if (at < 0) continue;
    rest = rest.replaceAll(word, '□'.repeat(word.length));
    if (!isTakenBack(said, at) && !unwanted.test(said.slice(0, at))) found.add(value);
  }
  return [...found];
}
