import { LEAVING } from './leaving.ts';
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
  wait: WAIT,
  enough: ENOUGH,
  submit: SUBMIT,
  'then-sends': THEN_SENDS,
} = phrases('form', [
  'dont-have',
  'rather-not',
  'no-photos',
  'have-none',
  'correction',
  'wants-change',
  'wait',
  'enough',
  'submit',
  'then-sends',
]);

/** Asks what has been noted; wants to begin again. */
export const { summary: SUMMARY, restart: START_OVER } = LEAVING;

/** What a slot's value is called, whatever form asks for it. */
export const CALLED = phrases('called', ['policy', 'phone']);

/** Asks something, rather than answers. */
export const QUESTION = ASKS['rather-than-tells'];
