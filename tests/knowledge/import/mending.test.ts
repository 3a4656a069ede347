import { describe, expect, test } from 'vitest';
import { imported, titles } from './kit/imported.ts';
import { type Drawn, pdf } from './kit/pdf.ts';

/** Lines of a page, one below the other. */
const page = (lines: readonly string[], { x = 72, from = 740, size = 10 } = {}): Drawn[] =>
  lines.map((text, index) => ({ text, x, y: from - index * 18, size }));

describe('lines that were broken in the middle of a sentence', () => {
  test('are joined without a space in Chinese, and with one in English', async () => {
    const chinese = await imported(
      'a.txt',
      '财产保险条款\n第一条 保险责任\n在保险期间内，由于火灾、爆炸造成保险标的\n的损失，保险人按照合同的约定负责赔偿，但\n是另有约定的除外。\n投保人可以选择。',
    );
    expect(chinese.clauses[0]?.words).toBe(
      '在保险期间内，由于火灾、爆炸造成保险标的的损失，保险人按照合同的约定负责赔偿，但是另有约定的除外。\n投保人可以选择。',
    );
    const english = await imported(
      'a.txt',
      'FIRE INSURANCE POLICY\nArticle 1 Cover\nWe will pay for loss of or damage to the property\ncaused by fire, and for the reasonable cost of\nits removal.\nArticle 2 Limit\nWe pay at most the sum insured.',
    );
    expect(english.clauses[0]?.words).toBe(
      'We will pay for loss of or damage to the property caused by fire, and for the reasonable cost of its removal.',
    );
  });

  test('a hyphen goes where the word stands elsewhere without one, and is reported', async () => {
    const { clauses, summary } = await imported(
      'a.txt',
      'FIRE INSURANCE POLICY\nArticle 1 Cover\nThe deductible is shown. We will take off the deduc-\ntible from each payment, and keep a well-\nknown rule.',
    );
    expect(clauses[0]?.words).toBe(
      'The deductible is shown. We will take off the deductible from each payment, and keep a well-known rule.',
    );
    expect(summary.removed).toEqual([{ what: 'hyphen', text: '-', times: 1 }]);
  });

  test('an article that is spoken of at the beginning of a line begins no clause', async () => {
    const { clauses } = await imported(
      'a.txt',
      '财产保险条款\n第一条 保险责任\n发生保险事故后，保险人依照本合同的约定以及\n第二条约定的限额，在核定损失之后负责赔偿。\n第二条 限额\n以保险金额为限。',
    );
    expect(clauses.map(({ words }) => words)).toEqual([
      '发生保险事故后，保险人依照本合同的约定以及第二条约定的限额，在核定损失之后负责赔偿。',
      '以保险金额为限。',
    ]);
  });

  test('items stay on lines of their own', async () => {
    const { clauses } = await imported(
      'a.txt',
      '财产保险条款\n第一条 责任免除\n下列损失，保险人不负责赔偿：\n（一）地震造成的损失，包括由地震引起的火灾、海\n啸造成的损失；\n1. 战争；\n① 罢工；\n第二条 保险期间\n一年。',
    );
    expect(clauses[0]?.words.split('\n')).toEqual([
      '下列损失，保险人不负责赔偿：',
      '（一）地震造成的损失，包括由地震引起的火灾、海啸造成的损失；',
      '1. 战争；',
      '① 罢工；',
    ]);
  });
});

