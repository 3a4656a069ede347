import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadPhrases } from '../../understanding/intents/phrasings.ts';

test.each([
  ['an intent that there isn’t', 'intent: renewals\nzh-CN: [续保]\nen: [renew]\n', /intents\.ts: ask, report-incident/],
  ['no intent', 'zh-CN: [续保]\nen: [renew]\n', /intent/],
  ['a language that is missing', 'intent: renewal\nzh-CN: [续保]\n', /en/],
  ['a language too many', 'intent: renewal\nzh-CN: [续保]\nen: [renew]\nfr: [renouveler]\n', /fr/],
  ['a number', 'intent: renewal\nzh-CN: [1]\nen: [renew]\n', /zh-CN/],
])('a file of phrasings with %s is refused, by its name', (_, file, said) => {
  const folder = `${mkdtempSync(join(tmpdir(), 'policydesk-phrasings-'))}/`;
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'renewal.yaml'), file);
  expect(() => loadPhrases('zh-CN', folder)).toThrow(/renewal\.yaml/);
  expect(() => loadPhrases('zh-CN', folder)).toThrow(said);
});
