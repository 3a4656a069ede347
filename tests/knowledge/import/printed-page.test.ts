import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { openBrowser } from '../../kit/browser.ts';
import { imported } from './kit/imported.ts';

const fonts = join(dirname(createRequire(import.meta.url).resolve('@fontsource/noto-sans-sc/package.json')), 'files');
const face = (weight: number): string =>
  `@font-face { font-family: Noto; font-weight: ${weight}; src: url(data:font/woff2;base64,${readFileSync(
    join(fonts, `noto-sans-sc-chinese-simplified-${weight}-normal.woff2`),
  ).toString('base64')}) }`;

/** An article with its heading in the margin. */
const article = (heading: string, ...words: string[]): string =>
  `<section><h3>${heading}</h3><div>${words.map((line) => `<p>${line}</p>`).join('')}</div></section>`;

const LONG = '被保险人因遭受意外伤害身故的，我们按照基本保险金额给付身故保险金，本合同终止。'.repeat(6);

const PAGE = `<meta charset="utf-8"><style>${face(400)} ${face(700)}
  body { font: 10.5pt/1.6 Noto } section { display: flex } h3 { width: 7em; flex: none; font-size: 10.5pt; margin: 0 }
  p { margin: 0 } footer { font-size: 8pt; border-top: 1px solid; margin-top: 1em }</style>
  <h1>安心守护定期寿险条款</h1>
  <h2>1. 您与我们订立的合同</h2>
  ${article('1.1 合同构成', '本保险合同由以下几部分构成：保险单及所附条款、投保单、与本合同有关的投保文件、声明、批注、附贴批单以及其他书面协议。')}
  ${article('1.2 合同成立与生效', '您提出保险申请、我们同意承保，本合同成立。保单年度<sup>1</sup>、保险费约定支付日均以生效日期计算。')}
  <h2>2. 我们提供的保障</h2>
  ${article('2.1 保险责任', '在本合同保险期间内，我们承担如下保险责任：', `<b>身故保险金</b>`, LONG)}
  ${article('2.2 责任免除', '<b>因下列情形之一导致被保险人身故的，我们不承担给付保险金的责任：</b>', '<b>（1）投保人对被保险人的故意杀害、故意伤害；</b>', '（2）战争、军事冲突、暴乱或者武装叛乱。')}
  <footer><sup>1</sup> 保单年度：从保险合同生效日或者年生效对应日零时起至下一年度保险合同年生效对应日前一日二十四时止。</footer>`;

test('a page that a browser printed: margins, pages, raised marks, bold and notes', async () => {
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    await page.setContent(PAGE);
    await page.evaluate('document.fonts.ready');
    const printed = await page.pdf({
      format: 'A5',
      displayHeaderFooter: true,
      headerTemplate: '<div style="font-size: 8px">ANXIN LIFE</div>',
      footerTemplate:
        '<div style="font-size: 8px"><span class="pageNumber"></span>/<span class="totalPages"></span></div>',
      margin: { top: '20mm', bottom: '20mm', left: '15mm', right: '15mm' },
    });
    const { parts, clauses, summary } = await imported('printed.pdf', printed);
    expect(parts).toEqual(['1. 您与我们订立的合同', '2. 我们提供的保障']);
    expect(clauses.map(({ id, kind, heading, marked }) => [id, kind, heading, marked])).toEqual([
      [
        'c1-1',
        'general',
        '合同构成',
        '本保险合同由以下几部分构成：保险单及所附条款、投保单、与本合同有关的投保文件、声明、批注、附贴批单以及其他书面协议。',
      ],
      [
        'c1-2',
        'general',
        '合同成立与生效',
        '您提出保险申请、我们同意承保，本合同成立。保单年度¹、保险费约定支付日均以生效日期计算。',
      ],
      ['c2-1', 'cover', '保险责任', `在本合同保险期间内，我们承担如下保险责任：\n**身故保险金**\n${LONG}`],
      [
        'c2-2',
        'exclusion',
        '责任免除',
        '**因下列情形之一导致被保险人身故的，我们不承担给付保险金的责任：**\n**（1）投保人对被保险人的故意杀害、故意伤害；**\n（2）战争、军事冲突、暴乱或者武装叛乱。',
      ],
      [
        'n1',
        'definition',
        '保单年度',
        '从保险合同生效日或者年生效对应日零时起至下一年度保险合同年生效对应日前一日二十四时止。',
      ],
    ]);
    expect(summary.removed.filter(({ what }) => what.startsWith('page'))).toEqual([
      { what: 'page-number', text: '1/2', times: 1 },
      { what: 'page-number', text: '2/2', times: 1 },
      { what: 'page-header', text: 'ANXIN LIFE', times: 2 },
    ]);
  } finally {
    await browser.close();
  }
});
