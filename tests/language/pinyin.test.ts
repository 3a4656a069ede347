import fc from 'fast-check';
import { expect, test } from 'vitest';
import { syllablesOf } from '../../language/pinyin.ts';

test.each([
  ['退保', 'tui bao'],
  ['退保', 'tuibao'],
  ['退保', '推保'],
  ['我要报案', 'wo yao baoan'],
  ['进度怎么查', 'jindu zenme cha'],
])('%s is said as %s', (han, said) => expect(syllablesOf(han)).toBe(syllablesOf(said)));

test.each(['insurance policy refund', 'what is the status', '', '123', '？！'])(
  'nothing is spelled out: “%s”',
  (text) => expect(syllablesOf(text).trim()).toBe(''),
);

test('whatever is written is as long at most as it was', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => syllablesOf(text).length <= text.length),
    { seed: 7 },
  ));
