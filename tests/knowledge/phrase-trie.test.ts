import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PhraseTrie } from '../../knowledge/search/phrase-trie.ts';

type Phrase = readonly [units: readonly string[], value: string];

/** What stands where, plainly: from each place the longest phrase, if it ends later than what was found before. */
function plainly(phrases: readonly Phrase[], text: readonly string[]): string[] {
  const found: string[] = [];
  let covered = 0;
  for (let start = 0; start < text.length; start++)
    for (let end = text.length; end > start; end--) {
      const here = phrases.filter(([units]) => JSON.stringify(units) === JSON.stringify(text.slice(start, end)));
      if (here.length === 0) continue;
      if (end > covered) {
        found.push(...new Set(here.map(([, value]) => value)));
        covered = end;
      }
      break;
    }
  return found;
}

function foundIn(phrases: readonly Phrase[], text: readonly string[]): string[] {
  const trie = new PhraseTrie<string>();
  for (const [units, value] of phrases) trie.add(units, value);
  return trie.in(text);
}

const PHRASES: readonly Phrase[] = [
  [['酒', '驾'], 'drunk'],
  [['酒', '驾', '险'], 'cover'],
  [['驾', '险'], 'driving'],
  [['险'], 'insurance'],
  [['险'], 'danger'],
  [['险'], 'insurance'],
  [['drink', 'driving'], 'drunk'],
  [[], 'nothing'],
  [[''], 'empty'],
  [['𠮷'], 'luck'],
  [['\ud842'], 'half'],
];

test.each([
  ['nothing of nothing', [], []],
  ['nothing of words that no phrase has', ['a', '驾', 'drink'], []],
  ['a phrase', ['a', '酒', '驾'], ['drunk']],
  ['a phrase as often as it stands there', ['酒', '驾', '酒', '驾'], ['drunk', 'drunk']],
  ['the longest, and not what is only a part of it', ['酒', '驾', '险'], ['cover']],
  ['a shorter one where the longer breaks off', ['酒', '驾', '酒'], ['drunk']],
  ['what begins in a phrase and ends after it', ['酒', '驾', 'a', '驾', '险'], ['drunk', 'driving']],
  ['all that one phrase stands for, each once, as they were added', ['险'], ['insurance', 'danger']],
  ['words', ['no', 'drink', 'driving'], ['drunk']],
  ['a unit without a character', ['', 'a'], ['empty']],
  ['characters beyond the first 65,536, and halves of them', ['𠮷', '\ud842'], ['luck', 'half']],
])('finds %s', (_, text, values) => {
  expect(foundIn(PHRASES, text)).toEqual(values);
  expect(plainly(PHRASES, text)).toEqual(values);
});

test('whatever the phrases and the text: what a plain search finds', () => {
  const unit = fc.constantFrom('a', 'b', 'c', '险', 'word');
  const phrases = fc.array(fc.tuple(fc.array(unit, { maxLength: 4 }), fc.constantFrom('1', '2', '3')), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(phrases, fc.array(fc.oneof(unit, fc.constant('?')), { maxLength: 15 }), (given, text) => {
      expect(foundIn(given, text)).toEqual(plainly(given, text));
    }),
    { seed: 10, numRuns: 2_000 },
  );
});
