import { describe, expect, test } from 'vitest';
import { unanswerable } from '../../knowledge/search/answerable.ts';
import { evaluateDistress } from '../../tools/eval/distress.ts';
import { Suspicion, windowsOf } from '../../understanding/phrases/distress/suspicion.ts';

const suspicion = new Suspicion(unanswerable());

/* A little below what was measured (docs/decisions/0027). Nothing is learnt from these sentences. */
const FLOORS = {
  'zh-CN': { own: 0.75, other: 0.83, alarmed: 0.07 },
  en: { own: 0.64, other: 0.64, alarmed: 0.06 },
} as const;
describe.each(['zh-CN', 'en'] as const)('what a stranger wrote, %s', (language) => {
  test('is heard, and what only sounds like it seldom', () => {
    const { said } = evaluateDistress(suspicion, language) ?? expect.fail('the sentences are missing');
    expect(said['wish-to-die'].met).toBeGreaterThanOrEqual(FLOORS[language].own);
    expect(said['somebody-else'].met).toBeGreaterThanOrEqual(FLOORS[language].other);
    expect(said.nothing.met).toBeLessThanOrEqual(FLOORS[language].alarmed);
    expect(said.ordinary.met).toBeLessThanOrEqual(0.03);
  });
});

test.each(['撑不下去了，明天就不在了', '狗送人了，房租也结了，就剩你们这份保单，以后用不上了'])(
  'said in no words of the lists, and sure: %s',
  (words) => expect(suspicion.suspect(words)).toMatchObject({ kind: 'wish-to-die', isSure: true }),
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

test('a long text is read in windows, whose number is bounded by its length', () => {
  for (const piece of ['a', '。', '我想跟', 'want to die. ', '今天去菜场买了菜，回家做饭。'])
    expect(windowsOf(piece.repeat(Math.ceil(20_000 / piece.length))).length).toBeLessThan(300);
  expect(suspicion.suspect('今天去菜场买了菜，回家做饭，后来邻居来坐了坐。'.repeat(800))).toBeUndefined();
});
