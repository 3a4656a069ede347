import { expect, test } from 'vitest';
import { simplified, simplifiedInPlace } from '../../language/simplified.ts';

test.each([
  ['第三點 保險責任', '第三点 保险责任'],
  ['车险', '车险'],
  ['no Han', 'no Han'],
])('%s is %s in simplified characters', (text, plain) => {
  expect([simplified(text), simplifiedInPlace(text)]).toEqual([plain, plain]);
});

test.each(['乾坤', '嗰個', '皇后後面'])('%s keeps its places', (text) => {
  expect(simplifiedInPlace(text)).toHaveLength(text.length);
});
