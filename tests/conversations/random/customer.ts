import fc from 'fast-check';
import type { Locale } from '../../../language/locale.ts';
import { ANSWERS, SAID } from './sayings.ts';

/* A customer who answers, tells, corrects, digresses, drops, takes up, repeats, goes away and sends noise, over all matters. */

type Deed = keyof typeof SAID | 'answer' | 'repeat' | 'away';

/** What a customer does next. `answer` looks at what was asked; the others don't care. */
export interface Move {
  do: Deed;
  pick: number;
}

/** How often each, of 40 or so. */
const WEIGHTS: Readonly<Record<Deed, number>> = {
  answer: 14,
  start: 5,
  tell: 3,
  correct: 3,
  ask: 3,
  cancel: 2,
  resume: 1,
  restart: 1,
  skip: 2,
  summary: 1,
  thanks: 1,
  other: 1,
  repeat: 1,
  noise: 2,
  away: 1,
};

export const moves = fc.array(
  fc.record({
    do: fc.oneof(
      ...Object.entries(WEIGHTS).map(([deed, weight]) => ({ weight, arbitrary: fc.constant(deed as Deed) })),
    ),
    pick: fc.nat(999),
  }),
  { minLength: 3, maxLength: 16 },
);

/** What the customer types, given what was asked last and what they said before. */
export function wordsFor(move: Move, locale: Locale, asked: string, before: string): string {
  const from = (words: Record<Locale, readonly string[]>): string =>
    words[locale][move.pick % words[locale].length] ?? '';
  switch (move.do) {
    case 'repeat':
      return before || from(SAID.noise);
    case 'away':
      return from(SAID.ask);
    case 'answer':
      return from(ANSWERS[asked] ?? SAID.tell);
    default:
      return from(SAID[move.do]);
  }
}
