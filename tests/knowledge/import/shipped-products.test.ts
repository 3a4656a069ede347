import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { clausesIn, imported } from './kit/imported.ts';

const products = join(import.meta.dirname, '..', '..', '..', 'knowledge', 'products');
const codes = readdirSync(products);

/** A shipped product as somebody would have printed it: without ids, kinds and explanations. */
function printed(code: string, language: 'zh-CN' | 'en'): { text: string; clauses: ReturnType<typeof clausesIn> } {
  const content = readFileSync(join(products, code, `${language}.md`), 'utf8');
  const text = content
    .replace(/^---[\s\S]*?\n---\n/, '')
    .replace(/```yaml[\s\S]*?```\n/g, '')
    .replace(/^#+ /gm, '')
    .replace(/ \{#[\w-]+\}$/gm, '');
  return { text, clauses: clausesIn(content) };
}

interface Score {
  right: number;
  wrong: number;
  missed: number;
}

/** How far wordings whose clauses are known are understood when they are imported from their plain text. */
describe.each(['zh-CN', 'en'] as const)('the shipped products in %s, printed and imported again', (language) => {
  const scores = new Map<string, Score>();
  const score = (kind: string): Score => {
    const known = scores.get(kind) ?? { right: 0, wrong: 0, missed: 0 };
    scores.set(kind, known);
    return known;
  };

  test.each(codes)('%s: every number, heading and word', async (code) => {
    const { text, clauses } = printed(code, language);
    const kinds = new Map(printed(code, 'zh-CN').clauses.map(({ id, kind }) => [id, kind]));
    const again = (await imported(`${code}.txt`, text)).clauses.filter(({ id }) => id !== 'preamble');
    expect(again.map(({ number, heading, words }) => ({ number, heading, words }))).toEqual(
      clauses.map(({ number, heading, words }) => ({ number, heading, words })),
    );
    clauses.forEach(({ id }, index) => {
      const kind = kinds.get(id) ?? '';
      const judged = again[index]?.kind ?? '';
      if (kind === judged) score(kind).right++;
      else {
        score(kind).missed++;
        score(judged).wrong++;
      }
    });
  });

  test('kinds', () => {
    const figures = [...scores].map(([kind, { right, wrong, missed }]) => ({
      kind,
      precision: Math.round((right / (right + wrong)) * 1000) / 1000,
      recall: Math.round((right / (right + missed)) * 1000) / 1000,
      clauses: right + missed,
    }));
    console.log(`${language}\n${figures.map((figure) => JSON.stringify(figure)).join('\n')}`);
    const of = (kind: string) => figures.find((figure) => figure.kind === kind);
    for (const kind of ['exclusion', 'duty', 'definition']) {
      expect(of(kind)?.precision, kind).toBeGreaterThan(0.9);
      expect(of(kind)?.recall, kind).toBeGreaterThan(0.94);
    }
  });
});
