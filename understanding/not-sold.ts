import { phrases } from './phrases/phrases.ts';

const SAID = phrases('not-sold', ['kind', 'named', 'of-insurance', 'similar', 'presses']);

/** A name longer than this is none, in characters of a message. */
const LONGEST = 160;

/** A kind of insurance that a message speaks of as one, and that not every insurer has. */
export const kindIn = (words: string): string | undefined => SAID.kind.exec(words.slice(0, LONGEST))?.[0];

/** The name that a message gives a product of this insurer's, in quotation marks. */
export function productCalledIn(words: string): string | undefined {
  if (!SAID['of-insurance'].test(words)) return undefined;
  const { name, called } = SAID.named.exec(words.slice(0, LONGEST))?.groups ?? {};
  return (name ?? called)?.trim();
}

/** Whether something like what was named is asked for. */
export const asksForSimilar = (words: string): boolean => SAID.similar.test(words.slice(0, LONGEST));

/** Whether somebody presses for what isn't known, or tells what they heard of it. */
export const presses = (words: string): boolean => SAID.presses.test(words.slice(0, LONGEST));