describe('what belongs to the page and not to the text', () => {
  test('headers, footers and page numbers of a PDF are left out and reported', async () => {
    const pages = [
      ['家庭财产保险条款', '第一条 保险责任', '在保险期间内，由于火灾造成保险标的的损失，保险'],
      ['人按照本合同的约定负责赔偿。', '第二条 责任免除', '因地震造成的损失，保险人不负责赔偿。'],
      ['第三条 保险期间', '一年。'],
    ].map((lines, index) => [
      ...page(['安心财产保险股份有限公司'], { from: 810, x: 200, size: 8 }),
      ...page(lines),
      ...page([String(index + 1)], { from: 30, x: 290 }),
    ]);
    const { clauses, summary } = await imported('a.pdf', pdf(pages));
    expect(clauses.map(({ words }) => words)).toEqual([
      '在保险期间内，由于火灾造成保险标的的损失，保险人按照本合同的约定负责赔偿。',
      '因地震造成的损失，保险人不负责赔偿。',
      '一年。',
    ]);
    expect(summary.removed).toEqual([
      { what: 'page-number', text: '1', times: 1 },
      { what: 'page-number', text: '2', times: 1 },
      { what: 'page-number', text: '3', times: 1 },
      { what: 'page-header', text: '安心财产保险股份有限公司', times: 3 },
    ]);
  });

  test('page numbers in text, and what repeats beside them', async () => {
    const { clauses, summary } = await imported(
      'a.txt',
      [
        '家庭财产保险条款\n第一条 保险责任\n在保险期间内，由于火灾造成的损失，保险人',
        '第1页 共3页\n安心产险 家庭财产保险条款',
        '负责赔偿，以保险单载明的保险金额作为上限。\n第二条 责任免除\n因地震造成的损失，保险人不负责赔偿。',
        '第2页 共3页\n安心产险 家庭财产保险条款',
        '第三条 保险期间\n一年。\n第3页 共3页',
      ].join('\n'),
    );
    expect(clauses.map(({ words }) => words)).toEqual([
      '在保险期间内，由于火灾造成的损失，保险人负责赔偿，以保险单载明的保险金额作为上限。',
      '因地震造成的损失，保险人不负责赔偿。',
      '一年。',
    ]);
    expect(summary.removed).toEqual([
      { what: 'page-number', text: '第1页 共3页', times: 1 },
      { what: 'page-number', text: '第2页 共3页', times: 1 },
      { what: 'page-number', text: '第3页 共3页', times: 1 },
      { what: 'page-header', text: '安心产险 家庭财产保险条款', times: 2 },
    ]);
  });

  test.each([
    [
      'with leaders and pages',
      '目  录\n1. 合同……………1\n1.1 合同构成 ........ 1\n1.2 犹豫期………… 2\n2.1 保险责任………… 3\n',
    ],
    ['with the headings alone', '条款目录\n1. 合同\n1.1 合同构成\n1.2 犹豫期\n2. 保障\n2.1 保险责任\n'],
    ['in columns', '目录\n1. 合同            2. 保障\n1.1 合同构成       2.1 保险责任\n1.2 犹豫期\n'],
  ])('a table of contents %s', async (_, contents) => {
    const body =
      '1. 合同\n1.1 合同构成\n本合同由保险单组成。\n1.2 犹豫期\n自您签收之日起有15日。\n2. 保障\n2.1 保险责任\n我们给付身故保险金。';
    const file = await imported('a.txt', `终身寿险条款\n${contents}${body}`);
    expect(titles(file)).toEqual(['1.1 合同构成', '1.2 犹豫期', '2.1 保险责任']);
    expect(file.parts).toEqual(['1. 合同', '2. 保障']);
    expect(file.summary.removed[0]?.what).toBe('contents');
    expect(file.summary.warnings[0]).toMatchObject({ place: 'line 2' });
  });

  test('letters that are drawn twice to look bold are bold, and there once', async () => {
    const twice = (drawn: Drawn): Drawn[] => [drawn, { ...drawn, x: drawn.x + 0.3 }];
    const lines = page(['财产保险条款', '第一条 责任免除', '地震造成的损失，保险人不负责赔偿。']);
    const { clauses, summary } = await imported(
      'a.pdf',
      pdf([lines.flatMap((line, index) => (index === 2 ? twice(line) : [line]))]),
    );
    expect(clauses[0]?.marked).toBe('**地震造成的损失，保险人不负责赔偿。**');
    expect(summary.removed).toEqual([{ what: 'drawn-twice', text: '地震造成的损失，保险人不负责赔偿。', times: 1 }]);
  });
});

describe('headings in the margin', () => {
  const rows: [string, string][] = [
    ['1.1 合同构成', '本合同由保险单、保险条款以及投保单'],
    ['', '组成。'],
    ['1.2 合同成立与', '您提出保险申请、我们同意承保，本合'],
    ['生效', '同成立，保险单载明生效的日期。'],
    ['2.1 责任免除', '因下列情形之一，我们不承担责任：'],
    ['', '（1）投保人的故意杀害；'],
    ['', '（2）战争。'],
  ];
  const expected = [
    ['1.1', '合同构成', '本合同由保险单、保险条款以及投保单组成。'],
    ['1.2', '合同成立与生效', '您提出保险申请、我们同意承保，本合同成立，保险单载明生效的日期。'],
    ['2.1', '责任免除', '因下列情形之一，我们不承担责任：\n（1）投保人的故意杀害；\n（2）战争。'],
  ];
  const width = (text: string): number => [...text].reduce((sum, letter) => sum + (letter > '\u00ff' ? 2 : 1), 0);

  test.each<[string, string, Buffer]>([
    [
      'text',
      'a.txt',
      Buffer.from(
        `终身寿险条款\n${rows.map(([left, right]) => `${left}${' '.repeat(20 - width(left))}${right}`).join('\n')}`,
      ),
    ],
    [
      'PDF',
      'a.pdf',
      pdf([
        [
          { text: '终身寿险条款', x: 200, y: 790 },
          ...rows.flatMap(([left, right], index) => [
            ...(left ? [{ text: left, x: 60, y: 740 - index * 18, bold: true }] : []),
            { text: right, x: 175, y: 740 - index * 18 },
          ]),
        ],
      ]),
    ],
  ])('in %s', async (_, name, bytes) => {
    const { clauses } = await imported(name, bytes);
    expect(clauses.map(({ number, heading, words }) => [number, heading, words])).toEqual(expected);
  });
});

