import { phrases } from './phrases/phrases.ts';
import { ASKS } from './question.ts';

/** What customers say about a form itself, whatever it asks for: what each means stands with its words, in `form.yaml`. */
export const {
  'dont-have': DONT_HAVE,
  'rather-not': RATHER_NOT,
  'no-photos': NO_PHOTOS,
  'have-none': HAVE_NONE,
  correction: CORRECTION,
  'wants-change': WANTS_CHANGE,
  summary: SUMMARY,
  'start-over': START_OVER,
  wait: WAIT,
} = phrases('form', [
  'dont-have',
  'rather-not',
  'no-photos',
  'have-none',
  'correction',
  'wants-change',
  'summary',
  'start-over',
  'wait',
]);

/** What a slot's value is called, whatever form asks for it. */
export const CALLED = phrases('called', ['policy', 'phone']);

/** Asks something, rather than answers. */
export const QUESTION = ASKS['rather-than-tells'];
