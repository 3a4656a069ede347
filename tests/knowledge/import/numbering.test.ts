import { describe, expect, test } from 'vitest';
import { readLabel } from '../../../knowledge/import/outline/labels.ts';
import { imported, titles } from './kit/imported.ts';

describe('the number that a line begins with', () => {
  test.each([
    ['第八条 保险期间', 'article', [8], '第八条'],
    ['第 二十三 条保险期间', 'article', [23], '第二十三条'],
    ['第十條之一 保險期間', 'article', [10, 1], '第十條之一'],
    ['第三部分 释义', 'part', [3], '第三部分'],
    ['第二章　责任免除', 'part', [2], '第二章'],
    ['1.1 合同构成', 'decimal', [1, 1], '1.1'],
    ['２．４．１身故保险金', 'decimal', [2, 4, 1], '２．４．１'],
    ['10.15 强直性脊柱炎', 'decimal', [10, 15], '10.15'],
    ['6.2 年龄性别错误', 'decimal', [6, 2], '6.2'],
    ['3、受益人', 'integer', [3], '3、'],
    ['12. 合同终止', 'integer', [12], '12.'],
    ['二十一、争议处理', 'han', [21], '二十一、'],
    ['（三）地震', 'han-paren', [3], '（三）'],
    ['(2) theft', 'paren', [2], '(2)'],
    ['③ 暴雨', 'circled', [3], '③'],
    ['b) theft', 'letter', [2], 'b)'],
    ['(iv) theft', 'letter', [9], '(iv)'],
    ['Section 2 - Cover', 'named', [2], 'Section 2'],
    ['ARTICLE IV Exclusions', 'named', [4], 'ARTICLE IV'],
    ['【火灾】指燃烧', 'bracket', [], ''],
  ] as const)('%s', (line, style, numbers, printed) => {
    expect(readLabel(line)).toMatchObject({ style, numbers, printed });
  });

  test.each([
    ['an article that is spoken of', '第五条约定的情形'],
    ['a paragraph of an article', '第八条第一款所列的费用'],
    ['two articles', '第三条和第四条的约定'],
    ['a number that is spoken of', '2.3条约定的责任'],
    ['an amount', '1.5倍'],
    ['money', '10.5 万元'],
    ['a share', '2.5%的手续费'],
    ['words', '保险期间'],
  ])('%s is none: %s', (_, line) => {
    expect(readLabel(line)).toBeUndefined();
  });
});

