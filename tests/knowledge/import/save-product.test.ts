import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Imported } from '../../../knowledge/import/import-wording.ts';
import { importWording } from '../../../knowledge/import/import-wording.ts';
import { saveProduct } from '../../../knowledge/import/save-product.ts';
import { TODAY } from './kit/imported.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'policydesk-save-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const product = (title: string, code = 'home-1'): Promise<Imported> =>
  importWording({
    name: 'a.txt',
    bytes: Buffer.from(`${title}\n第一条 保险责任\n火灾，保险人负责赔偿。`),
    code,
    today: TODAY,
  });

test('a product is saved in the folder of its code, which is made when there is none', async () => {
  const parent = join(folder, 'further', 'products');
  const imported = await product('财产保险条款');
  expect(await saveProduct(parent, imported)).toBe(join(parent, 'home-1', 'zh-CN.md'));
  expect(readFileSync(join(parent, 'home-1', 'zh-CN.md'), 'utf8')).toBe(imported.content);
  expect(readdirSync(parent)).toEqual(['home-1']);
});

test('an import that nobody has worked on is replaced', async () => {
  await saveProduct(folder, await product('财产保险条款'));
  const again = await product('《财产保险条款》');
  await saveProduct(folder, again);
  expect(readFileSync(join(folder, 'home-1', 'zh-CN.md'), 'utf8')).toBe(again.content);
  expect(readdirSync(folder)).toEqual(['home-1']);
});

test.each<[string, (file: string) => void, RegExp]>([
  [
    'another product',
    (file) => writeFileSync(file, readFileSync(file, 'utf8').replace('name: 财产保险', 'name: 别的保险')),
    /another product, 别的保险.*--code/,
  ],
  [
    'an editor’s words',
    (file) =>
      writeFileSync(file, readFileSync(file, 'utf8').replace('kind: cover', 'kind: cover\nplain: 着火了我们赔。')),
    /worked on.*--code/,
  ],
  ['a shipped product', (file) => writeFileSync(file, '---\ncode: home-1\nname: 财产保险\n---\n'), /worked on/],
  ['a translation', (file) => writeFileSync(file.replace('zh-CN', 'en'), ''), /more languages/],
])('%s is not written over', async (_, change, problem) => {
  const file = await saveProduct(folder, await product('财产保险条款'));
  change(file);
  const before = readFileSync(file, 'utf8');
  await expect(saveProduct(folder, await product('财产保险条款'))).rejects.toThrow(problem);
  expect(readFileSync(file, 'utf8')).toBe(before);
  expect(readdirSync(folder)).toEqual(['home-1']);
});

test.each(['../elsewhere', 'A', '', 'a/b', '.'])('no folder is named %s', async (code) => {
  await expect(saveProduct(folder, { ...(await product('财产保险条款')), code })).rejects.toThrow(
    /small letters, digits and hyphens/,
  );
  expect(readdirSync(folder)).toEqual([]);
});

test('nothing is left where it can’t be saved', async () => {
  mkdirSync(join(folder, 'home-1'));
  writeFileSync(join(folder, 'home-1', 'notes.txt'), '');
  await expect(saveProduct(folder, await product('财产保险条款'))).rejects.toThrow(/holds a product/);
  expect(readdirSync(folder)).toEqual(['home-1']);
});
