import { describe, expect, test } from 'vitest';
import { CONVERSATIONS } from '../../../dialogs/conversations/index.ts';
import { bare } from '../../../tools/eval/alike.ts';
import { actsSaid, amounts, type Half, times, utterances } from '../../../tools/eval/sets.ts';
import { loadPhrases, PHRASED_IN } from '../../../understanding/intents/phrasings.ts';

/*
 * What the desk is measured by. Reading a set refuses unknown kinds, languages and shapes. No test may print a line of the
 * half that is held back: only how many there are.
 */

const HALVES: Half[] = ['open', 'held-back'];
const SETS = { utterances, times, amounts, acts: actsSaid };

describe.each(HALVES)('the %s half', (half) => {
  test.each([
    ['utterances', 480],
    ['times', 120],
    ['amounts', 99],
  ] as const)('of the %s is there', (set, least) => expect(SETS[set](half).length).toBeGreaterThanOrEqual(least));

  test('wants what there is to want', () => {
    const known = new Set<string>(CONVERSATIONS.map(({ intent }) => intent));
    const wants = actsSaid(half).flatMap(({ acts, open }) => [...open, ...acts.flatMap(({ intent }) => intent ?? [])]);
    expect(wants.filter((intent) => !known.has(intent)).length).toBe(0);
    expect(new Set(utterances(half).flatMap(({ intent }) => (known.has(intent) ? [] : intent)))).toEqual(new Set());
  });

  test('was not learnt from', () => {
    const learnt = new Set(PHRASED_IN.flatMap((language) => loadPhrases(language)).map(({ text }) => bare(text)));
    expect(utterances(half).filter(({ text }) => learnt.has(bare(text))).length).toBe(0);
  });
});

test.each(Object.entries(SETS))('no line of the %s stands there twice, in whichever half', (_, read) => {
  const lines = HALVES.flatMap((half) => read(half).map((line) => JSON.stringify([bare(line.text), reference(line)])));
  expect(lines.length - new Set(lines).size).toBe(0);
});

/** The same words say another time on another day, and do something else after another question. */
const reference = (line: object): unknown =>
  'reference' in line ? line.reference : 'asked' in line ? line.asked : undefined;
