import { clauseDoes } from '../../../understanding/acts/in-hand.ts';
import { cut } from '../../../understanding/clauses/cut.ts';
import { isAngry } from '../../../understanding/tone.ts';

/* What is kept in a customer's own words is said back to them, short: they see that it was heard, and what of it. */

/** What is said back in whole; more words say as much in English. */
const MOST = 60;
const MOST_LATIN = 110;

/**
 * Words of a customer's as they are said back: all of them where they are few, else the first clauses and those that tell
 * a number. No number by which somebody is known (an ID, a phone) and no hard word is repeated; empty where nothing is left.
 */
export function saidBack(text: string): string {
  const said = text.trim().replace(/\s+/gu, ' ');
  const most = /\p{Script=Han}/u.test(said) ? MOST : MOST_LATIN;
  const may = (words: string) => !IDENTIFIES.test(words) && !isAngry(words);
  if (said.length <= most && may(said)) return said;
  const clauses = cut(said).map(({ at, end }) => ({ at, end, words: said.slice(at, end) }));
  const free = clauses.filter(({ words }) => words.length <= most && may(words));
  const byWeight = [...free].sort((one, other) => Number(COUNTS.test(other.words)) - Number(COUNTS.test(one.words)));
  let left = most;
  const taken = byWeight.filter(({ words }) => {
    if (words.length > left) return false;
    left -= words.length;
    return true;
  });
  return together(
    said,
    taken.sort((one, other) => one.at - other.at),
  );
}

/** Clauses side by side with what parts them; a mark where something between them is left out. */
function together(said: string, clauses: readonly { at: number; end: number; words: string }[]): string {
  return clauses
    .map(({ words }, index) => {
      const before = clauses[index - 1];
      const between = before ? said.slice(before.end, clauses[index]?.at) : '';
      return before ? `${/[\p{L}\p{N}]/u.test(between) ? ' … ' : between}${words}` : words;
    })
    .join('');
}

const IDENTIFIES = /\d{6}|\d[\d -]{9,}\d|@/;
const COUNTS = /\d|[一二两三四五六七八九十百千万][千百万块元天次年月]/u;

/** Of what a form keeps as it was said, the clauses that tell something: no 等我找找, no nod. */
export const telling = (words: string): string => {
  const kept = cut(words)
    .map(({ at, end }) => words.slice(at, end))
    .filter((clause) => clauseDoes(clause) === 'else');
  return kept.length === cut(words).length ? words : kept.join(/\p{Script=Han}/u.test(words) ? '，' : ', ');
};

/** Whether words tell enough to be said back by themselves: a number, or more than a word or two. */
export const tellsEnough = (words: string): boolean =>
  /\d/.test(words) || (/\p{Script=Han}/u.test(words) ? words.length > 4 : words.split(' ').length > 2);
