import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FORMATS, PROPERTY } from './kit/wording.ts';

const root = join(import.meta.dirname, '..', '..', '..');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'policydesk-import-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const desk = (args: string[], env: Record<string, string> = {}) =>
  spawnSync(process.execPath, [join(root, 'cli', 'policydesk.js'), 'import', ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, CLOCK: '2026-11-23T09:00:00+08:00', ...env },
  });

test('desk import prints one line of JSON and writes the product into KNOWLEDGE_DIR', () => {
  const source = join(folder, 'wording.pdf');
  const knowledge = join(folder, 'knowledge');
  writeFileSync(source, FORMATS['wording.pdf']?.(PROPERTY) ?? '');
  const { status, stdout } = desk([source, '--code', 'home-anning'], { KNOWLEDGE_DIR: knowledge });
  expect(status).toBe(0);
  const file = join(knowledge, 'home-anning', 'zh-CN.md');
  expect(JSON.parse(stdout)).toMatchObject({
    clauses: 7,
    exclusions: 2,
    obligations: 1,
    definitions: 1,
    warnings: [],
    guessed: [expect.stringContaining('2026-11-23 was written')],
    file,
    product: 'home-anning',
  });
  expect(stdout.trim().split('\n')).toHaveLength(1);
  expect(readFileSync(file, 'utf8')).toContain('### 第四条 故意行为 {#c4}');
});

test('what can’t be imported is said in one sentence, and nothing is written', () => {
  const source = join(folder, 'scan.txt');
  const out = join(folder, 'out');
  writeFileSync(source, '\x89PNG', 'latin1');
  const { status, stdout, stderr } = desk([source, '--out', out]);
  expect({ status, stdout, stderr }).toEqual({
    status: 1,
    stdout: '',
    stderr: 'scan.txt is a picture, not a text file: have its text recognised (OCR) and import that\n',
  });
  expect(readdirSync(folder)).not.toContain('out');
});

test('without a file the verb says how it is used', () => {
  const { status, stderr } = desk([]);
  expect(status).toBe(2);
  expect(stderr).toMatch(/say which file[\s\S]*desk import <file> \[--out DIR\] \[--code CODE\]/);
});
