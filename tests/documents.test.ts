import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const DOCUMENTS = [
  ...['ARCHITECTURE.md', 'CONTRIBUTING.md', 'README.md', 'README.zh-CN.md'],
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];

/** What stands in backquotes and has a folder and an ending: a file, maybe without the folders above it. */
const NAMED = /`([\w.-]+(?:\/[\w.-]+)+\.(?:ts|js|cjs|md|yaml|sql))`/g;
/** Files of packages. */
const ELSEWHERE = new Set(['dist/webchat.js']);
/** What a guide has its reader write. */
const TO_BE_WRITTEN = /\/(?:duplicate-policy|mileage)\./;

/** What isn't ours, or isn't kept. */
const NOT_OURS = new Set(['.git', 'build', 'data', 'node_modules']);
const FILES = readdirSync(ROOT, { withFileTypes: true })
  .filter(({ name }) => !NOT_OURS.has(name))
  .flatMap((entry) =>
    entry.isDirectory()
      ? readdirSync(join(ROOT, entry.name), { recursive: true, encoding: 'utf8' }).map((name) => join(entry.name, name))
      : [entry.name],
  );

test.each(DOCUMENTS)('the files that %s names are there', (document) => {
  const named = [...readFileSync(join(ROOT, document), 'utf8').matchAll(NAMED)].map(([, name = '']) => name);
  const isThere = (name: string) => FILES.some((file) => file === name || file.endsWith(`/${name}`));
  expect(named.filter((name) => !ELSEWHERE.has(name) && !TO_BE_WRITTEN.test(name) && !isThere(name))).toEqual([]);
});

test('the guide to a conversation explains every option of a slot, and no other', () => {
  const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
  const slot = /export interface Slot<Value> \{\n(.*?)\n\}/s.exec(read('dialogs/kit/form/slots.ts'))?.[1] ?? '';
  const options = [...slot.matchAll(/^ {2}(\w+)\??:/gm)].map(([, name]) => name);
  const explained = [...read('docs/add-a-conversation.md').matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
  expect(explained.sort()).toEqual(options.sort());
});
