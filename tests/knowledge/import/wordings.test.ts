import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { evaluateImports } from '../../../tools/eval/imports.ts';
import { imported, titles } from './kit/imported.ts';

const WORDINGS = join(import.meta.dirname, 'wordings');
const GIVEN = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'data', 'wordings');

describe('wordings as they come', () => {
  test.each([
    ['own', join(WORDINGS, 'own')],
    ['held-back', join(WORDINGS, 'held-back')],
    ['given', GIVEN],
  ])('%s: each clause, exclusion, period and name', async (set, folder) => {
    const figures = await evaluateImports({ folder, wanted: join(WORDINGS, `${set}.yaml`) });
    if (!figures) return console.log(`the wordings ${set} are not on this machine: not measured`);
    const { refused, files: _, warningsPerFile, ...tallied } = figures;
    expect(refused).toEqual([]);
    expect(warningsPerFile).toBeLessThan(4);
    expect(Object.values(tallied).flatMap(({ missed }) => missed)).toEqual([]);
  });
});

describe('a list of exclusions without a heading', () => {
  const kinds = async (text: string): Promise<string[]> =>
    (await imported('a.txt', text)).clauses.map(({ id, kind, words }) => `${id} ${kind} ${words.slice(0, 8)}`);

  test('behind a cover is an exclusion of its own, with the cover’s number and what speaks of it', async () => {
    expect(
      await kinds(
        '甲意外险条款\n1.1 保险责任\n身故的，我们给付身故保险金。因下列情形之一身故的，我们不承担责任：\n（1）自伤；\n（2）战争。\n发生上述第（1）项情形的，退还现金价值。\n伤残的，我们给付伤残保险金。\n1.2 受益人\n您可以指定。',
      ),
    ).toEqual([
      'c1-1 cover 身故的，我们给付',
      'x1-1 exclusion 因下列情形之一身',
      'c1-1_2 cover 伤残的，我们给付',
      'c1-2 procedure 您可以指定。',
    ]);
  });

  test.each([
    ['财产', '下列财产可以投保：\n（一）房屋。\n下列财产不在保险标的范围以内：\n（一）账册；'],
    ['费用', '住院的，我们给付医疗保险金。\n以下费用我们不予赔付：\n（一）美容；'],
    ['within the line', '住院的，我们给付医疗保险金。有下列情况之一，我们不负给付责任：（1）美容；（2）体检。'],
    ['below a heading of its own', '住院的，我们给付医疗保险金。\n（1）责任免除\n美容和体检的费用，我们不承担。'],
    ['with 除外', '住院的，我们给付医疗保险金，以下费用除外：\n（一）美容；'],
  ])('%s', async (_, words) => {
    const { clauses } = await imported('a.txt', `甲保险条款\n第一条 保障范围\n${words}\n第二条 保险期间\n一年。`);
    expect(clauses.map(({ number, kind }) => [number, kind])).toContainEqual(['第一条', 'exclusion']);
    expect(clauses[0]?.kind).not.toBe('exclusion');
  });

  test.each([
    [
      'what may not be done',
      '投保人不得解除合同，但有下列情形之一的除外：\n（一）车辆注销；\n合同解除前，保险人承担责任。',
    ],
    ['which hospitals', '住院的，我们给付医疗保险金。医院不包括下列机构：\n（一）疗养院；'],
    ['how clauses are pointed out', '本合同中下列免除保险人责任的条款不产生效力：\n（一）未提示的；'],
    ['what is paid', '因下列情形之一住院的，我们给付医疗保险金：\n（一）疾病；'],
  ])('none: %s', async (_, words) => {
    const { clauses } = await imported('a.txt', `甲保险条款\n第一条 约定\n${words}\n第二条 保险期间\n一年。`);
    expect(clauses.map(({ id }) => id)).toEqual(['c1', 'c2']);
  });
});

describe('a table of contents', () => {
  const body = '1. 合同\n1.1 构成\n由保险单组成。\n1.2 期间\n为一年。\n2. 保障\n2.1 责任\n我们给付身故保险金。';

  test.each([
    ['whose title ends a sentence', `请仔细阅读。条款目录\n1. 合同\n1.1 构成\n1.2 期间\n2. 保障\n2.1 责任\n${body}`],
    ['with entries side by side', `目录\n1. 合同 2. 保障\n1.1 构成 2.1 责任\n1.2 期间\n${body}`],
    ['on one line', `条款目录 1. 合同 1.1 构成 1.2 期间 2. 保障 2.1 责任\n${body}`],
    ['without a title', `1. 合同\n1.1 构成\n1.2 期间\n2. 保障\n2.1 责任\n${body}`],
    ['that calls an entry otherwise', `目录\n1. 合同\n1.1 构成\n1.2 期间\n2. 保障\n2.1 责任\n2.2 别的\n${body}`],
  ])('%s', async (_, text) => {
    const file = await imported('a.txt', `甲寿险条款\n${text}`);
    expect(titles(file).filter((title) => !title.startsWith('前言'))).toEqual(['1.1 构成', '1.2 期间', '2.1 责任']);
    expect(file.summary.removed.map(({ what }) => what)).toContain('contents');
  });

  test('without a title, with parts that have no number and a page’s edge in it', async () => {
    const text =
      '甲寿险条款\n合同\n第一条 构成\n第二条 期间\n保障\n第三条 责任\n第四条 受益人\n\f甲寿险条款\n合同\n第一条 构成\n由保险单组成。\n第二条 期间\n为一年。\n\f甲寿险条款\n保障\n第三条 责任\n我们给付身故保险金。\n第四条 受益人\n您可以指定。';
    expect(titles(await imported('a.txt', text)).filter((title) => !title.startsWith('前言'))).toEqual([
      '第一条 构成',
      '第二条 期间',
      '第三条 责任',
      '第四条 受益人',
    ]);
  });

  test('is none where headings only come close to each other', async () => {
    const { summary } = await imported('a.txt', `甲寿险条款\n${body}`);
    expect(summary.removed.map(({ what }) => what)).not.toContain('contents');
  });
});

