import { matchesOf } from '../../language/matches.ts';
import { simplified } from '../../language/simplified.ts';
import type { Span } from '../../language/spans.ts';
import { readable } from '../../language/window.ts';
import { cut } from '../clauses/cut.ts';
import type { PutRight } from '../corrections/put-right.ts';
import { wordsPutRight } from '../corrections/words-put-right.ts';

/** A message as the readers of an incident's facts see it: so much of it as is read, in simplified characters. */
export const plainly = (text: string): string => simplified(readable(text));

/** Its clauses, each with what was said before and comes after it where that matters. */
export const clausesOf = (said: string): string[] => cut(said).map(({ at, end }) => said.slice(at, end));

/** A list's pattern for every place where it is heard. */
export const everywhere = ({ source, flags }: RegExp): RegExp => new RegExp(source, `g${flags.replace('g', '')}`);

/** Where a list is heard in a text. */
export const heardIn = (said: string, pattern: RegExp): Span<string>[] =>
  matchesOf(said, pattern)
    .filter(({ 0: words }) => words !== '')
    .map(({ 0: words, index }) => ({ value: words, at: index, length: words.length }));

/** Words as they were said, of something that isn't read any closer. */
export interface Words {
  said: string;
}

/** Nobody's description is longer; the rest stands in the talk. */
const MOST = 120;

/** Several such words as one; undefined of none. */
export function together(words: readonly string[], between: string): Words | undefined {
  const distinct = [...new Set(words.map((word) => word.trim()).filter((word) => word !== ''))];
  const apart = distinct.filter((one) => !distinct.some((other) => other !== one && other.includes(one)));
  return apart.length > 0 ? { said: apart.join(between).slice(0, MOST) } : undefined;
}

/** What was told before with what is told now. */
export function joinWords(before: Words, told: Words): Words {
  if (before.said.includes(told.said)) return before;
  if (told.said.includes(before.said)) return told;
  return together([before.said, told.said], /\p{Script=Han}/u.test(told.said) ? '，' : ', ') ?? told;
}

/** What was told with what was wrong in it put right; null where nothing is left of it. */
export function saidPutRight(before: Words, one: PutRight): Words | null | undefined {
  const said = wordsPutRight(before.said, one);
  if (said === undefined) return undefined;
  return said === '' ? null : { said };
}

/** Two lists as one. */
export const joinLists = <Value extends string>(before: readonly Value[], told: readonly Value[]): Value[] => [
  ...new Set([...before, ...told]),
];
