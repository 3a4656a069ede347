import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { masked } from '../../understanding/personal/masking.ts';

const CONTEXT = { reference: new Date('2026-11-18T15:30:00+08:00'), zone: 'Asia/Shanghai' };

describe('what tells who wrote a message is hidden, and put back', () => {
  test.each([
    ['我的手机13800138000怎么改', '我的手机[phone-1]怎么改'],
    ['打一三八零零一三八零零零找我', '打[number-1]找我'],
    ['身份证11010519491231002X能投保吗', '身份证[id-1]能投保吗'],
    ['卡号6222020200000000123扣款', '卡号[number-1]扣款'],
    ['尾号1234的卡,验证码882211', '尾号[number-1]的卡,验证码[number-2]'],
    ['保单AB202612345678在哪看', '保单[number-1]在哪看'],
    ['浙A12345被撞,对方是浙A54321', '[plate-1]被撞,对方是[plate-2]'],
    ['Claim No. 30572, case LP77120, ref C-20418', 'Claim No. [number-1], case [number-2], ref [number-3]'],
    ['发到zhang.san@mail.com', '发到[e-mail-1]'],
    ['张伟', '[name-1]'],
    ['我叫李娜,我是李娜', '我叫[name-1],我是[name-1]'],
    ['我老公张伟昨天摔了', '我老公[name-1]昨天摔了'],
    ['受益人改成王小明吧', '受益人改成[name-1]吧'],
    ['找王师傅修的,老王说要三千', '找[name-1]修的,[name-2]说要三千'],
    ['My name is John Smith, my wife Mary Jones was hit', 'My name is [name-1], my wife [name-2] was hit'],
    ['The policyholder Chen Guoqiang died', 'The policyholder [name-1] died'],
    ['Mr. Brown from 12 Wukang Road, Shanghai', 'Mr. [name-1] from [place-1]'],
    ['在文三路478号华星大厦1202室漏水了', '在[place-1]漏水了'],
    ['我家住杭州西湖区翠苑三区5栋2单元501室', '我家住[place-1]'],
  ])('%s', (said, sent) => {
    const { text, restored } = masked(said, CONTEXT);
    expect(text).toBe(sent);
    expect(restored(text)).toBe(said);
  });
});

test.each([
  '我老公高血压住院了,能赔吗',
  '我妈昨天摔了一跤',
  '我是车主,不是司机',
  '业务员说等待期三十天',
  '修车花了12000元,我垫了三千,就是RMB9000',
  '2026年11月18日下午三点出的险',
  'the agent said thirty days',
])('what is needed stays: %s', (said) => {
  expect(masked(said, CONTEXT).text).toBe(said);
});

test('who writes what we write for a hidden number gets no other one back for it', () => {
  const said = '[phone-1]是什么,打13800138000';
  const { text, restored } = masked(said, CONTEXT);
  expect(text).toBe('[phone-1]是什么,打[phone-2]');
  expect(restored(text)).toBe(said);
});

test('no number of eleven digits is left, wherever it stands, and the text comes back whole', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), fc.string({ maxLength: 40 }), (before, after) => {
      const said = `${before}13912345678${after}`;
      const { text, restored } = masked(said, CONTEXT);
      expect(text).not.toContain('13912345678');
      expect(restored(text)).toBe(said);
    }),
  );
});

test('it takes no time, whatever is written', () => {
  const started = performance.now();
  for (const piece of ['1 ', 'a@', '浙A', '王', '我老公王', '5栋', '在文三路', 'my wife Mary '])
    masked(piece.repeat(4_000).slice(0, 4_000), CONTEXT);
  expect(performance.now() - started).toBeLessThan(2_000);
});
