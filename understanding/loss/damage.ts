import { phrases } from '../phrases/phrases.ts';
import type { ValueReader } from '../values/kit/reading.ts';
import { everywhere, heardIn, plainly, together, type Words } from './plainly.ts';

const list = phrases('damage', ['thing', 'done', 'taken']);
const THING = everywhere(list.thing);
const DONE = everywhere(list.done);
/** A clause that is longer tells more than the damage. */
const MOST_OF_A_CLAUSE = 24;
/** What becomes of a thing is said within so many characters. */
const REACH = 16;
const MOST_THINGS = 40;
/** What parts one loss from the next: not “and”, 和. */
const BETWEEN = /[，,。.;；!！?？\n]|(?<=\p{Script=Han})\s/u;

/** What is damaged, or gone, as it was said. */
export const damage: ValueReader<Words> = (text) => {
  const said = plainly(text);
  const clauses = said.split(BETWEEN);
  const told = clauses.flatMap((clause) => {
    const things = heardIn(clause, THING).slice(0, MOST_THINGS);
    const [first] = things;
    const last = things.at(-1);
    if (!first || !last) return [];
    const what = [
      ...heardIn(clause, DONE),
      ...(list.taken.test(clause) ? heardIn(clause, everywhere(list.taken)) : []),
    ];
    const near = what.filter(
      ({ at, length }) => at - (last.at + last.length) <= REACH && first.at - (at + length) <= REACH,
    );
    if (near.length === 0) return [];
    if (clause.length <= MOST_OF_A_CLAUSE) return [clause];
    const from = Math.min(first.at, ...near.map(({ at }) => at));
    const to = Math.max(last.at + last.length, ...near.map(({ at, length }) => at + length));
    return [clause.slice(from, to)];
  });
  const value = together(told, /\p{Script=Han}/u.test(said) ? '，' : ', ');
  return value && { value };
};
