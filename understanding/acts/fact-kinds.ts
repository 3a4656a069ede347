import { ACT_WORDS } from './act-words.ts';
import type { FactName } from './facts.ts';

const KINDS = ['count', 'name', 'which-product', 'place'] as const satisfies readonly FactName[];

/** The fact that some words are of by their kind, whether or not a value is read in them: 三个人 counts, 意外险 is a product. */
export const factOfKind = (words: string): FactName | undefined =>
  KINDS.find((kind) => ACT_WORDS[`is-${kind}`].test(words));
