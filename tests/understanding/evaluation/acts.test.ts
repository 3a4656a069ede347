import { expect, test } from 'vitest';
import { type ActsRead, actFigures, byAct, compared } from '../../../tools/eval/acts.ts';
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

test('an answer to a yes or no gives its fact', () => {
  const said: ActsDone = { ...SAID, text: '没有', acts: [{ act: 'inform', text: '没有', fact: 'injured' }] };
  const no: Act = { act: 'deny', text: '没有', at: 0, end: 2, certainty: 1, fact: 'injured', value: false };
  expect(actFigures([compared(said, [no], '没有')]).right).toBe(1);
});

test('remarks are counted, and left out of the second figure', () => {
  const correct = act('correct', '不是三号 是四号', { fact: 'incident-time' });
  expect(actFigures([read(correct, PHONE, act('other', '四号'))])).toEqual({
    messages: 1,
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
