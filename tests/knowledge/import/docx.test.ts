import { describe, expect, test } from 'vitest';
import { docx, listed, numbering, paragraph, run, table } from './kit/docx.ts';
import { imported } from './kit/imported.ts';

const p = (text: string, properties = ''): string => paragraph(run(text), properties);

describe('a DOCX', () => {
  test('has the numbers that Word prints and that don’t stand in its text', async () => {
    const levels = numbering([
      { format: 'chineseCountingThousand', pattern: '第%1条' },
      { format: 'chineseCountingThousand', pattern: '（%2）' },
      { format: 'decimal', pattern: '%3.' },
    ]);
    const article = (text: string): string => p(text, listed(0));
    const { clauses } = await imported(
      'a.docx',
      docx(
        [
          p('财产保险条款'),
          ...Array.from({ length: 10 }, (_, index) => article(`本合同的内容之${index + 1}以保险单为准。`)),
          article('下列损失，保险人不负责赔偿：'),
          p('地震；', listed(1)),
          p('陆上的；', listed(2)),
          p('海上的；', listed(2)),
          p('战争。', listed(1)),
          article('其他损失，保险人也不负责赔偿：'),
          p('罢工。', listed(1)),
        ].join(''),
        { numbering: levels },
      ),
    );
    expect(clauses.map(({ number }) => number).slice(8)).toEqual(['第九条', '第十条', '第十一条', '第十二条']);
    expect(clauses[10]?.words).toBe(
      '下列损失，保险人不负责赔偿：\n（一） 地震；\n1. 陆上的；\n2. 海上的；\n（二） 战争。',
    );
    expect(clauses[11]?.words).toBe('其他损失，保险人也不负责赔偿：\n（一） 罢工。');
  });

  test('has headings and bold by its styles', async () => {
    const styles = `<w:style w:styleId="a"><w:name w:val="Strong Body"/><w:rPr><w:b/></w:rPr></w:style>
      <w:style w:styleId="b"><w:name w:val="derived"/><w:basedOn w:val="a"/></w:style>
      <w:style w:styleId="2"><w:name w:val="heading 2"/></w:style>`;
    const { parts, clauses } = await imported(
      'a.docx',
      docx(
        [
          p('财产保险条款'),
          p('特别条款', '<w:pStyle w:val="2"/>'),
          p('第一条 责任免除'),
          p('地震造成的损失，保险人不负责赔偿。', '<w:pStyle w:val="b"/>'),
          paragraph(
            `${run('战争')}<w:r><w:rPr><w:rFonts w:eastAsia="黑体"/></w:rPr><w:t>不负责</w:t></w:r>${run('赔偿。')}<w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>罢工</w:t></w:r>`,
          ),
          p('第二条 保险期间'),
          p('一年。'),
        ].join(''),
        { styles },
      ),
    );
    expect(parts).toEqual(['特别条款']);
    expect(clauses[0]?.marked).toBe('**地震造成的损失，保险人不负责赔偿。**\n战争**不负责**赔偿。罢工');
  });

  test('has its footnotes as definitions', async () => {
    const reference = (id: number): string => `<w:r><w:footnoteReference w:id="${id}"/></w:r>`;
    const note = (id: number, text: string): string => `<w:footnote w:id="${id}">${p(text)}</w:footnote>`;
    const { clauses } = await imported(
      'a.docx',
      docx(
        [
          p('医疗保险条款'),
          p('1.1 保险责任'),
          paragraph(`${run('住院')}${reference(2)}${run('的，我们给付医疗保险金。')}`),
          p('1.2 责任免除'),
          paragraph(`${run('既往症')}${reference(3)}${run('，我们不承担责任。')}`),
        ].join(''),
        { footnotes: `${note(0, '')}${note(2, '住院：指入住医院病房。')}${note(3, '既往症：指投保前已有的疾病。')}` },
      ),
    );
    expect(clauses.map(({ id, heading, words }) => [id, heading, words])).toEqual([
      ['c1-1', '保险责任', '住院¹的，我们给付医疗保险金。'],
      ['c1-2', '责任免除', '既往症²，我们不承担责任。'],
      ['n1', '住院', '指入住医院病房。'],
      ['n2', '既往症', '指投保前已有的疾病。'],
    ]);
  });

  test('may be set in a table with the headings in its first column', async () => {
    const { clauses } = await imported(
      'a.docx',
      docx(
        p('终身寿险条款') +
          table([
            [p('1.1 合同构成'), p('本合同由保险单组成。') + p('批单也是本合同的一部分。')],
            [p('1.2 责任免除'), p('因下列情形之一，我们不承担责任：') + p('（1）战争；') + p('（2）罢工。')],
            [p('1.3'), p('保险期间'), p('一年。')],
          ]) +
          p('附表 给付比例表') +
          table([
            [p('等级'), p('比例')],
            [p('一级'), p('100%')],
          ]),
      ),
    );
    expect(clauses.map(({ number, heading, words }) => [number, heading, words])).toEqual([
      ['1.1', '合同构成', '本合同由保险单组成。\n批单也是本合同的一部分。'],
      ['1.2', '责任免除', '因下列情形之一，我们不承担责任：\n（1）战争；\n（2）罢工。'],
      ['1.3', '保险期间', '一年。'],
      ['限额', '附表 给付比例表', '等级 比例\n一级 100%'],
    ]);
  });

  test('loses nothing that it shows, and shows nothing that was deleted', async () => {
    const { clauses, summary } = await imported(
      'a.docx',
      docx(
        [
          p('财产保险条款'),
          p('第一条 保险责任………1', '<w:pStyle w:val="t"/>'),
          p('第一条 保险责任'),
          paragraph(
            `${run('火灾')}<w:del><w:r><w:delText>和地震</w:delText></w:r></w:del><w:ins>${run('和爆炸')}</w:ins><w:hyperlink>${run('造成的损失，')}</w:hyperlink><w:r><w:rPr><w:vanish/></w:rPr><w:t>内部说明</w:t></w:r>${run('保险人负责赔偿。')}`,
          ),
          `<w:sdt><w:sdtContent>${p('第二条 责任免除')}</w:sdtContent></w:sdt>`,
          paragraph(
            `${run('战争，保险人不负责赔偿。')}<w:r><w:pict><w:txbxContent>${p('文本框里的话。')}</w:txbxContent></w:pict></w:r>`,
          ),
        ].join(''),
        {
          styles: '<w:style w:styleId="t"><w:name w:val="toc 1"/></w:style>',
          header1: p('安心产险'),
          footer1: p('第1页'),
        },
      ),
    );
    expect(clauses.map(({ words }) => words)).toEqual([
      '火灾和爆炸造成的损失，保险人负责赔偿。',
      '战争，保险人不负责赔偿。\n文本框里的话。',
    ]);
    expect(summary.removed).toEqual([
      { what: 'page-header', text: '安心产险', times: 1 },
      { what: 'page-footer', text: '第1页', times: 1 },
      { what: 'contents', text: '第一条 保险责任………1', times: 1 },
      { what: 'hidden', text: '内部说明', times: 1 },
    ]);
  });
});
