import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Findable } from '../../knowledge/search/clause-fields.ts';
import { ClauseIndex } from '../../knowledge/search/clause-index.ts';

/** Questions on real wordings and the passages that answer them (InsQABench, arXiv 2501.10943); never part of the project. */
const FOLDER = 'insqabench-clause';

type Passage = { id: string; title: string; text: string };
type Query = { query: string; title: string; gold: string[] };

/** Shares of questions whose passage came first, and among the first five. */
export interface Ranking {
  top1: number;
  recall5: number;
}

/** Measures the search on InsQABench, in the named product and in all of them; undefined where the data isn't there. */
export function evaluateInsqabench(data: string): { inProduct: Ranking; noProduct: Ranking } | undefined {
  const folder = join(data, FOLDER);
  if (!existsSync(folder)) return undefined;
  const lines = <T>(name: string): T[] =>
    readFileSync(join(folder, name), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as T);
  const passages = lines<Passage>('corpus.jsonl');
  const queries = lines<Query>('queries.jsonl');
  const entries = passages.map(({ id, title, text }) => ({
    title,
    entry: [id, { kind: 'general', text: { heading: '', words: text, questions: [] } }] as [string, Findable],
  }));
  const indexOf = (some: typeof entries) =>
    new ClauseIndex<string>(
      'zh-CN',
      some.map(({ entry }) => entry),
    );
  const all = indexOf(entries);
  const products = new Map(
    [...new Set(passages.map(({ title }) => title))].map((title) => [
      title,
      indexOf(entries.filter((entry) => entry.title === title)),
    ]),
  );
  const ranking = (indexFor: (query: Query) => ClauseIndex<string> | undefined): Ranking => {
    const ranked = queries.map((query) => ({
      gold: query.gold,
      ids: (indexFor(query)?.search(query.query) ?? []).slice(0, 5).map(({ item }) => item),
    }));
    const share = (holds: (found: (typeof ranked)[number]) => boolean) => ranked.filter(holds).length / ranked.length;
    return {
      top1: share(({ gold, ids: [first] }) => first !== undefined && gold.includes(first)),
      recall5: share(({ gold, ids }) => ids.some((id) => gold.includes(id))),
    };
  };
  return { inProduct: ranking(({ title }) => products.get(title)), noProduct: ranking(() => all) };
}
