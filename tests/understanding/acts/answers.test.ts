import { describe, expect, test } from 'vitest';
import type { FactName } from '../../../understanding/acts/facts.ts';
import { actsOf, reporting } from './shown.ts';

/* A message as what the customer does in it, after a question. */
describe('what was asked is read as its answer', () => {
  test.each<[FactName, string, string[]]>([
    ['count', '3', ['inform count=3: 3']],
    ['count', '没有', ['inform count=0: 没有']],
    ['incident-time', '昨天下午', ['inform incident-time=2026-11-17: 昨天下午']],
    ['incident-time', '嗯 昨天下午，三点吧', ['inform incident-time=2026-11-17 15:00: 昨天下午，三点吧']],
    ['incident-time', '前几天', ['inform incident-time?vague: 前几天']],
    ['money', '四千多吧，修理厂还没报完', ['inform money=4000: 四千多吧', 'other: 修理厂还没报完']],
    ['money', '两三千吧', ['inform money?amount-open: 两三千吧']],
    ['money', '算了一下一共三千', ['inform money=3000: 算了一下一共三千']],
    ['money', '算了 三千吧', ['inform money=3000: 三千吧']],
    ['place', '文三路和学院路口', ['inform place=文三路和学院路口: 文三路和学院路口']],
    ['place', 'leave it at the garage', ['inform place=the garage: leave it at the garage']],
    [
      'place',
      '文三路那边 电话13800138000',
      ['inform place=文三路: 文三路那边', 'inform phone=+8613800138000: 电话13800138000'],
    ],
    ['name', '张伟', ['inform name=张伟: 张伟']],
    [
      'description',
      '倒车的时候没看见后面有柱子，撞上去了',
      ['inform description=倒车的时候没看见后面有柱子,撞上去了: 倒车的时候没看见后面有柱子，撞上去了'],
    ],
  ])('%s: %s', (fact, said, acts) => expect(actsOf(said, reporting(fact))).toEqual(acts));
});

describe('a yes or no answers the question that stands last', () => {
  test.each<[FactName, string, string[]]>([
    ['injured', '没有', ['deny injured=false: 没有']],
    ['injured', '有', ['affirm injured=true: 有']],
    ['injured', '👌', ['affirm injured?yes-or-no: 👌']],
    ['injured', '人没事', ['inform injured=false: 人没事']],
    ['injured', '不是我的责任', ['other: 不是我的责任']],
    ['injured', '没有 就是车门坏了', ['deny injured=false: 没有', 'inform description=就是车门坏了: 就是车门坏了']],
    ['injured', 'no, just the bumper', ['deny injured=false: no', 'other: just the bumper']],
    ['confirm', '对 没别的了', ['affirm confirm=true: 对 没别的了']],
    ['confirm', '好的，提交吧', ['affirm confirm=true: 好的，提交吧']],
    ['confirm', '👌', ['affirm confirm=true: 👌']],
    ['confirm', '不对', ['deny confirm=false: 不对']],
    ['confirm', '是的，但是电话错了', ['affirm confirm?yes-but: 是的', 'correct phone: 但是电话错了']],
    ['place', '对', ['affirm: 对']],
  ])('%s: %s', (fact, said, acts) => expect(actsOf(said, reporting(fact))).toEqual(acts));
});

describe('one of some options', () => {
  const which = reporting('which-product', '车险', '家财险', '意外险');
  test.each([
    ['第二个', 'inform which-product=家财险: 第二个'],
    ['3', 'inform which-product=意外险: 3'],
    ['意外险吧', 'inform which-product=意外险: 意外险吧'],
    ['都不是', 'inform which-product?none-of-these: 都不是'],
    ['第四个', 'inform which-product?no-such-option: 第四个'],
  ])('%s', (said, act) => expect(actsOf(said, which)).toEqual([act]));
});

describe('what was asked keeps nothing out', () => {
  test.each<[FactName, string, string[]]>([
    [
      'injured',
      '人没事 在文三路口 昨天晚上八点',
      [
        'inform injured=false: 人没事',
        'inform place=文三路口: 在文三路口',
        'inform incident-time=2026-11-17 20:00: 昨天晚上八点',
      ],
    ],
    ['place', '对了我还想问下我上次那个理赔到哪了', ['want claim-status: 对了我还想问下我上次那个理赔到哪了']],
    ['place', '问这个干嘛', ['ask: 问这个干嘛']],
    ['place', '等一下啊', ['other: 等一下啊']],
    ['phone', '你们这帮骗子', ['abuse: 你们这帮骗子']],
    ['policy-number', '保单号不记得了 车还能开', ['skip policy-number: 保单号不记得了', 'other: 车还能开']],
    ['phone', '不是三号 是四号', ['correct incident-time=2026-11-04: 不是三号 是四号']],
  ])('%s: %s', (fact, said, acts) => expect(actsOf(said, reporting(fact))).toEqual(acts));
});

test('a reader that throws costs its value, never the message', () => {
  const failed: unknown[] = [];
  const before = { ...reporting('place'), zone: 'Nowhere/At-all', failed: (error: unknown) => failed.push(error) };
  expect(actsOf('昨天下午三点 转人工', before)).toContain('person: 转人工');
  expect(failed.length).toBeGreaterThan(0);
});
