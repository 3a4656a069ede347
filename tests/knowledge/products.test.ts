import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadKnowledge } from '../../knowledge/load.ts';
import { readProduct } from '../../knowledge/read-product.ts';

const knowledge = loadKnowledge();
const languages = ['zh-CN', 'en'] as const;

describe.each(knowledge.products.map((product) => [product.code, product] as const))('%s', (_code, product) => {
  test('has enough clauses and exclusions to be like the real thing', () => {
    expect(product.clauses.length).toBeGreaterThanOrEqual(20);
    expect(product.clauses.filter(({ kind }) => kind === 'exclusion').length).toBeGreaterThanOrEqual(8);
  });

  test('has the same items and figures in both languages', () => {
    for (const { id, text } of product.clauses) {
      const items = (words: string) => words.split('\n').filter((line) => line.trim() !== '').length;
      expect({ id, items: items(text.en.words) }).toEqual({ id, items: items(text['zh-CN'].words) });
    }
  });

  test.each(languages)('answers its own example questions from their clause (%s)', (language) => {
    const asked = product.clauses.flatMap(({ id, text }) =>
      text[language].questions.map((question) => ({ id, question })),
    );
    const wrong = asked.filter(({ id, question }) => {
      const answer = knowledge.ask(product, question, language);
      return answer.verdict === 'unknown' || answer.citations[0].clause !== id;
    });
    // Two clauses may share a question's words; more than that and the search is broken.
    expect(wrong.length / asked.length).toBeLessThan(0.03);
  });

  test('no cover is answered without everything that bears on it, exclusions first', () => {
    for (const cover of product.clauses.filter(({ kind }) => kind === 'cover')) {
      const answer = knowledge.ask(product, cover.text['zh-CN'].questions[0] ?? '', 'zh-CN');
      if (answer.verdict === 'unknown' || answer.citations[0].clause !== cover.id) continue;
      const bearing = product.clauses.filter(({ affects }) => affects.includes(cover.id)).map(({ id }) => id);
      expect(answer.bearing.map(({ clause }) => clause).sort()).toEqual(bearing.sort());
      // What the question speaks of, then the rest; the exclusions first in each.
      for (const part of [answer.bearing.slice(0, answer.speaksOf), answer.bearing.slice(answer.speaksOf)]) {
        const kinds = part.map(({ kind }) => kind === 'exclusion');
        expect(kinds).toEqual(kinds.toSorted((a, b) => Number(b) - Number(a)));
      }
    }
  });
});

describe('a product file that can’t be used says where and what to write', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'policydesk-product-'));
    cpSync(fileURLToPath(new URL('../../knowledge/products/home-contents', import.meta.url)), folder, {
      recursive: true,
    });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test.each<[what: string, file: string, from: string | RegExp, to: string, error: RegExp]>([
    ['no front matter', 'zh-CN.md', /^---/, '', /zh-CN\.md:1: start the file with front matter/],
    ['a field is missing', 'zh-CN.md', /^line: .*$/m, '', /zh-CN\.md:1: line: write a text/],
    [
      'an unknown kind',
      'zh-CN.md',
      'kind: exclusion',
      'kind: exlusion',
      /zh-CN\.md:\d+: kind: write one of cover, exclusion/,
    ],
    [
      'affects nothing',
      'zh-CN.md',
      /kind: exclusion\naffects: .*/,
      'kind: exclusion',
      /zh-CN\.md:\d+: clause [\w-]+ is of kind exclusion: write in affects/,
    ],
    [
      'affects what is no cover',
      'zh-CN.md',
      /(kind: exclusion\naffects: \[)/,
      '$1nothing, ',
      /affects nothing, which is no cover/,
    ],
    ['an id twice', 'zh-CN.md', /\{#burst-pipe\}/, '{#building}', /zh-CN\.md:\d+: the id building stands twice/],
    ['no plain words', 'en.md', /^plain: .*$/m, '', /en\.md:\d+: clause [\w-]+ is of kind [\w-]+: write its plain/],
    [
      'another order in English',
      'en.md',
      /\{#building\}/,
      '{#bilding}',
      /en\.md:\d+: clause \d+ is bilding: write building/,
    ],
    ['a heading without an id', 'zh-CN.md', / \{#building\}/, '', /zh-CN\.md:\d+: write the heading as/],
    ['YAML that isn’t', 'zh-CN.md', 'kind: exclusion', 'kind: [exclusion', /zh-CN\.md:\d+: this is not YAML/],
  ])('%s', (_what, file, from, to, error) => {
    const path = join(folder, file);
    const before = readFileSync(path, 'utf8');
    writeFileSync(path, before.replace(from, to));
    expect(readFileSync(path, 'utf8')).not.toBe(before);
    expect(() => readProduct(folder)).toThrow(error);
  });

  test('a missing translation', () => {
    rmSync(join(folder, 'en.md'));
    expect(() => readProduct(folder)).toThrow(/en\.md:1: this file is missing/);
  });
});
