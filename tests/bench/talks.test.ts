import { describe, expect, test } from 'vitest';
import { LOCALES } from '../../language/locale.ts';
import { KINDS, linesOf, loadTalks } from '../../tools/bench/talks/talks.ts';

const talks = loadTalks();
/** Talks that are a given kind, of a hundred. */
const DAY = {
  question: [30, 45],
  report: [15, 25],
  matter: [8, 15],
  'small-talk': [5, 12],
  queue: [4, 10],
  complaint: [4, 10],
  correction: [5, 12],
} as const;

describe.each(LOCALES)('%s', (locale) => {
  const own = talks.filter((talk) => talk.locale === locale);

  test('at least 200 different sentences', () => {
    expect(new Set(own.flatMap(({ lines }) => lines)).size).toBeGreaterThanOrEqual(200);
  });

  test.each(KINDS)('%s has its share of the day', (kind) => {
    const [least, most] = DAY[kind];
    const share = (own.filter((talk) => talk.kind === kind).length / own.length) * 100;
    expect(share).toBeGreaterThanOrEqual(least);
    expect(share).toBeLessThanOrEqual(most);
  });

  test('every talk is of some messages, and each message is words', () => {
    for (const { lines } of own) {
      expect(lines.length).toBeGreaterThanOrEqual(3);
      expect(lines.filter((line) => typeof line !== 'string' || line.trim() === '')).toEqual([]);
    }
  });
});

test('both languages and all kinds come mixed, not one after the other', () => {
  const tenth = talks.slice(0, Math.ceil(talks.length / 10));
  expect(new Set(tenth.map(({ locale }) => locale)).size).toBe(2);
  expect(new Set(tenth.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(3);
});

test('the same customer says the same in every run', () => {
  expect(linesOf(talks, 4711)).toEqual(linesOf(loadTalks(), 4711));
});

test('who comes a round later says it in other words, with other numbers', () => {
  const rounds = Array.from({ length: 20 }, (_, round) => round * talks.length);
  const sentences = (from: number) => talks.flatMap((_, at) => linesOf(talks, from + at));
  const said = rounds.flatMap(sentences);
  expect(new Set(said).size).toBeGreaterThan(5_000);
});

test('numbers in them are made up: telephones of one range for examples, bank cards and addresses of nobody', () => {
  const said = Array.from({ length: talks.length * 3 }, (_, at) => linesOf(talks, at).join('\n')).join('\n');
  for (const [phone] of said.matchAll(/\b1\d{10}\b/g)) expect(phone).toMatch(/^13800138\d{3}$/);
  for (const [address] of said.matchAll(/\S+@\S+/g)) expect(address).toMatch(/@example\.com/);
});
