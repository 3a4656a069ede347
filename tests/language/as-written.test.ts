import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { placesIn } from '../../language/as-written.ts';
import { normalize } from '../../language/text.ts';

describe('words as they were written, by where they stand in their plain form', () => {
  test.each([
    ['  第一，赔我　５０００元；第二， 道歉  ', '第二, 道歉', '第二， 道歉'],
    ['车被撞了\u200b，\n\n很严重', '很严重', '很严重'],
    ['ＡＢＣ café ﬁre', 'café fire', 'café ﬁre'],
    ['①先道歉②再赔', '2再赔', '②再赔'],
  ])('%j: %s', (written, plain, expected) => {
    const words = normalize(written);
    const at = words.indexOf(plain);
    expect(at).toBeGreaterThanOrEqual(0);
    expect(placesIn(written, words)?.(at, at + plain.length)).toBe(expected);
  });

  test('the whole is the whole, whatever it is made of, or can’t be told', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (written) => {
        const plain = normalize(written);
        const whole = placesIn(written, plain)?.(0, plain.length);
        if (whole !== undefined) expect(normalize(whole)).toBe(plain);
      }),
    );
  });
});
