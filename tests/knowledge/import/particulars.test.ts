import { describe, expect, test } from 'vitest';
import { lineOf } from '../../../knowledge/import/meaning/lines-of-insurance.ts';
import { particularsOf } from '../../../knowledge/import/meaning/particulars.ts';
import { aliasesOf, nameIn } from '../../../knowledge/import/meaning/title.ts';
import { imported } from './kit/imported.ts';

const read = (head: string, body = '') => particularsOf({ title: '条款', head, body, removed: '' });

describe('what else a wording says of its product', () => {
  test.each([
    ['（安心财险）（备-家财）〔2021〕主 12 号', { filingNumber: '(安心财险)(备-家财)〔2021〕主12号' }],
    ['备案编号：安心人寿发〔2023〕8号', { filingNumber: '安心人寿发〔2023〕8号' }],
    ['注册号：C00001432112021120801332', { filingNumber: 'C00001432112021120801332' }],
    ['2023版', { version: '2023', effectiveFrom: '2023-01-01' }],
    ['Version 2.1', { version: '2.1' }],
    ['自2024年3月1日起施行', { version: '2024-03-01', effectiveFrom: '2024-03-01' }],
    ['客服热线：400-123-4567', { hotline: '400-123-4567' }],
    ['请拨打 95500 报案', { hotline: '95500' }],
    ['Call our hotline +852 2345 6789', { hotline: '+852 2345 6789' }],
    ['没有', {}],
  ])('%s', (head, expected) => {
    expect(read(head)).toEqual(expected);
  });

  test.each([
    ['自您签收本合同之日起，有15日的犹豫期', { coolingOffDays: 15 }],
    ['投保人收到本合同之日起20日（含第20日）内为犹豫期。', { coolingOffDays: 20 }],
    [
      '犹豫期是指自您签收本合同之日起15个自然日。犹豫期后解除的，我们自收到申请之日起30日内退还现金价值。',
      { coolingOffDays: 15 },
    ],
    ['犹豫期内您可以解除合同，我们在30日内退还全部保险费。', {}],
    ['出生满28天至60周岁。您有15日的犹豫期。', { coolingOffDays: 15 }],
    ['为出\n1.4犹豫期\n生满28天至60周岁。', {}],
    ['犹豫期为10日，通过银行购买的犹豫期为15日。', {}],
    ['自本合同生效之日起90日（含第90日）内为等待期。等待期后30日内确诊的，', { waitingDays: 90 }],
    ['自约定支付日的次日零时起60日为宽限期。以宽限期开始前一日的现金价值计算。', { graceDays: 60 }],
    ['宽限期届满前一日，宽限期满后30日内', {}],
    ['The grace period is 30 days; we pay back within 10 days.', { graceDays: 30 }],
    ['犹豫期为十五日。犹豫期内您可以解除，犹豫期共15天。', { coolingOffDays: 15 }],
    ['等待期为90日。意外无等待期。', { waitingDays: 90 }],
    ['等待期为30日。续保的等待期为0日；重疾的等待期为90日。', {}],
    ['宽限期为六十日。', { graceDays: 60 }],
  ])('%s', (body, expected) => {
    expect(read('', body)).toEqual(expected);
  });

  test.each([
    ['《安心家庭财产保险（2021版）条款》', '安心家庭财产保险'],
    ['安心人寿保险股份有限公司守护终身寿险条款', '安心人寿保险股份有限公司守护终身寿险'],
    ['住宅火災保險單條款', '住宅火災保險單'],
    ['HOME INSURANCE POLICY WORDING', 'HOME INSURANCE'],
  ])('%s is called %s', (title, name) => {
    expect(nameIn(title)).toBe(name);
  });

  test('an insurer’s name is no part of what customers call a product', () => {
    expect(aliasesOf('安心人寿保险股份有限公司守护终身寿险')).toEqual(['守护终身寿险']);
  });

  test.each([
    ['机动车商业保险', 'motor'],
    ['家庭财产综合保险', 'home'],
    ['住院医疗保险', 'medical'],
    ['终身重大疾病保险', 'critical-illness'],
    ['境外旅行意外伤害保险', 'travel'],
    ['终身寿险', 'life'],
    ['团体保险', 'other'],
  ])('%s is %s', (name, line) => {
    expect(lineOf(name, 'zh-CN').line).toBe(line);
  });
});

describe('the name and what stands before the first article', () => {
  test('the title is the name; the rest is kept as the preamble', async () => {
    const { content, clauses } = await imported(
      'a.txt',
      '安心财产保险股份有限公司\n家庭财产综合保险条款\n（2021版）\n请您仔细阅读本条款。\n第一条 合同构成\n本合同由保险单组成。',
    );
    expect(content).toContain('\n# 家庭财产综合保险条款\n');
    expect(clauses[0]).toMatchObject({
      id: 'preamble',
      number: '前言',
      heading: '家庭财产综合保险',
      kind: 'general',
      words: '安心财产保险股份有限公司\n（2021版）\n请您仔细阅读本条款。',
    });
  });

  test('without a title the file’s name has to do', async () => {
    const { content, clauses } = await imported('团体意外险.txt', '第一条 合同构成\n本合同由保险单组成。');
    expect(content).toContain('name: 团体意外险\n');
    expect(clauses.map(({ id }) => id)).toEqual(['c1']);
  });

  test('an English wording is en.md’s, with a code of its letters', async () => {
    const { content, summary } = await imported(
      'a.txt',
      'Home Insurance Policy\nArticle 1 Cover\nWe will pay for fire.',
    );
    expect(summary.product).toBe('home-insurance-policy');
    expect(content).toContain('line: home\n');
  });
});
