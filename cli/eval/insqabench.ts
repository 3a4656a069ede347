import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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
  const all = new ClauseIndex<string>('zh-CN');
  const products = new Map<string, ClauseIndex<string>>();
  for (const { id, title, text } of passages) {
    const findable = { kind: 'general' as const, text: { heading: '', words: text, questions: [] } };
    const product = products.get(title) ?? new ClauseIndex<string>('zh-CN');
    products.set(title, product);
    product.add(id, findable);
    all.add(id, findable);
  }
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
