import { phrases } from './phrases/phrases.ts';

const { other } = phrases('other-insurers', ['other']);
const NAMES = new RegExp(other.source, `g${other.flags}`);
/** A character that nobody writes, and that isn't said in any way: in Chinese and beside English it stands for itself. */
const NAME = '㐀';

/** A text in which all other insurers have one name: what is said of one is learnt of all. */
export const otherInsurersAlike = (words: string): string => words.replace(NAMES, NAME);
