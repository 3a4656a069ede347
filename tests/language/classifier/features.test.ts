import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Classifier } from '../../../language/classifier/classifier.ts';
import { type Bag, Features } from '../../../language/classifier/features.ts';
import type { Example } from '../../../language/classifier/learn.ts';

/** The features by their own words, plainly: what `Features` has to number without making a string of each. */
function plainly(text: string): Map<string, number> {
  const bag = new Map<string, number>();
  const add = (feature: string) => bag.set(feature, (bag.get(feature) ?? 0) + 1);
  const lower = text.toLowerCase().slice(0, 300).replace(/\d+/g, '0');
  if (/\p{Script=Han}/u.test(lower)) {
    const characters = `^${lower.replace(/[^\p{Script=Han}a-z0]+/gu, ' ').trim()}$`;
    for (let n = 1; n <= 3; n++) for (let i = 0; i + n <= characters.length; i++) add(characters.slice(i, i + n));
    return bag;
  }
  const words = lower.replace(/[’']/g, "'").match(/[\p{L}0']+/gu) ?? [];
  for (const [i, word] of words.entries()) {
    add(`w ${word}`);
    if (i > 0) add(`p ${words[i - 1]} ${word}`);
  }
  const joined = ` ${words.join(' ')} `;
  for (let n = 3; n <= 4; n++) for (let i = 0; i + n <= joined.length; i++) add(`c ${joined.slice(i, i + n)}`);
  return bag;
}

const counted = ({ size, nodes, counts }: Bag): [number, number][] =>
  Array.from({ length: size }, (_, i) => [nodes[i] as number, counts[i] as number]);

const PIECES = [
  '车',
  '我的车',
  '撞了',
  '，',
  '𠮷',
  '\ud842',
  'w a',
  'bmw',
  'a',
  ' ',
  '  ',
  "don't",
  '’',
  'É',
  '12',
  '3',
  '\n',
  '!',
  'İ',
];
const someText = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 400 }),
);

test('each feature of a text has a number of its own, is counted, and comes in the order in which it first stands there', () => {
  const features = new Features();
  const names = new Map<number, string>();
  const seen = new Set<string>();
  fc.assert(
    fc.property(someText, (text) => {
      const expected = [...plainly(text)];
      const known = expected.filter(([name]) => seen.has(name));
      // What only leads to a feature has a number too, and nobody learnt from it.
      const read = counted(features.of(text)).filter(([node]) => names.has(node));
      expect(read.map(([node, count]) => [names.get(node), count])).toEqual(known);
      const found = counted(features.learn(text));
      expect(found.map(([, count]) => count)).toEqual(expected.map(([, count]) => count));
      for (const [i, [node]] of found.entries()) {
        const name = expected[i]?.[0] as string;
        expect(names.get(node) ?? name).toBe(name);
        names.set(node, name);
        seen.add(name);
      }
      expect(names.size).toBe(seen.size);
      expect(counted(features.of(text))).toEqual(found);
    }),
    { seed: 7, numRuns: 1_000 },
  );
});

const EXAMPLES: readonly Example[] = [
  { text: 'my car was hit', label: 'report-incident' },
  { text: '车被追尾了', label: 'report-incident' },
  { text: 'I want to complain', label: 'file-complaint' },
  { text: '对处理不满意', label: 'file-complaint' },
];

test('what one classifier has counted of a text is the same for the next, whatever is learnt in between', () => {
  const first = new Classifier(EXAMPLES);
  const alone = ['追尾了我要处理', 'my car, complain!'].map((text) => first.rank(text));
  const second = new Classifier([...EXAMPLES, { text: '我要处理车', label: 'ask' }, { text: 'car hit', label: 'ask' }]);
  for (const [i, text] of ['追尾了我要处理', 'my car, complain!'].entries()) {
    const before = first.rank(text);
    const others = second.rank(text);
    expect(before).toEqual(alone[i]);
    expect(others).toHaveLength(3);
    expect(first.rank(text)).toEqual(alone[i]);
    expect(second.rank(text)).toEqual(others);
  }
});

test('languages that are read together: a sentence of two is read in both, and by how it is said', () => {
  const together = new Classifier(
    [
      { text: '我要退保', label: 'surrender' },
      { text: 'I want a refund of my policy', label: 'surrender' },
      { text: '追尾了要报案', label: 'report' },
      { text: 'a crash to report', label: 'report' },
    ],
    { languages: 'together' },
  );
  const best = (text: string) => together.rank(text)[0]?.label;
  expect(['wo yao tuibao', '推保', '帮我refund一下policy', 'zhuiwei le', '我crash了'].map(best)).toEqual([
    'surrender',
    'surrender',
    'surrender',
    'report',
    'report',
  ]);
});

test('a text of nothing that is known lies where each label begins', () => {
  const classifier = new Classifier(EXAMPLES);
  expect(classifier.rank('')).toEqual(classifier.rank('ﷺ'));
});
