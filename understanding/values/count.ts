import { matchesOf } from '../../language/matches.ts';
import { ENGLISH_NUMERALS, englishNumberOf, numberOf } from '../../language/numerals.ts';
import { heardPlainly } from '../../language/window.ts';
import { withoutIdentifiers } from './kit/identifiers.ts';
import type { Reading, ValueReader } from './kit/reading.ts';
import { isTakenBack } from './kit/single-value.ts';

/** No bus and no wedding has more. */
const HIGHEST_COUNT = 10_000;

const HAN = '[零〇一二两三四五六七八九十百千]+';
const ENGLISH = `(?:${ENGLISH_NUMERALS})(?:[\\s-]+(?:and\\s+)?(?:${ENGLISH_NUMERALS}))*`;
const PEOPLE_AFTER =
  '(?:个|名|位|口)?(?:大人|成年人|小孩|孩子|人员|乘客|伤者|伤员|同事|旅客|人|名|位)(?!民|行|寿|保|工|生|家里|物|家|才|道|均|次)|个(?=$|[\\s。，,.!！吧了呢])|口子?(?=$|[\\s。，,.!！])';
const CHINESE_COUNT = new RegExp(
  `(?<![第\\d${HAN.slice(1, -2)}.])(?<number>\\d+(?:\\.\\d+)?|${HAN})(?<open>[多几来余])?\\s?(?:${PEOPLE_AFTER})`,
  'gu',
);
const ENGLISH_COUNT = new RegExp(
  `\\b(?<number>\\d+(?:\\.\\d+)?|${ENGLISH})\\s+(?:(?:other|more|injured|adult|young|of)\\s+)?(?:people|persons?|passengers?|adults?|kids?|children|child|men|man|women|woman|colleagues?|guests?|injured|us\\b|casualties)`,
  'gi',
);
const NUMBER_ALONE = new RegExp(
  `^(?:一共|总共|共|就|有|大概|it'?s|just|only|about)?\\s*(?<number>\\d+(?:\\.\\d+)?|${HAN}|${ENGLISH})$`,
  'iu',
);

const NONE = /^(?:没有?|无|一个[也都]?没有?|none|zero|nil)(?:了|的|受伤|伤亡| at all)*$/iu;
const NOBODY =
  /(?:没有?|无|未有)(?:任何)?(?:人|人员)(?!行|民)|一个人?[也都]没|\b(?:no ?-?one|nobody|no (?:people|persons?|passengers?|injured|casualties)|none of (?:us|them))\b/iu;
const ALONE =
  /(?:就|只有?|仅|光)(?:我|他|她)?(?:自己)?一?个?人?$|(?:就|只有?)(?:我|他|她|司机)(?:自己|一个人?|一人)?(?:$|[。，,])|\b(?:just|only) (?:me|myself|him|her|the driver)\b|\bi was alone\b|\balone$|by myself/iu;
const OPEN =
  /(?:好?几|数|若干|许多|很多|不少|一些|[十百千]几|[多来余])个?(?:人|名|位|口)|几个|[一二两三四五六七八九][一二三四五六七八九]十?[个人名位]|several|a few|a couple|some people|many|a lot of|a dozen|dozens/iu;
const RANGE = new RegExp(
  `(?:\\d|${HAN})个?人?(?:到|至|-|~|、|或者?|还是)(?:\\d|${HAN})\\s?(?:个|人|名|位|$)|\\d\\s?(?:-|to|or)\\s?\\d\\s?(?:people|persons?|passengers?|$)`,
  'iu',
);
const GROUPS: readonly (readonly [RegExp, number])[] = [
  [
    /(?:我们|他们|她们|咱)?(?:夫妻|两口子|母女|母子|父女|父子|姐妹|兄弟|小两口)?(?:俩|倆)(?!个半)|一对(?:夫妻|夫妇|情侣)|\bboth of us\b/iu,
    2,
  ],
  [/仨|一家三口/u, 3],
  [/一家四口/u, 4],
  [/一家五口/u, 5],
];
const RELEVANT =
  /[\d一二两三四五六七八九十几](?:个|名|位|口)?人|没有?人|無人|无人|people|person|passenger|nobody|no one|none/i;

/** An answer to "how many people": a bare number is one too. */
export const count: ValueReader<number> = (text, context) => {
  const said = withoutIdentifiers(heardPlainly(text, RELEVANT), context).replace(
    /^[\s，,。]+|[\s。，,.!！?？吧了呢啊]+$/gu,
    '',
  );
  const bare = NUMBER_ALONE.exec(said)?.groups?.number;
  return bare !== undefined ? whole(numeral(bare)) : read(said, true);
};

/** People that are counted in any message. */
export const findCount: ValueReader<number> = (text, context) =>
  read(withoutIdentifiers(heardPlainly(text, RELEVANT), context), false);

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
  if (OPEN.test(said)) return { ask: 'count-open' };
  const group = GROUPS.find(([pattern]) => pattern.test(said));
  if (group) return { value: group[1] };
  if (answer && ALONE.test(said)) return { value: 1 };
  return NOBODY.test(said) || (answer && NONE.test(said)) ? { value: 0 } : undefined;
}

const numeral = (said: string): number | undefined => (said === '零' ? 0 : (numberOf(said) ?? englishNumberOf(said)));

const whole = (value: number | undefined): Reading<number> => {
  if (value === undefined) return { ask: 'count-open' };
  return Number.isInteger(value) && value <= HIGHEST_COUNT ? { value } : { ask: 'not-a-count' };
};
