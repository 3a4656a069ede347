import { describe, expect, test } from 'vitest';
import { matchesOf } from '../../language/matches.ts';

/** Patterns with the texts in which they are looked for, more than once each: only then their words are known. */
const CASES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/(?:三|3)号[楼栋]/gu, ['翡翠园3号楼，三号楼也进水了', '没有楼', '3号']],
  [/\bkerb\b|\bcurb\b/gi, ['hit the Kerb, then the curb', 'suburb', '']],
  [/(?<!不)去医院/gu, ['不去医院', '他去医院了，去医院拍了片']],
  [/\p{Script=Han}{2}路/gu, ['在中山路和人民路', 'on the road']],
  [/[\u212a]elvin/giu, ['kelvin and KELVIN']],
  [/a?b*/g, ['ab', 'zz']],
];

describe('a pattern is found as matchAll finds it, however often it is looked for', () => {
  test.each(CASES.flatMap(([pattern, texts]) => texts.map((text) => ({ pattern, text }))))(
    '$pattern in $text',
    ({ pattern, text }) => {
      const places = (found: Iterable<RegExpMatchArray>) => [...found].map(({ 0: words, index }) => [index, words]);
      for (let time = 0; time < 4; time++)
        expect(places(matchesOf(text, pattern))).toEqual(places(text.matchAll(pattern)));
    },
  );
});
