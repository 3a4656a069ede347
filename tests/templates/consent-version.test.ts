import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { templateKeys, templateSource } from '../../templates/render.ts';

/* The wording of the consent has a version, which the log keeps with each decision: other words are another version. */

test.each([
  ['zh-CN', '同意书 2026-11-30', '6c53ecb6107217d1'],
  ['en', 'consent 2026-11-30', 'b96904d4d3451a9d'],
] as const)('%s: whoever changes the words gives them another version, here too', (locale, version, hash) => {
  const asking = templateKeys(locale).filter((key) => /^consent\.(?:ask|by-answering|with-summary|kind-)/.test(key));
  const words = asking.flatMap((key) => templateSource(key, locale));
  expect(templateSource('consent.version', locale)).toEqual([version]);
  expect(createHash('sha256').update(words.join('\n')).digest('hex').slice(0, 16)).toBe(hash);
});