describe('notes', () => {
  test('at the foot of a page are definitions, and their marks are raised', async () => {
    const lines = page([
      '意外伤害保险条款',
      '1.1 保险责任',
      '因意外伤害身故的，我们给付身故保险金。',
      '1.2 责任免除',
      '战争造成的，我们不承担责任。',
    ]);
    const { clauses } = await imported(
      'a.pdf',
      pdf([
        [
          ...lines.map((line) => (line.text.startsWith('因') ? { ...line, text: '因意外伤害' } : line)),
          { text: '1', x: 122, y: 709, size: 6 },
          { text: '身故的，我们给付身故保险金。', x: 126, y: 704 },
          ...page(['1 意外伤害：指遭受外来的、突发的、非本意的', '客观事件。'], { from: 90, size: 8 }),
        ],
      ]),
    );
    expect(clauses.map(({ id, number, heading, kind, words }) => [id, number, heading, kind, words])).toEqual([
      ['c1-1', '1.1', '保险责任', 'cover', '因意外伤害¹身故的，我们给付身故保险金。'],
      ['c1-2', '1.2', '责任免除', 'exclusion', '战争造成的，我们不承担责任。'],
      ['n1', '注1', '意外伤害', 'definition', '指遭受外来的、突发的、非本意的客观事件。'],
    ]);
  });

  test.each([
    ['in brackets', '[1]', '[1] '],
    ['as 注', '（见注1）', '注1：'],
    ['raised', '¹', '¹ '],
  ])('at the end of a text, %s', async (_, reference, mark) => {
    const { clauses } = await imported(
      'a.txt',
      `医疗保险条款\n1.1 保险责任\n住院${reference}的，我们给付医疗保险金。\n1.2 责任免除\n战争造成的，我们不承担责任。\n${mark}住院：指入住医院病房。`,
    );
    expect(clauses.at(-1)).toMatchObject({
      id: 'n1',
      number: '注1',
      heading: '住院',
      kind: 'definition',
      terms: ['住院'],
      words: '指入住医院病房。',
    });
  });

  test('circled notes are told from circled items by their marks in the text', async () => {
    const text = '医疗保险条款\n1.1 保险责任\n住院①的，我们给付：\n1.2 责任免除\n战争，我们不承担责任。\n';
    const { clauses } = await imported('a.txt', `${text}① 住院：指入住医院病房。`);
    expect(clauses.at(-1)).toMatchObject({ id: 'n1', number: '注①', heading: '住院', kind: 'definition' });
    const items = await imported('a.txt', text.replace('①', '').concat('① 罢工，我们不承担责任。'));
    expect(items.clauses.at(-1)?.words).toBe('战争，我们不承担责任。\n① 罢工，我们不承担责任。');
  });

  test('definitions below 释义, numbered or not, are clauses', async () => {
    const wording = (definitions: string): string =>
      `医疗保险条款\n第一条 保险责任\n住院的，我们给付医疗保险金。\n第二条 责任免除\n战争，我们不承担责任。\n释义\n${definitions}`;
    const numbered = await imported('a.txt', wording('1. 住院：指入住医院病房。\n2. 战争是指国家之间的武装冲突。'));
    expect(numbered.clauses.slice(2).map(({ id, number, heading, words }) => [id, number, heading, words])).toEqual([
      ['d1', '1.', '住院', '指入住医院病房。'],
      ['d2', '2.', '战争', '战争是指国家之间的武装冲突。'],
    ]);
    const unnumbered = await imported('a.txt', wording('住院：指入住医院病房。\n【战争】指国家之间的武装冲突。'));
    expect(unnumbered.clauses.slice(2).map(({ number, heading, terms }) => [number, heading, terms])).toEqual([
      ['释义', '住院', ['住院']],
      ['释义', '战争', ['战争']],
    ]);
  });
});