/** Each way of numbering, as a short wording, and the clauses that it has. */
const STYLES: [string, string, string[]][] = [
  [
    '第一条 under unnumbered parts',
    `家庭财产保险条款
总则
第一条 本合同由保险单组成。
责任免除
第二条 下列损失，保险人不负责赔偿：
（一）地震；
1. 陆地的；
2. 海底的；
（二）第一条约定的损失。
第三条 其他损失，保险人也不负责赔偿。`,
    ['第一条 总则', '第二条 责任免除', '第三条 责任免除'],
  ],
  [
    '第一條 under 一、',
    `汽車保險單條款
一、總則
第一條 本保險單由要保書組成。
二、除外責任
第二條 因下列事項所致者，本公司不負賠償責任：
一、故意行為。
二、戰爭。`,
    ['第一條 總則', '第二條 除外責任'],
  ],
  [
    '1.1 under 1.',
    `终身寿险条款
1. 您与我们订立的合同
1.1 合同构成
本合同由保险单组成。
1.2 犹豫期
自您签收之日起有15日。
2. 我们提供的保障
2.1 保险责任
我们给付身故保险金：
1. 一级伤残；
2. 二级伤残。`,
    ['1.1 合同构成', '1.2 犹豫期', '2.1 保险责任'],
  ],
  [
    '2.3.1 with headings of its own',
    `意外伤害保险条款
2.3 保险责任
2.3.1 意外身故保险金
被保险人身故的，我们给付意外身故保险金。
2.3.2 意外伤残保险金
被保险人伤残的，我们给付意外伤残保险金。
2.4 责任免除
战争造成的，我们不承担责任。`,
    ['2.3.1 意外身故保险金', '2.3.2 意外伤残保险金', '2.4 责任免除'],
  ],
  [
    '2.3.1 as an item of its clause',
    `意外伤害保险条款
2.3 保险责任
我们承担下列责任：
2.3.1 被保险人因意外伤害身故的，我们给付保险金；
2.3.2 被保险人因意外伤害伤残的，我们给付保险金。
2.4 责任免除
战争造成的，我们不承担责任。`,
    ['2.3 保险责任', '2.4 责任免除'],
  ],
  [
    'decimals within 第一条',
    `意外伤害保险条款
第一条 保险责任
1.1 被保险人身故的，我们给付保险金。
1.2 被保险人伤残的，我们给付保险金。
第二条 责任免除
2.1 战争造成的，我们不承担责任。`,
    ['第一条 保险责任', '第二条 责任免除'],
  ],
  [
    '一、 alone',
    `附加盗抢保险条款
一、保险责任
被保险房屋内的财产被盗的，保险人负责赔偿。
二、责任免除
（一）家人窃取的，保险人不负责赔偿；
（二）没有痕迹的，保险人不负责赔偿。
三、释义
盗抢：指以非法占有为目的的窃取。`,
    ['一、 保险责任', '二、 责任免除', '三、 释义'],
  ],
  [
    '（一） under 一、, where items stay with what announces them',
    `旅行保险条款
一、保险责任
（一）行李损失
行李丢失的，我们给付行李损失保险金。
（二）航班延误
航班延误的，我们给付延误津贴。
二、投保人义务
（一）如实告知
投保人应当如实告知。
三、责任免除
因下列情形之一，我们不承担责任：
（一）战争；
（二）罢工。`,
    ['（一） 行李损失', '（二） 航班延误', '（一） 如实告知', '三、 责任免除'],
  ],
  [
    '1. alone',
    `宠物医疗保险条款
1. 保险责任
宠物生病的，我们给付医疗保险金：
（1）门诊；
（2）住院。
2. 责任免除
下列费用我们不承担：
1. 美容；
2. 训练。
3. 保险期间
一年。`,
    ['1. 保险责任', '2. 责任免除', '3. 保险期间'],
  ],
  [
    '【…】 as headings within articles',
    `财产保险条款
第一条 【保险责任】 因火灾造成的损失，保险人负责赔偿。
第二条 【责任免除】 因地震造成的损失，保险人不负责赔偿。`,
    ['第一条 【保险责任】', '第二条 【责任免除】'],
  ],
  [
    'numbers alone on their line',
    `财产保险条款
第一条
保险责任
因火灾造成的损失，保险人负责赔偿。
第二条
责任免除
因地震造成的损失，保险人不负责赔偿。`,
    ['第一条 保险责任', '第二条 责任免除'],
  ],
  [
    'Section and 1.1',
    `HOME INSURANCE POLICY
SECTION 1 - DEFINITIONS
1.1 Accident: means a sudden event.
SECTION 2 - EXCLUSIONS
2.1 War. We will not pay for war.
2.2 Wear and tear. We do not cover wear.`,
    ['1.1 Accident', '2.1 War', '2.2 Wear and tear'],
  ],
  [
    'Article alone',
    `TRAVEL INSURANCE POLICY
Article 1 Cover
We will pay for lost luggage:
(a) bags;
(b) clothes.
Article 2 Exclusions
We will not pay for money.`,
    ['Article 1 Cover', 'Article 2 Exclusions'],
  ],
  [
    'headings without numbers',
    `TRAVEL INSURANCE POLICY
What is covered
We will pay for lost luggage.
General Exclusions
We will not pay for money.`,
    ['Cover What is covered', 'Exclusion General Exclusions'],
  ],
];

describe('clauses by the way that a wording numbers them', () => {
  test.each(STYLES)('%s', async (_, text, expected) => {
    expect(titles(await imported('wording.txt', text))).toEqual(expected);
  });

  test('an article out of order stays in the clause before it, with a warning', async () => {
    const { clauses, summary } = await imported(
      'wording.txt',
      '财产保险条款\n第一条 甲。\n第二条 乙。\n第三条 丙。\n第二条 又乙。\n第四条 丁。',
    );
    expect(clauses.map(({ number }) => number)).toEqual(['第一条', '第二条', '第三条', '第四条']);
    expect(summary.warnings).toContainEqual({
      place: 'line 5',
      problem: '第二条 comes out of order here: it was kept as text of the clause before it',
    });
  });

  test('missing numbers are a warning', async () => {
    const { summary } = await imported('wording.txt', '财产保险条款\n第一条 甲。\n第四条 丁。');
    expect(summary.warnings[0]).toEqual({ place: 'line 3', problem: 'between 第一条 and 第四条 numbers are missing' });
  });

  test('a second wording in the file has ids of its own', async () => {
    const { clauses } = await imported(
      'wording.txt',
      '财产保险条款\n第一条 甲。\n第二条 乙。\n附加险条款\n第一条 丙。\n第二条 丁。',
    );
    expect(clauses.map(({ id }) => id)).toEqual(['c1', 'c2', 'c1_2', 'c2_2']);
  });
});