describe('tables of Markdown that are written as HTML', () => {
  test.each([
    ['on one line', (rows: string[]) => `<table>${rows.join('')}</table>`],
    ['on several', (rows: string[]) => `<table>\n${rows.join('\n')}\n</table>`],
  ])('%s hold clauses', async (_, table) => {
    const rows = [
      '<tr><td colspan="2">保障</td></tr>',
      '<tr><td>1.1</td><td>保险责任</td><td>我们给付下列保险金：<br>（1）身故；</td></tr>',
      '<tr><td>1.2 责任免除</td><td>战争造成的，我们不承担责任。</td></tr>',
    ];
    const file = await imported('a.md', `# 甲寿险条款\n\n# 1. 保障\n\n${table(rows)}\n\n# 1.3 受益人\n\n您可以指定。`);
    expect(file.clauses.map(({ number, heading, words }) => [number, heading, words])).toEqual([
      ['1.1', '保险责任', '我们给付下列保险金：\n（1）身故；'],
      ['1.2', '责任免除', '战争造成的，我们不承担责任。'],
      ['1.3', '受益人', '您可以指定。'],
    ]);
  });
});

test.each([
  ['1.', '2.'],
  ['（一）', '（二）'],
  ['6.1', '6.2'],
])('rows of a table that begin with %s and hold sentences are clauses', async (first, second) => {
  const { clauses } = await imported(
    'a.md',
    `# 甲寿险条款\n\n| ${first} | 周岁 | 指按出生日期计算的年龄。 |\n| --- | --- | --- |\n| ${second} | 毒品 | 指管制的麻醉药品。 |`,
  );
  expect(clauses.map(({ number, heading }) => [number, heading])).toEqual([
    [first, '周岁'],
    [second, '毒品'],
  ]);
});

test('6.1周岁 is a clause, not an age', async () => {
  const { clauses } = await imported(
    'a.txt',
    '甲寿险条款\n6.1周岁\n指按出生日期计算的年龄。\n6.2毒品\n指管制的麻醉药品。',
  );
  expect(clauses.map(({ number, heading }) => `${number} ${heading}`)).toEqual(['6.1 周岁', '6.2 毒品']);
});

test('Word’s marks between cells are no reason to refuse a file', async () => {
  const { clauses } = await imported(
    'a.txt',
    '甲寿险条款\n第一条 保险责任\u0007我们给付身故保险金。\u0007\u0007第二条 责任免除\u0007战争，我们不承担责任。',
  );
  expect(clauses.map(({ number, kind }) => `${number} ${kind}`)).toEqual(['第一条 cover', '第二条 exclusion']);
});

describe('an import measures itself, and says at the place what to look at', () => {
  test.each([
    [
      'a list that went to a duty',
      '第一条 保险责任 我们给付保险金。\n第二条 投保人义务\n投保人应当如实告知。因下列情形之一身故的，我们不承担责任：\n（1）自伤；\n第三条 责任免除 战争，我们不承担责任。',
      'line 4',
      /第二条: a list of what is not covered stays in a clause that is duty/,
    ],
    [
      'no exclusion at all',
      '第一条 保险责任 我们给付保险金。\n第二条 保险期间 一年。',
      'whole file',
      /no exclusion was found/,
    ],
    [
      'a list that is announced and doesn’t follow',
      '第一条 保险责任 我们给付保险金。\n第二条 责任免除\n因下列情形之一，我们不承担责任：\n第三条 受益人 您可以指定。',
      'line 4',
      /announces a list of exclusions that doesn’t follow/,
    ],
    [
      'what is paid before the first clause',
      '被保险人身故的，我们给付身故保险金，合同终止。\n第一条 责任免除 战争，我们不承担责任。\n第二条 保险期间 一年。',
      'line 2',
      /characters stand before the first clause, and say what is or is not covered/,
    ],
    [
      'a clause that swallowed others',
      `第一条 保险责任 我们给付保险金。\n第二条 受益人 您可以指定。\n第三条 责任免除 战争，我们不承担责任。\n第四条 其他\n${'约定。'.repeat(600)}\n9.9 现金价值\n指金额。`,
      'line 7',
      /第四条: \d+ times as long as the other clauses/,
    ],
    [
      'numbers that are missing',
      '1.1 保险责任 我们给付保险金。\n1.2 责任免除 战争，我们不承担责任。\n3.1 受益人 您可以指定。',
      'line 4',
      /between 1.2 and 3.1 numbers are missing/,
    ],
    [
      'a decimal out of order, which is a clause all the same',
      '1.1 保险责任 我们给付保险金。\n3.1 受益人 您可以指定。\n2.3 责任免除 战争，我们不承担责任。',
      'line 4',
      /2.3 comes out of order here: it was kept as a clause all the same/,
    ],
  ])('%s', async (_, text, place, problem) => {
    const { summary } = await imported('a.txt', `甲寿险条款\n${text}`);
    expect(summary.warnings).toContainEqual({ place, problem: expect.stringMatching(problem) });
  });

  test('what is in order is warned of in nothing', async () => {
    const { summary } = await imported(
      'a.txt',
      '甲寿险条款\n第一条 保险责任 我们给付保险金。\n第二条 责任免除 战争，我们不承担责任。\n第三条 保险期间 一年。',
    );
    expect(summary.warnings).toEqual([]);
  });
});
