import { phrases } from './phrases/phrases.ts';

/** What is said around a question about cover: what each means stands with its words, in `asking.yaml`. */
export const {
  'product-not-known': PRODUCT_NOT_KNOWN,
  'in-force': ASKS_IN_FORCE,
  'of-cover': ASKS_OF_COVER,
  'the-rest': ASKS_FOR_THE_REST,
  'once-more': ASKS_ONCE_MORE,
  'the-clause': ASKS_FOR_THE_CLAUSE,
  'the-exclusions': ASKS_FOR_EXCLUSIONS,
  'common-questions': ASKS_FOR_COMMON_QUESTIONS,
  'of-wording': ASKS_OF_WORDING,
} = phrases('asking', [
  'product-not-known',
  'in-force',
  'of-cover',
  'the-rest',
  'once-more',
  'the-clause',
  'the-exclusions',
  'common-questions',
  'of-wording',
]);
