import { phrases } from '../phrases/phrases.ts';

/** What clauses do in words that no other list knows (`acts.yaml`). */
export const ACT_WORDS = phrases('acts', [
  'lead-in',
  'wishes',
  'reports',
  'complains',
  'tells',
  'submits',
  'keeps-back',
  'fraud',
  'threat',
  'danger',
  'injury',
  'figurative',
  'ones-own',
  'is-count',
  'is-name',
  'is-which-product',
  'is-place',
  'bare-place',
  'plain-no',
  'plain-yes',
  'insults',
  'leaves-it',
  'goes-on-with-it',
  'begins-again',
  'hears-it-back',
  'narrates',
]);

/** What can't wait, beside what the lists of distress and danger hear. */
export const URGENT = (['fraud', 'threat', 'danger', 'injury'] as const).map(
  (kind) => [kind, ACT_WORDS[kind]] as const,
);
/** What only sounds like it: 气死我了, "died laughing". */
export const FIGURATIVE = ACT_WORDS.figurative;
