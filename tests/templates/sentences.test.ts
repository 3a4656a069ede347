import { expect, test } from 'vitest';
import { templateKeys } from '../../templates/render.ts';

test('every sentence exists in both languages', () => {
  expect(templateKeys('en')).toEqual(templateKeys('zh-CN'));
  expect(templateKeys('zh-CN').length).toBeGreaterThan(100);
});
