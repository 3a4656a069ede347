import { expect, test } from 'vitest';
import { requiredWords } from '../../language/required-words.ts';
import type { Line } from '../../language/word-lists.ts';
import { loadPhrases } from '../../understanding/intents/phrasings.ts';
import { type DangerFile, dangerList } from '../../understanding/phrases/danger/danger.ts';
import { type File, wordList } from '../../understanding/phrases/distress/distress.ts';
import { groupsOfOneList } from '../../understanding/phrases/lines.ts';
import { patternsOf, plainEnglish, plainHan, plainPinyin } from '../../understanding/phrases/word-list.ts';

test.each<[string, string[][]]>([
  ['想死', [['想死']]],
  ['想.{0,3}死', [['想'], ['死']]],
  ['想(?:去)?死', [['想'], ['死']]],
  ['(?:想|打算)去死', [['想', '打算'], ['去死']]],
  ['轻生|自杀', [['轻生', '自杀']]],
  ['(?<!不)想(?!到)死', [['想死']]],
  ['跳[楼河]', [['跳'], ['楼', '河']]],
  ['跳[^楼]', [['跳']]],
  ['跳[一-龥]', [['跳']]],
  ['死+', [['死']]],
  ['死*', []],
  ['(?:死|\\d)', []],
  ['\\bkill\\s+myself\\b', [['kill'], ['myself']]],
  ['(?:end\\s+it|ending)\\s+all', [['end', 'ending'], ['all']]],
])('what %s matches has one of each of %j', (pattern, words) => {
  expect(requiredWords(pattern)).toEqual(words);
});

test('what is no pattern is refused', () => {
  expect(() => requiredWords('想(死')).toThrow(SyntaxError);
});

type Plain = (text: string) => string;
const LISTS: [string, object, string, Plain][] = [
  ...(
    [
      ['zh-CN', '', plainHan],
      ['pinyin', '\\s*', plainPinyin],
      ['en', '\\s+', plainEnglish],
    ] as [File, string, Plain][]
  ).map(([file, space, plain]): [string, object, string, Plain] => [`distress, ${file}`, wordList(file), space, plain]),
  ...(
    [
      ['zh-CN', '', plainHan],
      ['en', '\\s+', plainEnglish],
    ] as [DangerFile, string, Plain][]
  ).map(([file, space, plain]): [string, object, string, Plain] => [`danger, ${file}`, dangerList(file), space, plain]),
];

/** One of so many phrasings: each is held against every group. */
const EACH = 16;

/** Places as text: what is compared is many. */
const told = (places: Iterable<RegExpExecArray>) =>
  [...places].map(({ 0: words, index }) => `${index} ${words}`).join();

test.each(LISTS)('a group of %s is where one pattern of all its lines would be', (_, list, space, plain) => {
  const groups = Object.values(list).filter((lines) => Array.isArray(lines)) as Line[][];
  const make = groupsOfOneList();
  const said = [
    ...groups.flat().flatMap(({ heard = [], unheard = [] }) => [...heard, ...unheard]),
    // Of what customers want as many as there is time for.
    ...(['zh-CN', 'en'] as const).flatMap((locale) =>
      loadPhrases(locale).flatMap(({ text }, at) => (at % EACH === 0 ? text : [])),
    ),
  ].map(plain);
  // Several side by side too: places that touch, several lines in one text.
  const texts = Array.from({ length: Math.ceil(said.length / 10) }, (_, at) =>
    said.slice(10 * at, 10 * at + 10),
  ).flatMap(([first = '', ...others]) => [first, [first, ...others].join('')]);
  const different = groups.flatMap((lines) => {
    const patterns = patternsOf(lines, list, space);
    const [group, whole] = [make(patterns), new RegExp(patterns.join('|'), 'gu')];
    return texts.filter(
      (text) =>
        told(group.placesIn(text)) !== told(text.matchAll(whole)) ||
        group.without(text) !== text.replace(whole, '|') ||
        group.isIn(text) !== text.search(whole) >= 0,
    );
  });
  expect(different).toEqual([]);
});
