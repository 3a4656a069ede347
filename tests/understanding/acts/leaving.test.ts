import { describe, expect, test } from 'vitest';
import { actsOf, reporting } from './shown.ts';

/* Who leaves, in whatever words, while a report is in hand and the place was asked; and what only sounds like it. */
const namesOf = (said: string) => actsOf(said, reporting('place')).map((act) => act.split(/[ :]/)[0]);

describe.each([
  [
    'cancel',
    [
      '算了',
      '唉算了算了',
      '先不弄了',
      '撤了吧',
      '不用了',
      '不办了',
      '当我没说',
      '拉倒吧',
      '唔搞喇',
      '蒜了',
      '自己掏钱弄弄得了',
      '還是算了',
      '取消',
    ],
    [
      'leave it',
      'never mind',
      'forget it',
      'not now',
      'drop it please',
      "I've changed my mind",
      'ok, stop',
      "can't be bothered",
    ],
  ],
  [
    'resume',
    ['继续', '我们接着说', '刚才说到哪了', '还是报吧', '下一步'],
    ['carry on', "let's go back to the report", 'where were we', 'keep going'],
  ],
  ['restart', ['重新来', '全部作废重来', '那从头说起吧'], ['start over', "let's do this from scratch", 'reset']],
  [
    'summary',
    ['念一遍给我听', '现在你们都记下了什么？', '我都说了哪些了'],
    ['what have you got so far?', 'read it back please', 'recap'],
  ],
  [
    'skip',
    ['不知道', '忘了', '说不准', '没注意', '跳过', '不方便说', '回头给你', '唔记得', '不知道叫什么路', '以后再说'],
    [
      "I don't know",
      'no idea',
      'skip this one',
      "I'd rather not say",
      "I'll tell you later",
      "can't remember the exact street",
    ],
  ],
])('%s', (act, chinese, english) => {
  test.each([...chinese, ...english])('%s', (said) => expect(namesOf(said)).toEqual([act]));
});

describe('what only sounds like leaving', () => {
  test.each([
    ['算了一下一共三千', 'inform'],
    ['撤了诉还能赔吗', 'ask'],
    ['继续教育的钱能报吗', 'ask'],
    ['leave it at the garage', 'inform'],
    ['算了，帮我转人工', 'person'],
    ['算了 这个能赔多少', 'ask'],
    ['算了 电话不留了', 'skip'],
    ['不用转人工', 'deny'],
  ])('%s', (said, act) => expect(namesOf(said)).toEqual([act]));
});

test('later, where nothing was asked, is not now', () => expect(actsOf('改天再说')).toEqual(['cancel: 改天再说']));
