import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { IntentRecognizer } from '../../understanding/intent-recognizer.ts';
import { loadPhrases } from '../../understanding/intents/phrasings.ts';

test.each([
  ['a language that is missing', 'zh-CN: [续保]\n', /en/],
  ['a language too many', 'zh-CN: [续保]\nen: [renew]\nfr: [renouveler]\n', /fr/],
  ['a number', 'zh-CN: [1]\nen: [renew]\n', /zh-CN/],
])('a file of phrasings with %s is refused, by its name', (_, file, said) => {
  const folder = `${mkdtempSync(join(tmpdir(), 'policydesk-phrasings-'))}/`;
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'renewal.yaml'), file);
  expect(() => loadPhrases('zh-CN', folder)).toThrow(/renewal\.yaml/);
  expect(() => loadPhrases('zh-CN', folder)).toThrow(said);
});

test('phrasings of what no conversation meets are refused before a customer says them', () =>
  expect(
    () => new IntentRecognizer({ intents: [{ intent: 'ask', business: true }], unanswerable: { 'zh-CN': [], en: [] } }),
  ).toThrow(/phrasings\/benefit-payment\.yaml: no conversation meets it/));
