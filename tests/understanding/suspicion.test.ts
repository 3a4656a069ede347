import { describe, expect, test } from 'vitest';
import { unanswerable } from '../../knowledge/search/answerable.ts';
import { evaluateDistress } from '../../tools/eval/distress.ts';
import { saidByStrangers, saidInTalks } from '../../tools/eval/said-in-talks.ts';
import { conceptsIn, withConcepts } from '../../understanding/phrases/distress/concepts.ts';
import { distressIn } from '../../understanding/phrases/distress/distress.ts';
import { kinds } from '../../understanding/phrases/distress/learnt.ts';
import { Suspicion } from '../../understanding/phrases/distress/suspicion.ts';
import { windowsOf } from '../../understanding/phrases/distress/windows.ts';

const suspicion = new Suspicion(unanswerable());

/* A little below what was measured (docs/decisions/0027). Nothing is learnt from these sentences. */
const FLOORS = {
  'zh-CN': { own: 0.77, other: 0.83, alarmed: 0.07, asked: 0.03 },
  en: { own: 0.65, other: 0.64, alarmed: 0.06, asked: 0.04 },
} as const;
describe.each(['zh-CN', 'en'] as const)('what a stranger wrote, %s', (language) => {
  test('is heard, and what only sounds like it seldom', () => {
    const { said } = evaluateDistress(suspicion, language) ?? expect.fail('the sentences are missing');
    expect(said['wish-to-die'].met).toBeGreaterThanOrEqual(FLOORS[language].own);
    expect(said['somebody-else'].met).toBeGreaterThanOrEqual(FLOORS[language].other);
    expect(said.nothing.met).toBeLessThanOrEqual(FLOORS[language].alarmed);
    expect(said.ordinary.met).toBeLessThanOrEqual(FLOORS[language].asked);
  });
});

test.each(['撑不下去了，明天就不在了', '狗送人了，房租也结了，就剩你们这份保单，以后用不上了'])(
  'said in no words of the lists, and sure: %s',
  (words) => expect(suspicion.suspect(words)).toMatchObject({ kind: 'wish-to-die', how: /surely|far/ }),
);

test.each([
  '一座桥上',
  '长江大桥',
  '在江边',
  '张伟',
  '13800138000',
  '昨天晚上八点',
  '就是我自己',
  '不用了',
  'on a bridge',
  'by the river',
  'myself',
  'last night',
  'no thanks',
])('an answer is no cause for worry: %s', (words) => expect(suspicion.suspect(words)).toBeUndefined());

test('what is said in the middle of a talk is seldom suspected', () => {
  const said = [...saidInTalks(), ...saidByStrangers('open')].filter((text) => !distressIn(text));
  expect(said.length).toBeGreaterThan(800);
  expect(said.filter((text) => suspicion.suspect(text)).length / said.length).toBeLessThanOrEqual(0.006);
});

test('a long text is read in windows, whose number is bounded by its length', () => {
  for (const piece of ['a', '。', '我想跟', 'want to die. ', '今天去菜场买了菜，回家做饭。'])
    expect(windowsOf(piece.repeat(Math.ceil(20_000 / piece.length))).length).toBeLessThan(300);
  expect(suspicion.suspect('今天去菜场买了菜，回家做饭，后来邻居来坐了坐。'.repeat(800))).toBeUndefined();
});

test('a word that was never learnt is heard by what it stands for', () => {
  expect(conceptsIn('绳子')).toEqual(conceptsIn('the noose'));
  expect(withConcepts('the pills are lined up')).toMatch(/^z\w+ z\w+ \w+ the pills are lined up$/u);
  expect(withConcepts('x'.repeat(5_000)).length).toBeLessThan(400);
});

test('each kind has all that it may say, in both languages', () => {
  expect(kinds().length).toBeGreaterThan(15);
  for (const { kind, sentences } of kinds())
    for (const said of ['wish-to-die', 'somebody-else', 'nothing'] as const)
      for (const language of ['zh-CN', 'en'] as const)
        expect([kind, said, language, sentences[said][language].length > 0]).toEqual([kind, said, language, true]);
});
