import { phrases } from './phrases/phrases.ts';

/**
 * What somebody says who wants to know of another one's contract, insists, says to be them after all, or wants the
 * machine to be another: each means what stands with its words, in `privacy.yaml`.
 */
export const PRIVACY = phrases('privacy', [
  'another',
  'their-code',
  'yes-or-no',
  'as-them',
  'own',
  'they-may',
  'machine',
  'authority',
  'rights',
  'asks-authority',
  'court-takes',
  'bribe',
  'not-them',
  'as-official',
  'of-a-contract',
  'of-somebody',
]);
