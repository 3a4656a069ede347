import { ASKS } from '../question.ts';
import { type Clause, clausesIn } from './clauses.ts';

const HAN = /\p{Script=Han}/u;
const LATIN_WORD = /[a-z]{2}/i;
/** Lengths, in characters, from which on a text is of the next size. */
const SIZES = [8, 24, 56, 120];

/**
 * What is known of a text beside its words: how its clauses are meant, the first and the last for themselves, whether it
 * asks, how long it is and in which letters. Of 要是撞了人怎么赔 that it is supposed, and asked.
 */
export function marksOf(text: string, clauses: readonly Clause[] = clausesIn(text)): string[] {
  return [
    ...clauses.flatMap((clause) => aspectsOf(clause)),
    ...aspectsOf(clauses[0]).map((aspect) => `first ${aspect}`),
    ...aspectsOf(clauses.at(-1)).map((aspect) => `last ${aspect}`),
    ...(ASKS['rather-than-tells'].test(text) ? ['asks'] : []),
    `size ${SIZES.filter((size) => text.length >= size).length}`,
    `letters ${lettersOf(text)}`,
  ];
}

const aspectsOf = ({ polarity, mood }: Partial<Clause> = {}): string[] =>
  [polarity, mood].filter((aspect) => aspect !== undefined);

/** Whether a text is written in Chinese, in Latin letters, or in both. */
export function lettersOf(text: string): 'Han' | 'Latin' | 'both' {
  if (!HAN.test(text)) return 'Latin';
  return LATIN_WORD.test(text) ? 'both' : 'Han';
}
