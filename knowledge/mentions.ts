import { plainForm } from '../language/simplified.ts';
import type { Product } from './product.ts';

/** A word by which customers speak of a product. A longer one says more. */
export interface Mention {
  length: number;
  isIn(said: string): boolean;
  /** The text without it. */
  cutFrom(said: string): string;
}

function mention(word: string): Mention {
  const lower = plainForm(word);
  if (!/^[\x20-\x7e]+$/.test(lower))
    return {
      length: word.length,
      isIn: (said) => said.includes(lower),
      cutFrom: (said) => said.replaceAll(lower, ' '),
    };
  const pattern = new RegExp(`\\b${lower.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?:e?s)?\\b`, 'g');
  // Nearly every text has none of a product's words: the letters are sooner looked for than the pattern.
  return {
    length: word.length,
    isIn: (said) => said.includes(lower) && said.search(pattern) >= 0,
    cutFrom: (said) => (said.includes(lower) ? said.replace(pattern, ' ') : said),
  };
}

/** How a product is named, and which words point to its line, in every language. */
export interface Mentions {
  names: readonly Mention[];
  words: readonly Mention[];
}

export function mentionsOf({ text }: Product): Mentions {
  const texts = Object.values(text);
  const mentions = (words: readonly string[]) => [...new Set(words)].map(mention).sort((a, b) => b.length - a.length);
  return {
    names: mentions(texts.flatMap(({ name, aliases }) => [name, ...aliases])),
    words: mentions(texts.flatMap(({ words }) => words)),
  };
}

/**
 * A question without the product's name, which says little inside that product, and the name that was cut. As it is
 * where nothing else is left.
 */
export function withoutNames(question: string, { names }: Mentions): { question: string; aside: string } {
  const said = plainForm(question);
  const cut = names.reduce((rest, name) => name.cutFrom(rest), said);
  if (cut === said || !/[\p{L}\p{N}]{2}/u.test(cut)) return { question, aside: '' };
  return { question: cut, aside: said };
}
