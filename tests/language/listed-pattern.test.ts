import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { ListedPattern } from '../../language/listed-pattern.ts';
import { linesIn } from '../../language/word-lists.ts';
import { loadPhrases } from '../../understanding/intents/phrasings.ts';
import { talkFiles } from '../kit/talk-files.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const FILES = [
  ...readdirSync(join(ROOT, 'understanding/phrases'))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => `understanding/phrases/${name}`),
  'understanding/intents/rules.yaml',
];

const lines = FILES.flatMap((file) =>
  linesIn(pathToFileURL(join(ROOT, file))).map((line) => ({ ...line, group: `${file}: ${line.group}` })),
);
const groups = [...new Map(lines.map(({ group, whole }) => [group, whole]))];

/** Of so many texts one is held against every group; of each group's own examples all are. */
const EACH = 500;
const heard = lines.flatMap((line) => [...(line.heard ?? []), ...(line.unheard ?? [])]);
const said = [
  ...heard,
  ...(['zh-CN', 'en'] as const).flatMap((locale) => loadPhrases(locale).map(({ text }) => text)),
  ...talkFiles().flatMap(({ talks }) =>
    talks.flatMap(({ turns }) => turns.flatMap(({ step }) => ('customer' in step ? step.customer : []))),
  ),
];
const some = said
  .filter((_, at) => at % EACH === 0)
  .flatMap((text, at) => [text, `${text}，${said[(at * 7919) % said.length]}`, text.toUpperCase()]);

const told = (found: RegExpExecArray | null) => found && `${found.index} ${JSON.stringify([...found, found.groups])}`;

test('a group of a word list is where its pattern is, with or without a look at its words first', () => {
  const listed = groups.filter(([, whole]) => whole instanceof ListedPattern);
  expect(listed.length).toBeGreaterThan(0.95 * groups.length);
  const different = listed.flatMap(([group, whole]) => {
    const plain = new RegExp(whole.source, whole.flags);
    const own = lines.filter((line) => line.group === group);
    return [...some, ...own.flatMap((line) => [...(line.heard ?? []), ...(line.unheard ?? [])])]
      .filter((text) => {
        const found = plain.exec(text);
        return whole.test(text) !== (found !== null) || told(whole.exec(text)) !== told(found);
      })
      .map((text) => `${group}: ${text}`);
  });
  expect(different).toEqual([]);
});

const pattern = new ListedPattern({
  before: '^',
  lines: ['(\\d)天(?:内|里)', '(?<many>几|多少)天', 'Straße'],
  after: '$',
});

test.each([
  ['3天内', ['3天内', '3', undefined]],
  ['多少天', ['多少天', undefined, '多少']],
  ['3天', null],
  ['STRASSE', null],
  ['straße', ['straße', undefined, undefined]],
])('what is found in %s has the groups of the whole pattern', (text, found) => {
  expect(pattern.exec(text)?.slice() ?? null).toEqual(found);
  expect(pattern.test(text)).toBe(found !== null);
});

test('what strings make of a pattern is what they make of any', () => {
  const words = new ListedPattern({ before: '', lines: ['退保', '不要了'], after: '' });
  expect('我不要了'.search(words)).toBe(1);
  expect('我不要了，退保'.replace(words, '□')).toBe('我□，退保');
  expect('我退保了'.split(words)).toEqual(['我', '了']);
  expect('好的'.match(words)).toBeNull();
  expect([...'退保退保'.matchAll(new RegExp(words, 'g'))]).toHaveLength(2);
});
