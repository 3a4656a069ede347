import { describe, expect, test } from 'vitest';
import { address } from '../../understanding/changes/address.ts';
import { beneficiaries } from '../../understanding/changes/beneficiaries.ts';
import { card, cardAnswer, withoutCardNumbers } from '../../understanding/changes/card.ts';
import { CHANGE, changes, findDetail, frequency } from '../../understanding/changes/kinds.ts';
import { findOccupation } from '../../understanding/changes/occupation.ts';
import type { Reading } from '../../understanding/values/kit/reading.ts';

const context = { reference: new Date('2026-11-18T15:30:00+08:00'), zone: 'Asia/Shanghai' };
const read = <T>(reading: Reading<T>): T | undefined => (reading && 'value' in reading ? reading.value : undefined);

test.each([
  ['我要改地址', ['address']],
  ['换个手机号', ['phone']],
  ['我搬家了，电话也换了', ['address', 'phone']],
  ['扣款卡换了', ['account']],
  ['年交改成月交', ['frequency']],
  ['我换工作了', ['occupation']],
  ['把受益人改成我女儿', ['beneficiary']],
  ['投保人换成我爱人', ['policyholder']],
  ['帮我去掉附加险', ['rider']],
  ['投保时漏告知了结节', ['disclosure']],
  ['身份证到期换新的了', ['id']],
  ['change my email address', ['e-mail']],
  ['increase my cover', ['sum']],
])('%s wants a change of its own', (text, kinds) => expect(read(changes(text, context))).toEqual(kinds));

describe('an address', () => {
  test.each([
    ['高新区长江路18号金色家园3-1204 邮编215000', { said: '高新区长江路18号金色家园3-1204', postcode: '215000' }],
    [
      '那重新来 改地址 保单MC202600010001 高新区长江路18号金色家园3-1204 邮编215000',
      { said: '高新区长江路18号金色家园3-1204', postcode: '215000' },
    ],
    ['地址从文三路1号改成学院路20号2单元501', { said: '学院路20号2单元501' }],
    [
      'my new address is 12 Wukang Road, Xuhui, Shanghai, postcode 200031',
      { said: '12 Wukang Road, Xuhui, Shanghai', postcode: '200031' },
    ],
  ])('%s', (text, value) => expect(read(address(text, context))).toEqual(value));
  test.each(['新地址是……诶等下 取消', '我要改地址', '寄到哪个地址', 'change my address'])('%s is none', (text) =>
    expect(read(address(text, context))).toBeUndefined(),
  );
});

describe('a card', () => {
  test('is never kept whole', () => {
    const said = withoutCardNumbers('换成建设银行6222 0212 3456 7890 128，谢谢');
    expect(said).toBe('换成建设银行尾号0128，谢谢');
    expect(read(card(said, context))).toEqual({ last4: '0128', bank: '建设银行' });
  });
  test.each(['身份证110105199003078511', '手机13812345678', '保单MC202600010001'])('%s is none', (text) =>
    expect(withoutCardNumbers(text)).toBe(text),
  );
  test('four digits answer', () => expect(read(cardAnswer('后四位是4321', context))).toEqual({ last4: '4321' }));
  test('in English', () => expect(read(card('ending in 4321', context))).toEqual({ last4: '4321' }));
});

test.each([
  [
    '把受益人改成我女儿周婷60%，我老婆蒋萍40%',
    [
      { name: '周婷', relation: 'daughter', share: 60 },
      { name: '蒋萍', relation: 'wife', share: 40 },
    ],
  ],
  ['我女儿周婷，百分之百', [{ name: '周婷', relation: 'daughter', share: 100 }]],
  ['my wife Anna Smith 100%', [{ name: 'Anna Smith', relation: 'wife', share: 100 }]],
])('%s names who benefits', (text, value) => expect(read(beneficiaries(text, context))).toEqual(value));

test.each([
  ['年交改成月交', 'monthly'],
  ['按季度交', 'quarterly'],
  ['半年交', 'half-yearly'],
  ['yearly please', 'yearly'],
])('%s', (text, value) => expect(read(frequency(text, context))).toBe(value));

test.each([
  ['我换工作了，现在开出租', '开出租'],
  ['工作变了，现在送外卖了', '送外卖'],
])('%s', (text, value) => expect(read(findOccupation(text, context))).toBe(value));

test('what no reader knows is kept in their words, where it is told', () => {
  expect(read(findDetail('投保人换成我爱人李雷', context))).toBe('投保人换成我爱人李雷');
  expect(read(findDetail('我要变更投保人', context))).toBeUndefined();
});

test.each(['刚才改地址改成功了吗', '改好了没', 'did my address change go through?'])(
  '%s asks whether it is done',
  (text) => expect(CHANGE['asks-done'].test(text)).toBe(true),
);
