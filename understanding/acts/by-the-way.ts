import { clausesIn } from '../clauses/clauses.ts';
import { type ByWords, byWords, goesInItsPlace, replaces, takesBack } from './by-words.ts';
import type { ActContext } from './context.ts';

/*
 * What clauses say of the matter in hand by their own words alone. Reading all acts of a message costs many times as much,
 * and most messages do none of these.
 */

/** Whether a clause of a message does this, whatever else it says. */
export const saysSo = (words: string, does: ByWords, context: ActContext): boolean =>
  clausesIn(words).some((clause) => {
    const isMarked = /^\s?[?？]/.test(words.slice(clause.end, clause.end + 2));
    return byWords(clause, isMarked, context) === does;
  });

/** Whether a message may put something right that was told before. */
export const mayPutRight = (words: string): boolean =>
  clausesIn(words).some(
    ({ text, polarity }) =>
      polarity === 'corrected' || polarity === 'denied' || takesBack(text) || replaces(text) || goesInItsPlace(text),
  );
