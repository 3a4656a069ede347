import { phrases } from './phrases/phrases.ts';

/** What is said around a question about cover: what each means stands with its words, in `asking.yaml`. */
export const {
  'product-not-known': PRODUCT_NOT_KNOWN,
  'in-force': ASKS_IN_FORCE,
  'of-cover': ASKS_OF_COVER,
} = phrases('asking', ['product-not-known', 'in-force', 'of-cover']);
