import { expect, test } from 'vitest';
import { localeIn, options, Usage } from '../../cli/usage.ts';

test('a locale is one that the desk speaks, or none', () => {
  expect([localeIn('en'), localeIn('zh-CN'), localeIn(undefined)]).toEqual(['en', 'zh-CN', undefined]);
  expect(() => localeIn('fr')).toThrow(new Usage('--locale is one of zh-CN, en, not fr'));
});

test('what isn’t an option is refused', () => {
  expect(options(['--top', '3', 'more'], ['top'])).toEqual({ given: { top: '3' }, rest: ['more'] });
  expect(() => options(['--tops', '3'], ['top'])).toThrow(Usage);
});
