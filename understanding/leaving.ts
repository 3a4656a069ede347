import { phrases } from './phrases/phrases.ts';

/**
 * What a clause says of the matter in hand, and nothing else: drop it, go on, begin again, tell what was noted, leave open
 * what was asked. What each means stands with its words, in `leaving.yaml`.
 */
export const LEAVING = phrases('leaving', [
  'cancel',
  'sighs',
  'not-needed',
  'later',
  'resume',
  'restart',
  'summary',
  'skip',
  'all-of-it',
  'only-this',
  'not-that',
]);
