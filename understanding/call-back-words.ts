import { phrases } from './phrases/phrases.ts';

/** What somebody says who wants to be called: each means what stands with its words, in `call-back.yaml`. */
export const CALL_BACK_WORDS = phrases('call-back', ['wants', 'ask-first', 'declines', 'kept']);

/** Which number, whose, and to when a call is moved: `call-back-number.yaml`. */
export const CALL_BACK_NUMBER = phrases('call-back-number', [
  'same-number',
  'another',
  'not-before',
  'moves',
  'proposes',
  'week-on',
  'tail-is',
  'takes-offer',
  'about',
  'asks-call',
  'asks-no-call',
]);

/** Where a message wishes for a call: to themselves, or to somebody of theirs. */
export const callWished = (words: string): RegExpExecArray | null =>
  CALL_BACK_WORDS.wants.exec(words) ?? CALL_BACK_NUMBER.another.exec(words);
