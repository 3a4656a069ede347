import { MOST_READ } from '../language/window.ts';
import { phrases } from './phrases/phrases.ts';

const { angry, matter } = phrases('anger', ['angry', 'matter']);

/** Whether somebody is angry with us, by the words that they use. */
export const isAngry = (said: string): boolean => angry.test(said.slice(0, MOST_READ));

/** A curse is no longer. */
const CURSE = 24;
const CURSE_IN_ENGLISH = 48;

/** Whether a message is a curse and nothing else: nobody wants it written down as what they asked for. */
export const isOnlyAngry = (said: string): boolean =>
  said.length <= (/\p{Script=Han}/u.test(said) ? CURSE : CURSE_IN_ENGLISH) && isAngry(said) && !matter.test(said);
