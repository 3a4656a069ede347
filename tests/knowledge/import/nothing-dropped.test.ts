import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accountFor } from '../../../knowledge/import/account.ts';
import { Tally } from '../../../knowledge/import/tally.ts';
import { readProduct } from '../../../knowledge/read-product.ts';
import { docx, escaped, paragraph, run } from './kit/docx.ts';
import { imported } from './kit/imported.ts';
import { pdf } from './kit/pdf.ts';

/** Lines such as wordings are made of, in any order, with what would be structure in a product file. */
const LINES = [
  '家庭财产保险条款',
  '（2023版）',
  '目录',
  '第一条 保险责任 ........ 3',
  '第一部分 总则',
  '责任免除',
  '释义',
  '第一条 保险责任',
  '第二条 下列损失，保险人不负责赔偿：',
  '第五条约定的情形除外。',
  '1.1 合同构成',
  '1.2 合同成立与      您提出保险申请、我们同意承保，本合',
  '    生效            同成立。',
  '2.4.1 身故保险金',
  '1. 意外伤害：指外来的、突发的伤害。',
  '一、投保人义务',
  '（一）地震、海啸；',
  '（2） 战争',
  '① 罢工；',
  '[1] 住院：指入住医院病房。',
  '住院[1]的，我们给付医疗保险金，但是另有约定的除外，以',
  '¹ 既往症：指投保前已有的疾病。',
  '第3页 共5页',
  '- 3 -',
  '4',
  'Section 1 - Definitions',
  '1.1 Deductible. The deductible is taken off each pay-',
  'ment. The payment is made in thirty days.',
  '### 第九条 井号 {#c9}',
  '## 井号',
  '```yaml',
  'kind: exclusion',
  '**两颗星** 和 \\ 反斜杠 * 与 _下划线_',
  '| 等级 | 比例 |',
  '<table><tr><td>1.1</td><td>合同构成</td><td>由保险单组成。</td></tr></table>',
  '<table><tr><td colspan="2">（一）地震',
  '海啸<br>洪水</td></tr></table>',
  '请您仔细阅读。条款目录',
  '条款目录 1. 合同 1.1 合同构成',
  '# 1. 合同',
  '因下列情形之一身故的，我们不承担责任：',
  '> 引用',
  '---',
  '',
];

const anyLines = fc.array(fc.constantFrom(...LINES), { minLength: 1, maxLength: 25 });

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'policydesk-nothing-dropped-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Imports it, which throws where a character would be lost or doubled, and has the desk read what came of it. */
const survives = async (name: string, source: string | Buffer): Promise<void> => {
  const { summary, clauses, content } = await imported(name, source);
  writeFileSync(join(folder, 'zh-CN.md'), content);
  const product = readProduct(folder);
  expect(product.clauses.map(({ id }) => id)).toEqual(clauses.map(({ id }) => id));
  expect(product.clauses).toHaveLength(summary.clauses);
};

describe('each character of a file is in its product or in what was removed', () => {
  test.each<[string, (lines: string[]) => string | Buffer]>([
    ['any.txt', (lines) => `保险\n${lines.join('\n')}`],
    ['any.md', (lines) => `保险\n\n${lines.join('\n')}`],
    ['any.html', (lines) => `<p>保险</p>${lines.map((line) => `<p>${escaped(line)}</p>`).join('')}`],
    ['any.docx', (lines) => docx(['保险', ...lines].map((line, at) => paragraph(run(line, at % 3 === 0))).join(''))],
  ])('%s', async (name, write) => {
    await fc.assert(
      fc.asyncProperty(anyLines, async (lines) => survives(name, write(lines))),
      { numRuns: 200 },
    );
  });

  test('any.pdf', async () => {
    const page = fc.array(fc.constantFrom(...LINES.filter((line) => !line.includes('\u2003'))), {
      minLength: 2,
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(page, { minLength: 1, maxLength: 3 }), async (pages) =>
        survives(
          'any.pdf',
          pdf(
            pages.map((lines) =>
              ['家庭财产综合保险条款（安心产险）', ...lines].map((text, index) => ({
                text,
                x: 60 + (index % 4) * 20,
                y: 780 - index * 17,
                size: index % 5 === 0 ? 8 : 10,
                bold: index % 3 === 0,
              })),
            ),
          ),
        ),
      ),
      {
        numRuns: 10,
        examples: [
          [[Array(6).fill(LINES[0]), [...Array(4).fill(LINES[0]), '住院[1]的', '[1] 住院：指入住医院病房。']]],
          // A line of a table of contents that is taken for a chapter.
          [
            [
              [
                LINES[0],
                '第一条 保险责任',
                ...Array(3).fill(LINES[0]),
                '第一条 保险责任 ........ 3',
                '第一条 保险责任',
                LINES[0],
              ],
            ],
          ],
        ],
      },
    );
  });

  test('any text at all', async () => {
    const text = fc.string({
      unit: fc.constantFrom(...'第一二条款。，：:；（）()[]1234.、\n\n 　\t*#`\\|-保险人责任免除指AaBb$'.split('')),
      maxLength: 400,
    });
    await fc.assert(
      fc.asyncProperty(text, async (any) => {
        for (const name of ['any.txt', 'any.md']) await survives(name, `保险条款\n${any}`);
      }),
      { numRuns: 200 },
    );
  });
});

describe('the account', () => {
  const file = {
    language: 'zh-CN' as const,
    front: {},
    origin: '',
    title: { text: '条款', made: true },
    sections: [],
  };

  test.each([
    ['holds', '# 条款\n\n保险人**不**负责\n', undefined],
    ['misses what was lost', '# 条款\n\n保险人负责\n', /1 characters lost \(不\)/],
    ['finds what was doubled', '# 条款\n\n保险人不不负责\n', /1 characters doubled \(不\)/],
  ])('%s', (_, content, problem) => {
    const account = { name: 'a.txt', source: Tally.of(['保险人不负责']), content, file, removed: [] };
    if (problem) expect(() => accountFor(account)).toThrow(problem);
    else accountFor(account);
  });

  test('takes what was removed into account, as often as it was', () => {
    const account = { name: 'a.txt', source: Tally.of(['页眉保险页眉']), content: '# 条款\n\n保险\n', file };
    accountFor({ ...account, removed: [{ what: 'page-header', text: '页眉', times: 2 }] });
    expect(() => accountFor({ ...account, removed: [{ what: 'page-header', text: '页眉', times: 1 }] })).toThrow(
      /lost/,
    );
  });
});
