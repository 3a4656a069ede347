import { expect, test } from 'vitest';
import { Classifier, type LearntStore } from '../../../language/classifier/classifier.ts';
import type { Example } from '../../../language/classifier/learn.ts';

/* The same words, which want one thing where they are supposed and another where they happened: only a mark tells. */
const TOLD = [
  '车撞了',
  '车被追尾',
  '手机碎了',
  '家里漏水',
  '孩子摔了',
  '房子着火',
  '人住院了',
  '车被淹了',
  '树倒在车上',
];
const examples = (isMarked: boolean): Example[] =>
  [...TOLD, ...TOLD, ...TOLD].flatMap((text) => [
    { text, label: 'ask', ...(isMarked ? { marks: ['supposed'] } : {}) },
    { text, label: 'report', ...(isMarked ? { marks: ['happened'] } : {}) },
  ]);

test('what words alone leave open is told by marks', () => {
  const classifier = new Classifier(examples(true));
  const best = (text: string, marks: string[]) => classifier.rank(text, marks)[0]?.label;
  expect(TOLD.map((text) => best(text, ['supposed']))).toEqual(TOLD.map(() => 'ask'));
  expect(TOLD.map((text) => best(text, ['happened']))).toEqual(TOLD.map(() => 'report'));
});

test('a mark that nothing was learnt of, and one that comes twice, change nothing', () => {
  const classifier = new Classifier(examples(true));
  const marked = classifier.rank('车撞了', ['supposed']);
  expect(classifier.rank('车撞了', ['supposed', 'supposed', 'unheard of'])).toEqual(marked);
});

test('the score stays that of the words', () => {
  const classifier = new Classifier(examples(true));
  const scores = (marks: string[]) =>
    Object.fromEntries(classifier.rank('车撞了', marks).map(({ label, score }) => [label, score]));
  expect(scores(['supposed'])).toEqual(scores(['happened']));
});

test('where examples have no marks there is one look', () => {
  for (const { score, again } of new Classifier(examples(false)).rank('车撞了')) expect(again).toBe(score);
});

test('the second look is kept with the first', () => {
  const kept = new Map<string, unknown>();
  const store: LearntStore = {
    find: (of) => kept.get(JSON.stringify(of)) as ReturnType<LearntStore['find']>,
    keep: (of, _, learnt) => void kept.set(JSON.stringify(of), learnt),
  };
  const learnt = new Classifier(examples(true), { store }).rank('车撞了', ['happened']);
  const next = new Classifier(examples(true), { store });
  expect([...next.training()]).toEqual([]);
  expect(next.rank('车撞了', ['happened'])).toEqual(learnt);
});
