import { polarityOf } from '../clauses/clauses.ts';
import { phrases } from '../phrases/phrases.ts';
import type { ValueReader } from '../values/kit/reading.ts';
import { findPlace, type Place, place } from '../values/place.ts';
import { clausesOf, plainly } from './plainly.ts';

const {
  'names-a-place': NAMES_A_PLACE,
  'tells-more': TELLS_MORE,
  somewhere: SOMEWHERE,
} = phrases('spot', ['names-a-place', 'tells-more', 'somewhere']);

/** Where it happened: a place in any message, or a clause that is nothing but one (虎丘路超市门口). */
export const whereItHappened: ValueReader<Place> = (text, context) => {
  const found = findPlace(text, context);
  if (found && !('value' in found && isWhereTreated(found.value))) return found;
  const clause = clausesOf(plainly(text))
    .filter((one) => polarityOf(one) !== 'denied')
    .map((one) => one.replace(UNTIL, ''))
    .find((one) => NAMES_A_PLACE.test(one) && !TELLS_MORE.test(one));
  const reading = clause ? place(clause, context) : undefined;
  return reading && 'value' in reading ? reading : undefined;
};

/** Whether words name something that is somewhere, whatever else they say of it: 就东门那个石墩. */
export const namesAPlace = (words: string): boolean => SOMEWHERE.test(words);

/** 六点五十的样子到菜场门口: what stands before says when. */
const UNTIL = /^[^，,。]{0,14}?(?:[点分半]|样子|左右|时候)[^，,。]{0,6}?(?:走到|开到|骑到|到了?|在)(?=\p{Script=Han})/u;

/** Where somebody is treated is not where it happened. */
const isWhereTreated = ({ said }: Place): boolean => /医院|卫生院|诊所|病房|hospital|clinic/i.test(said);
