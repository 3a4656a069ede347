import { expect, test } from 'vitest';
import { templateKeys } from '../../templates/render.ts';
import { REASONS } from '../../understanding/values/reading.ts';

test('every sentence exists in both languages', () => {
  expect(templateKeys('en')).toEqual(templateKeys('zh-CN'));
  expect(templateKeys('zh-CN').length).toBeGreaterThan(100);
});

test('every reason to ask again has its sentence', () =>
  expect(templateKeys('zh-CN')).toEqual(expect.arrayContaining(REASONS.map((reason) => `form.retry-${reason}`))));
