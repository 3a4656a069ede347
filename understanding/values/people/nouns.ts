import { phrases } from '../../phrases/phrases.ts';
import type { PersonRole } from './person.ts';

/** What the nouns of each group say that somebody is. */
export const NOUNS = {
  'other-party': 'other-party',
  salesperson: 'salesperson',
  policyholder: 'policyholder',
  insured: 'insured',
  beneficiary: 'beneficiary',
  owner: 'owner',
  driver: 'driver',
  passenger: 'passenger',
  'the-hurt': 'hurt',
  'the-treated': 'hospitalised',
  'the-dead': 'died',
} as const satisfies Record<string, PersonRole>;

/** The words of what people are, and of what happens to them. */
export const WORDS = phrases('people', [
  'other-party',
  'salesperson',
  'policyholder',
  'insured',
  'beneficiary',
  'owner',
  'driver',
  'passenger',
  'the-hurt',
  'the-treated',
  'the-dead',
  'stranger',
  'hurt',
  'hit',
  'ill',
  'hospitalised',
  'died',
  'drives',
  'rides',
  'pays',
  'for-somebody',
  'policy',
  'bought',
  'not-so',
  'not-yet',
  'asked',
  'thing',
]);
