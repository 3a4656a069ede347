import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Line, patternOf, wordList } from '../../dialogs/understand/distress/distress.ts';
import { needsOf, Sieve } from '../../dialogs/understand/distress/needs.ts';

const needed = (source: string): string[] =>
  needsOf(source).map((all) => all.map((set) => [...set].join('')).join(' '));

test.each([
  ['死', ['死']],
  ['想(?:去)?死', ['想 死']],
  ['想|要', ['想', '要']],
  ['(?:想|要).{0,6}死', ['想要 死']],
  ['(?:想|要)*死', ['死']],
  ['(?:想|要){0,3}死', ['死']],
  ['(?:想|要){1,3}死', ['想要 死']],
  ['[想要]+?死', ['想要 死']],
  ['[^想]死', ['死']],
  ['[a-z]死', ['死']],
  ['(?<!不)想(?=死)', ['想']],
  ['(?:想|.)死', ['死']],
  ['(?:想|)死', ['死']],
  ['^\\s*死$', ['死']],
  ['𠮷死', ['死']],
  ['想\\.', ['想 .']],
  ['死*|想', ['', '想']],
])('%s needs one of each of %j', (source, expected) => expect(needed(source)).toEqual(expected));

test.each(['(?<name>想)', '\\u{60f3}', '\\p{Script=Han}', '(想)\\1', '[\\d想]', '想)', '(?i:想)'])(
  'what isn’t understood is looked for in every text: %s',
  (source) => expect(needed(source)).toEqual(['']),
);

const list = wordList('zh-CN');
const lines = (Object.values(list).flat() as Line[]).filter(({ words }) => words);
const sieve = new Sieve();
const patterns = lines
  .map(({ words }) => new RegExp(patternOf(words, list, ''), 'u'))
  .map((pattern) => ({ pattern, mayBeIn: sieve.add(pattern.source) }));
const left = (text: string) => patterns.filter(({ mayBeIn }) => mayBeIn(sieve.marksOf(text)));

/** Everything that a line or a class is made of, and what people say. */
const pieces = [
  ...new Set([
    ...[...lines.map(({ words }) => words), ...Object.values(list.classes ?? {}).flat()].flatMap((words) =>
      words.split(/[|()?:!<>=[\]{}*+\\.^$]+/).filter(Boolean),
    ),
    ...lines.flatMap(({ heard = [], unheard = [] }) => [...heard, ...unheard]),
  ]),
];

test('no text is passed over that a line matches', () => {
  const text = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 10 }).map((some) => some.join(''));
  fc.assert(
    fc.property(text, (said) => {
      const may = new Set(left(said));
      for (const one of patterns) if (!may.has(one)) expect([said, one.pattern.test(said)]).toEqual([said, false]);
    }),
    { seed: 11, numRuns: 100 },
  );
});

test('an ordinary text is looked through for few lines', () => {
  for (const said of ['我的车昨天被追尾了', '理赔进度到哪一步了', '想改一下联系地址', '你好'])
    expect(left(said).length).toBeLessThan(patterns.length / 10);
});
