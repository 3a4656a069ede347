import { describe, expect, test } from 'vitest';
import { encode } from './kit/encode.ts';
import { clausesIn, imported } from './kit/imported.ts';
import { FORMATS, PROPERTY } from './kit/wording.ts';

const bare = (words: string): string => words.replaceAll('**', '');
const articles = PROPERTY.parts.flatMap((part) => part.articles);

describe('a wording gives the same clauses in every format', () => {
  test.each(Object.keys(FORMATS))('%s', async (name) => {
    const { clauses, parts, summary } = await imported(name, FORMATS[name]?.(PROPERTY) ?? '');
    expect(parts).toEqual(PROPERTY.parts.map(({ heading }) => heading));
    expect(clauses.map(({ number, heading, words }) => ({ number, heading, words }))).toEqual(
      articles.map(({ number, heading, words }) => ({ number, heading, words: words.map(bare).join('\n') })),
    );
    expect(clauses.map(({ id, kind, affects }) => [id, kind, affects.join(' ')].join(' ').trim())).toEqual([
      'c1 general',
      'c2 cover',
      'c3 cover',
      'c4 exclusion c2 c3',
      'c5 exclusion c2 c3',
      'c6 duty c2 c3',
      'c7 definition',
    ]);
    expect(summary).toMatchObject({ clauses: 7, exclusions: 2, obligations: 1, definitions: 1 });
  });

  test.each(['wording.md', 'wording.html', 'wording.docx', 'wording.pdf'])('%s keeps what is bold', async (name) => {
    const { clauses } = await imported(name, FORMATS[name]?.(PROPERTY) ?? '');
    expect(clauses.map(({ marked }) => marked)).toEqual(articles.map(({ words }) => words.join('\n')));
  });

  test('the front matter says what the product is', async () => {
    const { content } = await imported('wording.txt', FORMATS['wording.txt']?.(PROPERTY) ?? '', 'home-2026');
    expect(content.split('\n\n# ')[0]).toBe(`---
# made from wording.txt, SHA-256 ${/SHA-256 (\w{64})/.exec(content)?.[1]}
code: home-2026
line: home
name: 安宁家庭财产保险
aliases: []
words:
  - 房子
  - 房屋
  - 家里
  - 漏水
version: imported
effectiveFrom: 2026-11-23
imported: true
---`);
  });

  test('an import that is imported again gives the same clauses', async () => {
    const { content, clauses } = await imported('wording.md', FORMATS['wording.md']?.(PROPERTY) ?? '');
    const body = content
      .replace(/^---[\s\S]*?\n---\n/, '')
      .replace(/```yaml[\s\S]*?```\n/g, '')
      .replace(/ \{#[\w-]+\}$/gm, '');
    expect(clausesIn((await imported('again.md', body)).content)).toEqual(clauses);
  });
});

describe('text is read in whatever encoding it was saved', () => {
  const simplified =
    '家庭财产保险条款\n第一条 合同构成\n本保险合同由保险条款和保险单组成。\n第二条 保险期间\n保险期间为一年。';
  const traditional =
    '住宅火災保險單條款\n第一條 承保範圍\n因火災所致之損失，本公司負賠償責任。\n第二條 不保事項\n因戰爭所致之損失，本公司不負賠償責任。';
  const page = (charset: string): string => `<meta charset="${charset}"><p>${simplified.replaceAll('\n', '<p>')}`;

  test.each<[string, string, Buffer, string[]]>([
    ['UTF-8', 'a.txt', Buffer.from(simplified), ['合同构成', '保险期间']],
    ['UTF-8 with a mark', 'a.txt', Buffer.from(`\ufeff${simplified}`), ['合同构成', '保险期间']],
    ['UTF-16', 'a.txt', Buffer.from(`\ufeff${simplified}`, 'utf16le'), ['合同构成', '保险期间']],
    ['GB18030', 'a.txt', encode(simplified, 'gb18030'), ['合同构成', '保险期间']],
    [
      'GB18030 with Windows line ends',
      'a.md',
      encode(simplified.replaceAll('\n', '\r\n'), 'gb18030'),
      ['合同构成', '保险期间'],
    ],
    ['Big5', 'a.txt', encode(traditional, 'big5'), ['承保範圍', '不保事項']],
    ['GB18030, as a page says', 'a.html', encode(page('gb2312'), 'gb18030'), ['合同构成', '保险期间']],
  ])('%s', async (_, name, bytes, headings) => {
    const { clauses } = await imported(name, bytes);
    expect(clauses.map(({ heading }) => heading)).toEqual(headings);
  });
});
