import { create, insertMultiple, search as oramaSearch } from '@orama/orama';
import { createTokenizer } from '@orama/tokenizers/mandarin';
import MiniSearch from 'minisearch';
import { print } from '../../cli/lines.ts';
import { Knowledge } from '../../knowledge/knowledge.ts';
import { loadKnowledge } from '../../knowledge/load.ts';
import type { Clause, Product } from '../../knowledge/product.ts';
import { ClauseIndex } from '../../knowledge/search/clause-index.ts';
import { median, percentile, rounded } from './statistics.ts';

const CLAUSES = 10_000;
const QUESTIONS = 300;

interface Asked {
  /** With the product's name, as the other engines need it to tell one product from another. */
  question: string;
  id: string;
}

/** A search engine at its defaults for Chinese, as somebody would take it from the shelf. */
interface Engine {
  name: string;
  /** Resolves with how to find the ids of the best five. */
  index(products: readonly Product[]): Promise<(question: string) => Promise<readonly string[]> | readonly string[]>;
}

const segmenter = new Intl.Segmenter('zh-CN', { granularity: 'word' });
const words = (text: string): string[] =>
  [...segmenter.segment(text)].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment);

const idOf = (product: Product, clause: Clause): string => `${product.code}/${clause.id}`;

/** A clause as one text, with everything that our own search reads. */
const documents = (products: readonly Product[]): { id: string; text: string }[] =>
  products.flatMap((product) =>
    product.clauses.map((clause) => {
      const { heading, words, plain = '', example = '', questions } = clause.text['zh-CN'];
      const name = product.text['zh-CN'].name;
      return { id: idOf(product, clause), text: [name, heading, words, plain, example, ...questions].join('\n') };
    }),
  );

const ENGINES: readonly Engine[] = [
  {
    name: 'policydesk: the product first, then inside it',
    async index(products) {
      const knowledge = new Knowledge(products);
      return (question) => {
        const choice = knowledge.chooseProduct(question, 'zh-CN');
        if ('open' in choice) return [];
        const { product } = choice;
        return knowledge
          .search(product, question, 'zh-CN')
          .slice(0, 5)
          .map(({ clause }) => idOf(product, clause));
      };
    },
  },
  {
    name: 'policydesk: one index',
    async index(products) {
      const index = new ClauseIndex<string>(
        'zh-CN',
        products.flatMap((product) =>
          product.clauses.map((clause) => {
            const text = clause.text['zh-CN'];
            const heading = `${product.text['zh-CN'].name} ${text.heading}`;
            return [idOf(product, clause), { kind: clause.kind, text: { ...text, heading } }] as const;
          }),
        ),
      );
      return (question) =>
        index
          .search(question)
          .slice(0, 5)
          .map(({ item }) => item);
    },
  },
  {
    name: 'minisearch, words by Intl.Segmenter',
    async index(products) {
      const index = new MiniSearch({ fields: ['text'], tokenize: words });
      index.addAll(documents(products));
      return (question) =>
        index
          .search(question)
          .slice(0, 5)
          .map(({ id }) => id as string);
    },
  },
  {
    name: 'orama, its mandarin tokenizer',
    async index(products) {
      const index = create({ schema: { text: 'string' }, components: { tokenizer: createTokenizer() } });
      await insertMultiple(index, documents(products), CLAUSES);
      return async (question) =>
        (await oramaSearch(index, { term: question, limit: 5 })).hits.map(({ id }) => id as string);
    },
  },
];

/**
 * The search on 10,000 clauses beside two well-known libraries: the shipped products, and as many others of the same
 * wordings under other names as it takes. Every third example question is kept out of the index and asked.
 */
export async function benchSearch(): Promise<void> {
  const { products, asked } = material();
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

const isHeld = (index: number): boolean => index % 3 === 2;

function material(): { products: Product[]; asked: Asked[] } {
  const shipped = loadKnowledge().products;
  const questions = shipped.flatMap((product) =>
    product.clauses.flatMap((clause) =>
      clause.text['zh-CN'].questions
        .filter((_, index) => isHeld(index))
        .map((question) => ({ question: `${product.text['zh-CN'].name} ${question}`, id: idOf(product, clause) })),
    ),
  );
  const products: Product[] = shipped.map((product) => withoutHeld(product));
  let count = products.reduce((sum, { clauses }) => sum + clauses.length, 0);
  for (let round = 1; count < CLAUSES; round++)
    for (const product of shipped) {
      if (count >= CLAUSES) break;
      const other = namedAnew(withoutHeld(product), round);
      products.push(other);
      count += other.clauses.length;
    }
  const step = Math.max(1, Math.floor(questions.length / QUESTIONS));
  return { products, asked: questions.filter((_, index) => index % step === 0).slice(0, QUESTIONS) };
}

const withoutHeld = (product: Product): Product => ({
  ...product,
  clauses: product.clauses.map((clause) => ({
    ...clause,
    text: {
      'zh-CN': { ...clause.text['zh-CN'], questions: clause.text['zh-CN'].questions.filter((_, at) => !isHeld(at)) },
      en: clause.text.en,
    },
  })),
});

const namedAnew = (product: Product, round: number): Product => ({
  ...product,
  code: `${product.code}-${round}`,
  text: {
    'zh-CN': { ...product.text['zh-CN'], name: `第${round}号${product.text['zh-CN'].name}`, aliases: [] },
    en: { ...product.text.en, name: `${product.text.en.name} no. ${round}`, aliases: [] },
  },
});
