import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mark, unmark, unmarked } from '../../../knowledge/import/marked-words.ts';
import { Styled } from '../../../knowledge/import/styled.ts';

describe('words with marks', () => {
  test.each([
    ['保险人**不负责**赔偿。', '保险人不负责赔偿。', [[3, 6]]],
    ['**全部**', '全部', [[0, 2]]],
    ['没有粗体', '没有粗体', []],
    ['\\# 不是标题', '# 不是标题', []],
    ['两颗星 \\*\\* 一条杠 \\\\', '两颗星 ** 一条杠 \\', []],
    ['没有关上的 ** 不是粗体', '没有关上的 ** 不是粗体', []],
    ['C:\\folder', 'C:\\folder', []],
  ])('%s', (marked, words, bold) => {
    expect(unmark(marked)).toEqual({ words, bold });
  });

  test('give back the words and their look, whatever stands in them', () => {
    const stretch = fc.tuple(
      fc.string({ unit: fc.constantFrom(...'保险人赔偿*\\#` a_'.split('')), maxLength: 6 }),
      fc.boolean(),
    );
    fc.assert(
      fc.property(fc.array(stretch, { maxLength: 6 }), (stretches) => {
        const line = Styled.join(stretches.map(([text, bold]) => Styled.of(text, bold))).trim();
        const back = unmarked(mark(line));
        expect(back.text).toBe(line.text);
        for (let at = 0; at < line.length; at++)
          if (line.text[at] !== ' ') expect(back.isBoldAt(at), `${line.text} at ${at}`).toBe(line.isBoldAt(at));
      }),
    );
  });
});
