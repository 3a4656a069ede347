import { print } from '../../cli/lines.ts';
import { ENGINES } from './search-engines.ts';
import { searchMaterial } from './search-material.ts';
import { median, percentile, rounded } from './statistics.ts';

/**
 * The search on 10,000 clauses beside two well-known libraries: the shipped products, and as many others of the same
 * wordings under other names as it takes. Every third example question is kept out of the index and asked.
 */
export async function benchSearch(): Promise<void> {
  const { products, asked } = searchMaterial();
  for (const { name, index } of ENGINES) {
    const started = performance.now();
    const find = await index(products);
    await find('准备好了吗');
    const indexed = performance.now() - started;
    const times: number[] = [];
    let first = 0;
    let amongFive = 0;
    for (const { question, id } of asked) {
      const from = performance.now();
      const found = await find(question);
      times.push(performance.now() - from);
      if (found[0] === id) first += 1;
      if (found.includes(id)) amongFive += 1;
    }
    print({
      figure: 'search',
      engine: name,
      clauses: products.reduce((sum, { clauses }) => sum + clauses.length, 0),
      questions: asked.length,
      index_s: rounded(indexed / 1000),
      median_ms: rounded(median(times)),
      p99_ms: rounded(percentile(times, 0.99)),
      top1: rounded(first / asked.length),
      recall5: rounded(amongFive / asked.length),
    });
  }
}
