import { cut } from '../../../understanding/clauses/cut.ts';
import type { Reading } from '../../../understanding/values/kit/reading.ts';

/** A message that is no longer is told in as a whole. */
const SHORT = 12;
/** Characters of a message that are kept with a fact, where no clause alone tells it; the whole stands in the log. */
const MOST = 200;

/** The words of a message that tell a value: the clause that does by itself, or its beginning. */
export function toldIn(text: string, value: unknown, read: (words: string) => Reading<unknown>): string {
  if (text.length <= SHORT) return text;
  const same = JSON.stringify(value);
  const tells = (words: string): boolean => {
    const reading = read(words);
    return reading !== undefined && 'value' in reading && JSON.stringify(reading.value) === same;
  };
  return (
    cut(text)
      .map(({ at, end }) => text.slice(at, end))
      .find(tells) ?? text.slice(0, MOST)
  );
}
