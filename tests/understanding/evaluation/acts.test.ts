import { expect, test } from 'vitest';
import { recognizerOfConversations } from '../../../dialogs/recognizer.ts';
import { type ActsRead, actFigures, byAct, compared, readActs } from '../../../tools/eval/acts.ts';
import type { ActsDone } from '../../../tools/eval/sets.ts';
import type { Act } from '../../../understanding/acts/act.ts';

/* How what is read of a message is held against what others say that it does. */

const WORDS = '不是三号 是四号,电话13800138000';
const SAID: ActsDone = {
  text: '不是三号 是四号，电话13800138000',
  lang: 'zh',
  asked: null,
  open: ['report-incident'],
  acts: [
    { act: 'correct', text: '不是三号 是四号', fact: 'incident-time' },
    { act: 'inform', text: '电话13800138000', fact: 'phone' },
  ],
  kind: 'correction',
};

const act = (name: Act['act'], text: string, rest: Partial<Act> = {}): Act => {
  const at = WORDS.indexOf(text);
  return { act: name, text, at, end: at + text.length, certainty: 1, ...rest };
};
const PHONE = act('inform', '电话13800138000', { fact: 'phone' });
const read = (...acts: Act[]): ActsRead => compared(SAID, acts, WORDS);

test.each<[string, Act[], number]>([
  ['the same acts in the same words', [act('correct', '不是三号 是四号', { fact: 'incident-time' }), PHONE], 1],
  ['more than half of the words', [act('correct', '三号 是四号', { fact: 'incident-time' }), PHONE], 1],
  ['less than half of the words', [act('correct', '四号', { fact: 'incident-time' }), PHONE], 0],
  ['another fact', [act('correct', '不是三号 是四号', { fact: 'place' }), PHONE], 0],
  [
    'one act too many',
    [act('correct', '不是三号 是四号', { fact: 'incident-time' }), PHONE, act('deny', '不是三号')],
    0,
  ],
  ['one act missing', [PHONE], 0],
])('%s', (_, acts, right) => expect(actFigures([read(...acts)]).right).toBe(right));

test.each<[string, ActsDone['acts'][number], Act, number]>([
  [
    'a fact that the set has no name for',
    SAID.acts[1] as ActsDone['acts'][number],
    act('inform', '电话13800138000', { fact: 'people' }),
    1,
  ],
  [
    'somebody hurt where the set has their injury',
    { act: 'distress', text: '电话13800138000', kind: 'injury' },
    act('inform', '电话13800138000', { fact: 'injured', value: true }),
    1,
  ],
  [
    'a relation where the set has a death',
    { act: 'distress', text: '电话13800138000', kind: 'death' },
    act('inform', '电话13800138000', { fact: 'relation' }),
    1,
  ],
  [
    'somebody hurt where the set has none of it',
    SAID.acts[1] as ActsDone['acts'][number],
    act('inform', '电话13800138000', { fact: 'injured', value: true }),
    0,
  ],
])('what is true beside the set is wrong only strictly: %s', (_, done, more, right) => {
  const said: ActsDone = { ...SAID, acts: [done] };
  const same: Act = act(done.act, done.text, {
    ...(done.fact ? { fact: done.fact } : {}),
    ...(done.kind ? { kind: done.kind } : {}),
  });
  expect(actFigures([compared(said, [same, more], WORDS)])).toMatchObject({ strictly: 0, right });
});

test('an answer to a yes or no gives its fact', () => {
  const said: ActsDone = { ...SAID, text: '没有', acts: [{ act: 'inform', text: '没有', fact: 'injured' }] };
  const no: Act = { act: 'deny', text: '没有', at: 0, end: 2, certainty: 1, fact: 'injured', value: false };
  expect(actFigures([compared(said, [no], '没有')]).right).toBe(1);
});

test('remarks are counted, and left out of the second figure', () => {
  const correct = act('correct', '不是三号 是四号', { fact: 'incident-time' });
  expect(actFigures([read(correct, PHONE, act('other', '四号'))])).toEqual({
    messages: 1,
    strictly: 0,
    right: 0,
    rightButOther: 1,
  });
});

test('precision and recall by act', () => {
  expect(byAct([read(PHONE, act('deny', '不是三号'))])).toEqual([
    { act: 'correct', said: 1, precision: undefined, recall: 0 },
    { act: 'deny', said: 0, precision: 0, recall: undefined },
    { act: 'inform', said: 1, precision: 1, recall: 1 },
  ]);
});

/* The floors are what was measured when they were set, less a message or two; `desk eval acts` prints the figures. */
test.each([
  ['open', { strictly: 0.77, right: 0.82, rightButOther: 0.87 }],
  ['held-back', { strictly: 0.4, right: 0.42, rightButOther: 0.45 }],
] as const)('acts of the %s half are read', (half, least) => {
  const figures = actFigures(readActs(recognizerOfConversations(), half));
  expect(figures.strictly).toBeGreaterThanOrEqual(least.strictly);
  expect(figures.right).toBeGreaterThanOrEqual(least.right);
  expect(figures.rightButOther).toBeGreaterThanOrEqual(least.rightButOther);
});
