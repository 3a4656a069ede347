import { phrases } from './phrases/phrases.ts';

const { 'too-much': TOO_MUCH } = phrases('brief', ['too-much']);

/** Whoever says that in more characters tells something beside it. */
const LONGEST = 60;

/** Whether words say no more than that what the desk writes is too much, too fast or too small to be read. */
export const findsItTooMuch = (words: string): boolean =>
  words.length <= (/\p{Script=Han}/u.test(words) ? LONGEST : 2 * LONGEST) && !/\d/.test(words) && TOO_MUCH.test(words);
