import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Answer, answerFrom, cite, type Hit, type NoAnswer } from './answer.ts';
import type { Language, Product } from './product.ts';
import { readProduct } from './read-product.ts';
import { Bm25 } from './search/bm25.ts';
import { questionTerms, terms } from './search/terms.ts';

const shipped = fileURLToPath(new URL('./products', import.meta.url));

/** The part of a question's possible score below which no clause carries an answer. */
const LEAST_SHARE = 0.3;

/** A product whose best clause fits this much better than any other's is the one that was meant. */
const CLEARLY_BETTER = 1.3;

/** The product that a question is about, or those that it may be about. */
export type ProductChoice = { product: Product } | { open: readonly Product[] };

/** Everything that the desk knows about products, in memory and indexed. */
export class Knowledge {
  readonly products: readonly Product[];
  readonly #mentions: readonly ReturnType<typeof mentionsOf>[];
  readonly #indexes = new Map<string, Bm25<Product['clauses'][number]>>();

  constructor(products: readonly Product[]) {
    this.products = products;
    this.#mentions = products.map(mentionsOf);
    for (const product of products)
      for (const language of ['zh-CN', 'en'] as const)
        this.#indexes.set(`${product.code} ${language}`, index(product, language));
  }

  product(code: string): Product | undefined {
    return this.products.find((product) => product.code === code);
  }

  /** The products that a text names: by name or alias; else those of the line of insurance that its words point to. */
  productsIn(text: string): Product[] {
    const said = text.normalize('NFKC').toLowerCase();
    for (const field of ['names', 'words'] as const) {
      const scored = this.#mentions
        .map(({ product, [field]: mentions }) => ({
          product,
          score: mentions.filter((mention) => mention.isIn(said)).reduce((sum, { length }) => sum + length, 0),
        }))
        .filter(({ score }) => score > 0);
      const best = Math.max(...scored.map(({ score }) => score));
      if (scored.length > 0) return scored.filter(({ score }) => score === best).map(({ product }) => product);
    }
    return [];
  }

  /**
   * The product that a question is about: the one that it names or whose line it speaks of, `known` from earlier in the
   * talk, or the one whose clauses fit clearly best. Where it stays open, the likely ones.
   */
  chooseProduct(question: string, language: Language, known?: string): ProductChoice {
    const named = this.productsIn(question);
    const [only] = named;
    if (only && named.length === 1) return { product: only };
    const pool = only ? named : this.products;
    const ranked = pool
      .map((product) => ({ product, score: this.search(product, question, language)[0]?.score ?? 0 }))
      .sort((a, b) => b.score - a.score);
    const [best, second] = ranked;
    const earlier = ranked.find(({ product }) => product.code === known);
    if (earlier && earlier.score * CLEARLY_BETTER >= (best?.score ?? 0)) return { product: earlier.product };
    if (best && best.score >= LEAST_SHARE && best.score >= CLEARLY_BETTER * (second?.score ?? 0))
      return { product: best.product };
    return earlier && (best?.score ?? 0) < LEAST_SHARE ? { product: earlier.product } : { open: pool };
  }

  /** Clauses of a product, the most fitting first, with their share of the score that the question could have had. */
  search(product: Product, question: string, language: Language): Hit[] {
    const bm25 = this.#indexes.get(`${product.code} ${language}`);
    if (!bm25) return [];
    const asked = questionTerms(question);
    const ceiling = bm25.ceiling(asked) || 1;
    const hits = new Map<string, Hit>();
    for (const { item, score } of bm25.search(asked)) {
      if (!hits.has(item.id)) hits.set(item.id, { clause: item, score: score / ceiling });
    }
    return [...hits.values()];
  }

  /** What a product's wording says to a question. */
  ask(product: Product, question: string, language: Language): Answer | NoAnswer {
    const [best, ...others] = this.search(product, question, language);
    if (!best || best.score < LEAST_SHARE) {
      return {
        verdict: 'unknown',
        nearest: [best, ...others]
          .filter((hit) => hit !== undefined)
          .slice(0, 3)
          .map(({ clause }) => cite(product, clause, language)),
      };
    }
    return answerFrom(product, [best, ...others], language);
  }
}

/** A word by which customers speak of a product. A longer one says more. */
interface Mention {
  length: number;
  isIn(said: string): boolean;
}

function mention(word: string): Mention {
  const lower = word.toLowerCase();
  if (!/^[\x20-\x7e]+$/.test(lower)) return { length: word.length, isIn: (said) => said.includes(lower) };
  const pattern = new RegExp(`\\b${lower.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?:e?s)?\\b`);
  return { length: word.length, isIn: (said) => pattern.test(said) };
}

/** How a product is named, and which words point to its line, in every language. */
function mentionsOf(product: Product): { product: Product; names: Mention[]; words: Mention[] } {
  const texts = Object.values(product.text);
  return {
    product,
    names: texts.flatMap(({ name, aliases }) => [name, ...aliases]).map(mention),
    words: texts.flatMap(({ words }) => words).map(mention),
  };
}

/** A clause is found by its words and heading, and by each of its example questions as an entry of its own. */
function index(product: Product, language: Language): Bm25<Product['clauses'][number]> {
  const bm25 = new Bm25<Product['clauses'][number]>();
  for (const clause of product.clauses) {
    const { heading, words, plain = '', questions } = clause.text[language];
    bm25.add(clause, [
      { terms: terms(words), weight: 1 },
      { terms: terms(heading), weight: 0.5 },
      { terms: terms(plain), weight: 0.5 },
    ]);
    for (const question of questions) bm25.add(clause, [{ terms: questionTerms(question), weight: 1 }]);
  }
  return bm25;
}

/** Reads the shipped products and those of a further folder. Throws `KnowledgeError` with file and line. */
export function loadKnowledge(furtherFolder?: string): Knowledge {
  const folders = [shipped, ...(furtherFolder ? [furtherFolder] : [])].flatMap((parent) =>
    readdirSync(parent, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => join(parent, name))
      .sort(),
  );
  return new Knowledge(folders.map(readProduct));
}
