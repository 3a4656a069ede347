import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { imported } from './kit/imported.ts';

const CORPUS = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'data', 'insqabench-clause', 'corpus.jsonl');
if (!existsSync(CORPUS)) console.log('the corpus of real wordings is not on this machine: not measured');

const HAN: Record<string, number> = { 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };

/** The number that a passage begins with, read here apart from the import's own reading. */
function numberOf(text: string): number[] | undefined {
  const [, article, decimal] =
    /^(?:第([一二三四五六七八九十百]+)[条條]|(\d{1,2}(?:\.\d{1,2})+)(?=[\s\p{Script=Han}]))/u.exec(text) ?? [];
  if (decimal) return decimal.split('.').map(Number);
  if (!article) return undefined;
  let value = 0;
  let digit = 0;
  for (const character of article) {
    if (character === '百' || character === '十') {
      value += (digit || 1) * (character === '百' ? 100 : 10);
      digit = 0;
    } else digit = HAN[character] ?? 0;
  }
  return [value + digit];
}

const inOrder = (a: readonly number[], b: readonly number[]): number => {
  const at = a.findIndex((number, index) => number !== b[index]);
  return at < 0 ? a.length - b.length : (a[at] ?? 0) - (b[at] ?? -1);
};

/** The corpus lost its line ends: a line begins where an item does. */
const lines = (text: string): string =>
  text.replace(
    /\s+(?=第[一二三四五六七八九十百]+[条條]|[（(](?:\d{1,2}|[一二三四五六七八九十]+)[）)]|[a-z]\)|[①-⑳])/g,
    '\n',
  );

/** Passages of about 200 real wordings, put together again: each has to come back as a clause with its own id. */
test.skipIf(!existsSync(CORPUS))(
  'passages of real wordings are split where they begin',
  { timeout: 60_000 },
  async () => {
    const wordings = new Map<string, { text: string; number: number[] }[]>();
    for (const line of readFileSync(CORPUS, 'utf8').trim().split('\n')) {
      const { title, text } = JSON.parse(line) as { title: string; text: string };
      const number = numberOf(text);
      const style = text.startsWith('第') ? 'articles' : 'decimals';
      if (number && title)
        wordings.set(`${style} ${title}`, [...(wordings.get(`${style} ${title}`) ?? []), { text, number }]);
    }
    let passages = 0;
    let found = 0;
    let files = 0;
    for (const [title, list] of wordings) {
      if (list.length < 2) continue;
      files++;
      const sorted = list.sort((a, b) => inOrder(a.number, b.number));
      const { clauses } = await imported(
        'a.txt',
        `${title.split(' ')[1]}条款\n${sorted.map(({ text }) => lines(text)).join('\n')}`,
      );
      const ids = new Set(clauses.map(({ id }) => id.replace(/_\d+$/, '')));
      passages += list.length;
      found += list.filter(({ number }) => ids.has(`c${number.join('-')}`)).length;
    }
    console.log(`${files} real wordings: ${found} of ${passages} passages begin a clause of their own`);
    expect(found / passages).toBeGreaterThan(0.95);
  },
);
