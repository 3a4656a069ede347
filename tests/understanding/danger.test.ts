import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { type Line, patternOf } from '../../language/word-lists.ts';
import {
  DANGER_KINDS,
  type DangerFile,
  dangerIn,
  dangerList,
  justDied,
} from '../../understanding/phrases/danger/danger.ts';

/* Every line of the word lists, by the examples that stand beside it. */
const FILES: readonly DangerFile[] = ['zh-CN', 'en'];
const HINTS = ['idioms', 'suppose', 'past', 'over', 'calm', 'now', 'since'] as const;

const linesOf = (group: keyof ReturnType<typeof dangerList>): [string, Line][] =>
  FILES.flatMap((file) =>
    ((dangerList(file)[group] ?? []) as Line[]).map((line): [string, Line] => [
      `${file}: ${line.words.slice(0, 60)}`,
      line,
    ]),
  );

describe.each(DANGER_KINDS.filter((kind) => linesOf(kind).length > 0))('%s', (kind) => {
  test.each(linesOf(kind))('%s', (_, { heard = [], unheard = [] }) => {
    expect(heard.length).toBeGreaterThan(0);
    for (const said of heard) expect.soft(`${said}: ${dangerIn(said)}`).toBe(`${said}: ${kind}`);
    for (const said of unheard) expect.soft(`${said}: ${dangerIn(said)}`).toBe(`${said}: undefined`);
  });
});

describe.each(HINTS)('what makes it no danger now: %s', (hint) => {
  test.each(linesOf(hint))('%s', (_, { heard = [], unheard = [] }) => {
    expect(heard.length + unheard.length).toBeGreaterThan(0);
    for (const said of heard) expect.soft([said, dangerIn(said) ?? 'calm']).not.toEqual([said, 'calm']);
    for (const said of unheard) expect.soft(`${said}: ${dangerIn(said)}`).toBe(`${said}: undefined`);
  });
});

test.each(linesOf('just-died'))('it was a moment ago: %s', (_, { heard = [], unheard = [] }) => {
  for (const said of heard) expect.soft([said, justDied(said)]).toEqual([said, true]);
  for (const said of unheard) expect.soft([said, justDied(said)]).toEqual([said, false]);
});

test('every class that a line names is there', () => {
  for (const file of FILES) {
    const list = dangerList(file);
    for (const { words } of Object.values(list).flat() as Line[])
      if (words) expect(patternOf(words, list)).not.toMatch(/(?<!\(\?)<[a-z]+>/);
  }
});

/* Told as many different people would tell it, and asked as they would ask; none of them beside a line of the lists. */
const table = load(readFileSync(new URL('./danger-said.yaml', import.meta.url), 'utf8')) as Record<string, string[]>;
describe.each(Object.entries(table))('%s', (kind, texts) => {
  test.each(texts)('%s', (text) => expect(dangerIn(text) ?? 'calm').toBe(kind));
});
