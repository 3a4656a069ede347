import { docx, escaped, paragraph, run } from './docx.ts';
import { type Drawn, pdf } from './pdf.ts';

/** A paragraph; bold words stand between two asterisks. */
type Words = string;

/** A wording as its author thinks of it: parts with articles, articles with paragraphs. */
export interface Wording {
  title: string;
  parts: { heading: string; articles: { number: string; heading: string; words: Words[] }[] }[];
}

/** A short property wording in the usual form. */
export const PROPERTY: Wording = {
  title: '安宁家庭财产保险条款',
  parts: [
    {
      heading: '总则',
      articles: [
        {
          number: '第一条',
          heading: '合同构成',
          words: [
            '本保险合同由保险条款、投保单、保险单、保险凭证以及批单组成。凡涉及本保险合同的约定，均应采用书面形式。',
          ],
        },
      ],
    },
    {
      heading: '保险责任',
      articles: [
        {
          number: '第二条',
          heading: '房屋损失',
          words: [
            '在保险期间内，由于下列原因造成保险房屋的损失，保险人按照本保险合同的约定负责赔偿：',
            '（一）火灾、爆炸；',
            '（二）雷击、台风、暴雨、洪水以及其他人力不可抗拒的自然灾害，但是本保险合同另有约定的除外。',
          ],
        },
        {
          number: '第三条',
          heading: '施救费用',
          words: ['发生保险事故时，被保险人为防止或者减少损失所支付的必要的、合理的费用，由保险人承担。'],
        },
      ],
    },
    {
      heading: '责任免除',
      articles: [
        {
          number: '第四条',
          heading: '故意行为',
          words: ['**投保人、被保险人及其家庭成员的故意行为造成的损失，保险人不负责赔偿。**'],
        },
        {
          number: '第五条',
          heading: '不保财产',
          words: [
            '下列财产不属于本保险合同的保险标的：',
            '（一）金银、珠宝、古玩、字画；',
            '（二）货币、有价证券，**以及第二条约定以外的其他财产**。',
          ],
        },
      ],
    },
    {
      heading: '投保人、被保险人义务',
      articles: [
        {
          number: '第六条',
          heading: '如实告知',
          words: ['投保人应当如实回答保险人就保险房屋的有关情况提出的询问。'],
        },
      ],
    },
    {
      heading: '释义',
      articles: [
        {
          number: '第七条',
          heading: '火灾',
          words: ['指在时间或者空间上失去控制的燃烧所造成的灾害。'],
        },
      ],
    },
  ],
};

const bare = (words: Words): string => words.replaceAll('**', '');

/** Stretches of a paragraph, every second one bold. */
const stretches = (words: Words): { text: string; bold: boolean }[] =>
  words
    .split('**')
    .map((text, index) => ({ text, bold: index % 2 === 1 }))
    .filter(({ text }) => text !== '');

interface Block {
  kind: 'title' | 'part' | 'article' | 'words';
  words: Words;
}

const blocksOf = ({ title, parts }: Wording): Block[] => [
  { kind: 'title', words: title },
  ...parts.flatMap(({ heading, articles }): Block[] => [
    { kind: 'part', words: heading },
    ...articles.flatMap((article): Block[] => [
      { kind: 'article', words: `${article.number} ${article.heading}` },
      ...article.words.map((words): Block => ({ kind: 'words', words })),
    ]),
  ]),
];

/** The wording in each format, by a file name of that format. */
export const FORMATS: Record<string, (wording: Wording) => Buffer> = {
  'wording.txt': (wording) =>
    Buffer.from(
      blocksOf(wording)
        .map(({ words }) => bare(words))
        .join('\n'),
    ),
  // Hard wrapped and indented, as text that was copied from print.
  'wrapped.txt': (wording) =>
    Buffer.from(
      blocksOf(wording)
        .flatMap(({ kind, words }) => wrapped(bare(words), 24, kind === 'words' ? '　　' : ''))
        .join('\n'),
    ),
  'wording.md': (wording) =>
    Buffer.from(
      blocksOf(wording)
        .map(({ kind, words }) => `${{ title: '# ', part: '## ', article: '### ', words: '' }[kind]}${words}`)
        .join('\n\n'),
    ),
  'wording.html': (wording) =>
    Buffer.from(
      `<!doctype html><html><head><meta charset="utf-8"><style>p { margin: 0 }</style></head><body>${blocksOf(wording)
        .map(({ kind, words }) => {
          const name = { title: 'h1', part: 'h2', article: 'h3', words: 'p' }[kind];
          const inner = stretches(words).map(({ text, bold }) => (bold ? `<b>${escaped(text)}</b>` : escaped(text)));
          return `<${name}>${inner.join('')}</${name}>`;
        })
        .join('\n')}</body></html>`,
    ),
  'wording.docx': (wording) =>
    docx(
      blocksOf(wording)
        .map(({ words }) =>
          paragraph(
            stretches(words)
              .map(({ text, bold }) => run(text, bold))
              .join(''),
          ),
        )
        .join(''),
    ),
  'wording.pdf': (wording) => pdf(printed(wording)),
};

/** Lines of at most so many letters, the first one indented. */
function wrapped(text: string, width: number, indent: string): string[] {
  const lines: string[] = [];
  let line = indent;
  for (const letter of text) {
    // No line begins with punctuation.
    if (line.length >= width && !/[，。；：、）]/.test(letter)) {
      lines.push(line);
      line = '';
    }
    line += letter;
  }
  return [...lines, line];
}

const LINES = 14;

/** The wording on pages with headers and page numbers, headings in bold, paragraphs broken at 30 letters. */
function printed(wording: Wording): Drawn[][] {
  const lines = blocksOf(wording).flatMap(({ kind, words }): { text: string; bold: boolean }[][] => {
    if (kind !== 'words') return [[{ text: words, bold: true }]];
    const letters = stretches(`　　${words}`).flatMap(({ text, bold }) =>
      [...text].map((letter) => ({ text: letter, bold })),
    );
    const rows: { text: string; bold: boolean }[][] = [];
    for (let from = 0; from < letters.length; from += 30) rows.push(letters.slice(from, from + 30));
    return rows;
  });
  const count = Math.ceil(lines.length / LINES);
  return Array.from({ length: count }, (_, page) => [
    { text: '安宁财产保险股份有限公司', x: 230, y: 800, size: 8 },
    ...lines.slice(page * LINES, (page + 1) * LINES).flatMap((letters, index) => {
      let x = 72;
      return letters.map(({ text, bold }) => {
        const drawn = { text, x, y: 740 - index * 18, bold };
        x += text.length * 10;
        return drawn;
      });
    }),
    { text: `第${page + 1}页 共${count}页`, x: 270, y: 40, size: 8 },
  ]);
}
