import { create, insertMultiple, search as oramaSearch } from '@orama/orama';
import { createTokenizer } from '@orama/tokenizers/mandarin';
import MiniSearch from 'minisearch';
import { Knowledge } from '../../knowledge/knowledge.ts';
import type { Product } from '../../knowledge/product.ts';
import { ClauseIndex } from '../../knowledge/search/clause-index.ts';
import { CLAUSES, idOf } from './search-material.ts';

/** A search engine at its defaults for Chinese, as somebody would take it from the shelf. */
interface Engine {
  name: string;
  /** Resolves with how to find the ids of the best five. */
  index(products: readonly Product[]): Promise<(question: string) => Promise<readonly string[]> | readonly string[]>;
}

const segmenter = new Intl.Segmenter('zh-CN', { granularity: 'word' });
const words = (text: string): string[] =>
  [...segmenter.segment(text)].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment);

/** A clause as one text, with everything that our own search reads. */
const documents = (products: readonly Product[]): { id: string; text: string }[] =>
  products.flatMap((product) =>
    product.clauses.map((clause) => {
      const { heading, words, plain = '', example = '', questions } = clause.text['zh-CN'];
      const name = product.text['zh-CN'].name;
      return { id: idOf(product, clause), text: [name, heading, words, plain, example, ...questions].join('\n') };
    }),
  );

export const ENGINES: readonly Engine[] = [
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
