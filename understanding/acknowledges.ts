import { phrases } from './phrases/phrases.ts';

const { acknowledges: NO_MORE } = phrases('acknowledges', ['acknowledges']);

/** Whether words only acknowledge: nothing is asked, and nothing to be understood. */
export const acknowledges = (words: string): boolean => NO_MORE.test(words);
