import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { type Line, patternOf } from '../../language/word-lists.ts';
import {
  type DistressKind,
  denies,
  distressIn,
  type File,
  goesAfterThem,
  hasCue,
  isAboutSelfHarm,
  isGrief,
  isHighUp,
  isSafeNow,
  isSomebodyNear,
  onlyMentionsDeath,
  tellsOfDeath,
  tellsWhatTheySay,
  wellbeing,
  wordList,
} from '../../understanding/phrases/distress/distress.ts';

/* Every line of the word lists, by the examples that stand beside it. */
const FILES: readonly File[] = ['zh-CN', 'pinyin', 'en'];
const KINDS: readonly DistressKind[] = ['wish-to-die', 'somebody-else', 'maybe', 'bereaved', 'loss', 'witnessed'];

const linesOf = (group: keyof ReturnType<typeof wordList>): [string, Line][] =>
  FILES.flatMap((file) =>
    ((wordList(file)[group] ?? []) as Line[]).map((line): [string, Line] => [
      `${file}: ${line.words.slice(0, 60)}`,
      line,
    ]),
  );

describe.each(KINDS)('%s', (kind) => {
  test.each(linesOf(kind))('%s', (_, { heard = [], unheard = [] }) => {
    expect(heard.length).toBeGreaterThan(0);
    for (const said of heard) expect([said, distressIn(said)?.kind]).toEqual([said, kind]);
    for (const said of unheard) expect([said, distressIn(said)]).toEqual([said, undefined]);
  });
});

test.each(linesOf('idioms'))('only sounds like it: %s', (_, { unheard = [] }) => {
  expect(unheard.length).toBeGreaterThan(0);
  for (const said of unheard) expect([said, distressIn(said)]).toEqual([said, undefined]);
});

test.each(linesOf('death'))('somebody has died: %s', (_, { heard = [], unheard = [] }) => {
  expect(heard.length).toBeGreaterThan(0);
  for (const said of heard) expect([said, tellsOfDeath(said)]).toEqual([said, true]);
  for (const said of unheard) expect([said, tellsOfDeath(said)]).toEqual([said, false]);
});

test.each(linesOf('grief'))('at a loss after a death: %s', (_, { heard = [], unheard = [] }) => {
  expect(heard.length).toBeGreaterThan(0);
  for (const said of heard) expect([said, isGrief(said)]).toEqual([said, true]);
  for (const said of unheard) expect([said, isGrief(said)]).toEqual([said, false]);
});

test.each(linesOf('topic'))('a question about it: %s', (_, { heard = [] }) => {
  for (const said of heard) {
    expect([said, isAboutSelfHarm(said)]).toEqual([said, true]);
    expect([said, distressIn(said)]).toEqual([said, undefined]);
  }
});

test.each(['not-well', 'well'] as const)('asked whether they are all right: %s', (answer) => {
  for (const [, { heard = [], unheard = [] }] of linesOf(answer)) {
    for (const said of heard) expect([said, wellbeing(said)]).toEqual([said, answer]);
    for (const said of unheard) expect([said, wellbeing(said) === answer]).toEqual([said, false]);
  }
});

test('denied outright', () => {
  for (const [, { heard = [], unheard = [] }] of linesOf('denies')) {
    for (const said of heard) expect([said, denies(said)]).toEqual([said, true]);
    for (const said of unheard) expect([said, denies(said)]).toEqual([said, false]);
  }
});

/* What is heard of who may be in danger, or is out of it. */
test.each([
  ['mentions', onlyMentionsDeath],
  ['after-them', goesAfterThem],
  ['safe-now', isSafeNow],
  ['near', isSomebodyNear],
  ['says', tellsWhatTheySay],
  ['height', isHighUp],
  ['cues', hasCue],
] as const)('%s', (group, hears) => {
  for (const [, { heard = [], unheard = [] }] of linesOf(group)) {
    for (const said of heard) expect([said, hears(said)]).toEqual([said, true]);
    for (const said of unheard) expect([said, hears(said)]).toEqual([said, false]);
  }
});

test('every class that a line names is there', () => {
  for (const file of FILES) {
    const list = wordList(file);
    for (const { words } of Object.values(list).flat() as Line[])
      if (words) expect(patternOf(words, list)).not.toMatch(/(?<!\(\?)<[a-z]+>/);
  }
});

/* Told as many different people would tell it, none of them beside a line of the lists. */
const said = load(readFileSync(new URL('./distress-said.yaml', import.meta.url), 'utf8')) as Record<string, string[]>;
describe.each(Object.entries(said))('%s is heard of what people say', (kind, texts) => {
  test.each(texts)('%s', (text) => expect(distressIn(text)?.kind ?? 'nothing').toBe(kind));
});

test.each(['想', '我', 'want to ', '不 ', '我就', 'my ', 'i am ', '妈又', 'a', '我想跟', '我想从'])(
  'twenty thousand characters of “%s” are read to their end',
  (piece) => expect(distressIn(`${piece.repeat(Math.ceil(20_000 / piece.length))}`)).toBeUndefined(),
);

test('what is said at the end of a long text is heard', () => {
  const long = '今天去菜场买了菜，回家做饭，后来邻居来坐了坐。'.repeat(2_000);
  expect(distressIn(`${long}我不想活了`)?.kind).toBe('wish-to-die');
  expect(distressIn(long)).toBeUndefined();
});
