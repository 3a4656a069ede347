import { phrases } from '../phrases/phrases.ts';
import type { ValueReader } from '../values/kit/reading.ts';
import { everywhere, heardIn, plainly, together, type Words } from './plainly.ts';

const list = phrases('damage', ['thing', 'done', 'taken']);
const THING = everywhere(list.thing);
const DONE = everywhere(list.done);
/** A clause that is longer tells more than the damage. */
const MOST_OF_A_CLAUSE = 24;
/** What becomes of a thing is said within so many characters. */
const REACH = { han: 16, latin: 36 };
const MOST_THINGS = 40;
/** What parts one loss from the next: not “and”, 和. */
const BETWEEN = /[，,。.;；!！?？\n]|(?<=\p{Script=Han})\s|(?<=\d{7})\s/u;

/** How much of it: about 11 square metres, right behind. */
const QUANTITY =
  /^\s?(?:about |around |roughly |大概|大约|差不多|约|有)?[\d.一二两三四五六七八九十百几]+\s?(?:sq(?:uare)?\.?\s?(?:met(?:er|re)s?|m|feet|ft)|m2|㎡|平方?米?|个平方)(?:的样子|左右)?\s?$/iu;
/** Which part of it, where nothing else is said: right front door and the mirror. */
const ONLY_PARTS = /^(?:[\s,，、和跟与及还有也的]|and|the|my|both|plus|its)*$/iu;
const SIDE = /[前后左右侧]|\b(?:front|rear|back|left|right|driver|passenger|near|off)\b/iu;

/** What is damaged, or gone, as it was said. */
export const damage: ValueReader<Words> = (text) => {
  const said = plainly(text);
  const clauses = said.split(BETWEEN);
  const told = clauses.flatMap((clause, at) => {
    const reach = /\p{Script=Han}/u.test(clause) ? REACH.han : REACH.latin;
    const things = heardIn(clause, THING).slice(0, MOST_THINGS);
    const [first] = things;
    const last = things.at(-1);
    if (!first || !last) return [];
    const what = [
      ...heardIn(clause, DONE),
      ...(list.taken.test(clause) ? heardIn(clause, everywhere(list.taken)) : []),
    ];
    const near = what.filter(
      ({ at: begins, length }) => begins - (last.at + last.length) <= reach && first.at - (begins + length) <= reach,
    );
    if (near.length === 0) return isOnlyParts(clause, things) ? [clause] : [];
    const next = clauses[at + 1] ?? '';
    const much = QUANTITY.test(next) ? [next.trim()] : [];
    if (clause.length <= MOST_OF_A_CLAUSE) return [clause, ...much];
    const from = Math.min(first.at, ...near.map(({ at }) => at));
    const to = Math.max(last.at + last.length, ...near.map(({ at, length }) => at + length));
    return [clause.slice(from, to), ...much];
  });
  const value = together(told, /\p{Script=Han}/u.test(said) ? '，' : ', ');
  return value && { value };
};

/** Two parts, or one with its side, and no other word. */
function isOnlyParts(clause: string, things: readonly { value: string; at: number; length: number }[]): boolean {
  let rest = clause;
  for (const { at, length } of [...things].reverse()) rest = rest.slice(0, at) + rest.slice(at + length);
  return things.length > 0 && SIDE.test(things.map(({ value }) => value).join(' ')) && ONLY_PARTS.test(rest);
}
