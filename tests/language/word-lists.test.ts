import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { linesIn, wordLists } from '../../language/word-lists.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const PHRASES = 'understanding/phrases';
const FILES = [
  ...readdirSync(join(ROOT, PHRASES))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => `${PHRASES}/${name}`),
  'understanding/intents/rules.yaml',
  'services/evidence/understanding-words.yaml',
  'services/misses-words.yaml',
  'knowledge/search/fillers.yaml',
  'knowledge/search/questions.yaml',
  'knowledge/search/since-bought.yaml',
];

/* Every line of the word lists, by the examples that stand beside it. */
describe.each(FILES)('%s', (file) => {
  const lines = linesIn(pathToFileURL(join(ROOT, file)));

  test('each line hears its examples, and its group none of what only sounds like it', () => {
    const wrong = lines.flatMap(({ group, words, alone, whole, heard = [], unheard = [] }) => [
      ...heard.filter((said) => !alone.test(said)).map((said) => `${group}: ${words} doesn't hear ${said}`),
      ...unheard.filter((said) => whole.test(said)).map((said) => `${group}: ${words} hears ${said}`),
    ]);
    expect(wrong).toEqual([]);
  });

  test('every class that a line names is there', () => {
    expect(lines.filter(({ alone }) => /(?<!\(\?)<[a-z]+>/.test(alone.source)).map(({ words }) => words)).toEqual([]);
  });
});

const folder = mkdtempSync(join(tmpdir(), 'word-lists-'));
afterAll(() => rmSync(folder, { recursive: true }));
const written = (text: string): URL => {
  const file = join(folder, 'a.yaml');
  writeFileSync(file, text);
  return pathToFileURL(file);
};

test('a group is heard in every language, in letters of either case, within its frame', () => {
  const { no } = wordLists(
    written(`
classes: { never: [never, not ever] }
no:
  frame: ^<lines>!*$
  zh-CN: [{ words: 不, heard: [不] }]
  en: [{ words: <never> again, heard: [never again] }]
`),
    ['no'],
  );
  expect(['不!', 'Not ever again', '不是', 'never  again'].map((said) => no.test(said))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test.each([
  [
    'no: { zh-CN: [], en: [{ words: no }] }',
    /a\.yaml: .*write how somebody says it, at least once.*no\.en\[0\]\.heard/s,
  ],
  ['no: { zh-CN: [] }', /a\.yaml: .*groups\.no\.en/s],
  ['no: { zh-CN: [], en: [], frame: ^no$ }', /write <lines> where one of the lines is to stand/],
  ['yes: { zh-CN: [], en: [] }', /a\.yaml: nobody asks for the group yes/],
  ['classes: {}', /a\.yaml: write the group no/],
])('what is wrong with a list says what to write where: %s', (text, message) => {
  expect(() => wordLists(written(text), ['no'])).toThrow(message);
});
