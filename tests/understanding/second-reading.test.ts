import { describe, expect, test } from 'vitest';
import { CERTAINTY } from '../../dialogs/kit/certainty.ts';
import { pointedAt } from '../../understanding/second/pointed.ts';
import type { ProposedAct } from '../../understanding/second/proposal.ts';
import { PROPOSED, SecondReading } from '../../understanding/second/second-reading.ts';
import type { Unsure } from '../../understanding/second/unsure.ts';
import { money } from '../../understanding/values/money.ts';
import { phone } from '../../understanding/values/phone.ts';
import { learnt } from '../kit/learnt.ts';

const CONTEXT = { reference: new Date('2026-11-18T15:30:00+08:00'), zone: 'Asia/Shanghai' };
const { recognizer } = learnt;
const second = new SecondReading({
  recognizer,
  context: () => CONTEXT,
  proposer: { propose: async () => undefined },
});
const understood = (text: string) => recognizer.understand(text);
const taken = (text: string, ...proposal: ProposedAct[]) => second.taken(understood(text), proposal);

describe('where the built-in reading is unsure, somebody else is asked', () => {
  test.each<[Unsure, string]>([
    ['close', '交了材料没下文，再拖我就投诉到监管局'],
    ['uncertain', '那笔钱怎么还没扣'],
    ['unknown', '保险那个事儿'],
    ['untaken', '老板开口一万二,我只给三千'],
  ])('%s: %s', (why, text) => {
    expect(second.whyWanted(understood(text))).toBe(why);
  });
});

describe('where it is sure, or somebody is in danger, nobody else is', () => {
  test.each([
    ['a rule', '你好'],
    ['a rule', '转人工'],
    ['a person, also beside other things', '保险那个事儿,有人吗转人工'],
    ['a wish to die', '我不想活了,保险那个事儿'],
    ['a danger', '保险那个事儿,家里着火了我出不去'],
    ['an injury', '保险那个事儿,我腿断了'],
    ['a death', '我妈走了,那个保险的事'],
    ['a curse', '骗子公司'],
    ['an intent that is clear', '我的车被追尾了'],
    ['nobody’s business', '今天天气怎么样'],
    ['a value', '昨天下午三点'],
    ['a value', '13800138000'],
    ['a no', '没有人受伤'],
    ['no value', '没带'],
  ])('%s: %s', (_, text) => {
    expect(second.whyWanted(understood(text))).toBeUndefined();
    // Whatever is proposed all the same.
    const words = understood(text);
    expect(
      second.taken(words, [
        { act: 'greet', words: text },
        { act: 'want', words: text, intent: 'renewal' },
      ]),
    ).toBe(words);
  });
});

describe('of what is proposed', () => {
  const TEXT = '保险那个事儿,师傅开口要一万二,我先垫了三千';

  test('an intent is taken whose words stand in the message, and is less sure than what a form can use', () => {
    expect(taken(TEXT, { act: 'want', words: '保险那个事儿', intent: 'claim-status' })).toMatchObject({
      intent: 'claim-status',
      score: PROPOSED,
      proposed: { intent: 'claim-status', facts: [] },
    });
    expect(PROPOSED).toBeGreaterThanOrEqual(CERTAINTY.ofItsOwn);
    expect(PROPOSED).toBeLessThan(CERTAINTY.nothingElse);
  });

  test('the first wish is taken, before courtesies', () => {
    const { intent } = taken(
      TEXT,
      { act: 'greet', words: '保险' },
      { act: 'ask', words: '那个事儿' },
      { act: 'want', words: '师傅', intent: 'renewal' },
    );
    expect(intent).toBe('ask');
  });

  test('a fact is taken where its words stand, and our own reader makes the value', () => {
    const text = '那保险的事儿,号码13800138000是我媳妇的,13900139000才是我';
    const { proposed, intent } = taken(text, { act: 'inform', words: '13900139000才是我', fact: 'phone' });
    expect(intent).toBe('out-of-scope');
    expect(proposed).toEqual({ intent: undefined, facts: [{ fact: 'phone', words: '13900139000才是我' }] });
    const read = (reader: typeof money | typeof phone, words = text) =>
      pointedAt<unknown>(proposed?.facts ?? [], reader, words, CONTEXT);
    expect(read(phone)).toEqual({ fact: 'phone', value: '+8613900139000' });
    expect(read(money)).toBeUndefined();
    expect(read(phone, '别的话')).toBeUndefined();
  });

  test('a fact that our own readers found already is as they read it', () => {
    const words = understood(TEXT);
    expect(second.taken(words, [{ act: 'inform', words: '我先垫了三千', fact: 'money' }])).toBe(words);
  });

  test.each<[string, ProposedAct]>([
    ['words that the message doesn’t hold', { act: 'want', words: '我要退保', intent: 'policy-rights' }],
    ['no words', { act: 'want', words: ' ', intent: 'policy-rights' }],
    ['an intent that there isn’t', { act: 'want', words: '保险', intent: 'pay-everything' }],
    ['a wish for nothing', { act: 'want', words: '保险' }],
    ['nobody’s business', { act: 'want', words: '保险', intent: 'out-of-scope' }],
    ['a value that the words don’t give', { act: 'inform', words: '师傅', fact: 'phone' }],
    ['a value that the message doesn’t hold', { act: 'inform', words: '两万', fact: 'money' }],
    ['a fact without a name', { act: 'inform', words: '一万二' }],
  ])('nothing is taken: %s', (_, act) => {
    const words = understood(TEXT);
    expect(second.taken(words, [act])).toBe(words);
  });

  test('who may want something is never only greeted, thanked or sent away', () => {
    const words = understood('那笔钱怎么还没扣');
    expect(words.intent).toBe('claim-status');
    for (const act of ['greet', 'thanks', 'cancel', 'person'] as const)
      expect(second.taken(words, [{ act, words: '那笔钱' }])).toBe(words);
  });

  test('words in another case are found as they stand', () => {
    const text = 'The thing with my policy, the guy wants 900 or maybe 950';
    expect(taken(text, { act: 'want', words: 'the THING', intent: 'ask' }).intent).toBe('ask');
  });
});
