import { phrases } from './phrases/phrases.ts';

/** Whether something is asked, by what else a message may be instead: each listens for more, or less, than the others. */
export const ASKS = phrases('question', [
  'rather-than-tells',
  'rather-than-agrees',
  'after-a-death',
  'rather-than-objects',
  'in-a-clause',
  'meanwhile',
  'tells-not-yet',
  'leads-to-it',
  'wants-it-done',
  'only-asks',
  'not-for-real',
  'stays',
  'lets-be',
  'whether-you-do',
  'for-information',
]);
