import { matchesOf } from '../../language/matches.ts';
import { ENGLISH_NUMERALS, englishNumberOf, numberOf } from '../../language/numerals.ts';
import { heardPlainly } from '../../language/window.ts';
import { phrases } from '../phrases/phrases.ts';
import { withoutIdentifiers } from './kit/identifiers.ts';
import type { Reading, ValueReader } from './kit/reading.ts';
import { isTakenBack } from './kit/single-value.ts';

/** No bus and no wedding has more. */
const HIGHEST_COUNT = 10_000;

/** How people are counted. */
const counted = phrases('count', [
  'in-all',
  'people',
  'persons',
  'none',
  'nobody',
  'alone',
  'open',
  'two',
  'three',
  'four',
  'five',
  'may-be-near',
]);

const HAN = '[零〇一二两三四五六七八九十百千]+';
const ENGLISH = `(?:${ENGLISH_NUMERALS})(?:[\\s-]+(?:and\\s+)?(?:${ENGLISH_NUMERALS}))*`;
const CHINESE_COUNT = new RegExp(
  `(?<![第\\d${HAN.slice(1, -2)}.])(?<number>\\d+(?:\\.\\d+)?|${HAN})(?<open>[多几来余])?\\s?${counted.people.source}`,
  'gu',
);
const ENGLISH_COUNT = new RegExp(
  `\\b(?<number>\\d+(?:\\.\\d+)?|${ENGLISH})\\s+(?:(?:other|more|injured|adult|young|of)\\s+)?${counted.persons.source}`,
  'gi',
);
const NUMBER_ALONE = new RegExp(
  `^${counted['in-all'].source}?\\s*(?<number>\\d+(?:\\.\\d+)?|${HAN}|${ENGLISH})$`,
  'iu',
);

const RANGE = new RegExp(
  `(?:\\d|${HAN.replace('+', '')})个?人?(?:到|至|-|~|、|或者?|还是)(?:\\d|${HAN})\\s?(?:个|人|名|位|$)|\\d\\s?(?:-|to|or)\\s?\\d\\s?(?:people|persons?|passengers?|$)`,
  'iu',
);
const GROUPS = [
  [counted.two, 2],
  [counted.three, 3],
  [counted.four, 4],
  [counted.five, 5],
] as const;

/** An answer to "how many people": a bare number is one too. */
export const count: ValueReader<number> = (text, context) => {
  const said = withoutIdentifiers(heardPlainly(text, counted['may-be-near']), context).replace(
    /^[\s，,。]+|[\s。，,.!！?？吧了呢啊]+$/gu,
    '',
  );
  const bare = NUMBER_ALONE.exec(said)?.groups?.number;
  return bare !== undefined ? whole(numeral(bare)) : read(said, true);
};

/** People that are counted in any message. */
export const findCount: ValueReader<number> = (text, context) =>
  read(withoutIdentifiers(heardPlainly(text, counted['may-be-near']), context), false);

function read(said: string, answer: boolean): Reading<number> {
  if (RANGE.test(said)) return { ask: 'count-open' };
  const found: number[] = [];
  for (const pattern of [CHINESE_COUNT, ENGLISH_COUNT]) {
    for (const { groups = {}, index } of matchesOf(said, pattern)) {
      if (isTakenBack(said, index)) continue;
      if (groups.open) return { ask: 'count-open' };
      const value = numeral(groups.number ?? '');
      if (value === undefined) return { ask: 'count-open' };
      found.push(value);
    }
  }
  const [first, ...others] = found;
  if (first !== undefined) return others.some((other) => other !== first) ? { ask: 'which-count' } : whole(first);
  if (counted.open.test(said)) return { ask: 'count-open' };
  const group = GROUPS.find(([pattern]) => pattern.test(said));
  if (group) return { value: group[1] };
  if (answer && counted.alone.test(said)) return { value: 1 };
  return counted.nobody.test(said) || (answer && counted.none.test(said)) ? { value: 0 } : undefined;
}

const numeral = (said: string): number | undefined => (said === '零' ? 0 : (numberOf(said) ?? englishNumberOf(said)));

const whole = (value: number | undefined): Reading<number> => {
  if (value === undefined) return { ask: 'count-open' };
  return Number.isInteger(value) && value <= HIGHEST_COUNT ? { value } : { ask: 'not-a-count' };
};
