import { loadKnowledge } from '../../knowledge/load.ts';
import type { Clause, Product } from '../../knowledge/product.ts';

/** Clauses that are searched in. */
export const CLAUSES = 10_000;
/** Questions that are asked. */
const QUESTIONS = 300;

interface Asked {
  /** With the product's name, as the other engines need it to tell one product from another. */
  question: string;
  id: string;
}

/** What stands for a clause in what a search finds. */
export const idOf = (product: Product, clause: Clause): string => `${product.code}/${clause.id}`;

/** Whether an example question is kept out of the index, and asked. */
const isHeld = (index: number): boolean => index % 3 === 2;

/** The products to search in, and the questions that were kept out of them. */
export function searchMaterial(): { products: Product[]; asked: Asked[] } {
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

/** A product without the questions that are asked. */
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

/** The same product under another name. */
const namedAnew = (product: Product, round: number): Product => ({
  ...product,
  code: `${product.code}-${round}`,
  text: {
    'zh-CN': { ...product.text['zh-CN'], name: `第${round}号${product.text['zh-CN'].name}`, aliases: [] },
    en: { ...product.text.en, name: `${product.text.en.name} no. ${round}`, aliases: [] },
  },
});
