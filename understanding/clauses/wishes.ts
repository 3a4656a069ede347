import { phrases } from '../phrases/phrases.ts';
import { type Clause, clausesIn, withoutOrder } from './clauses.ts';

const { counted: COUNTED } = phrases('counted-matters', ['counted']);

/** Shorter ones are no wish of their own. */
const SHORTEST = 3;

/** The clauses of each part of a message that may want something: parted where the customer goes on to something else. */
export function wishesOf<Parted extends Clause>(clauses: readonly Parted[]): Parted[][] {
  const wishes: Parted[][] = [];
  for (const clause of clauses) {
    const last = wishes.at(-1);
    if (last && !goesOn(clause)) last.push(clause);
    else wishes.push([clause]);
  }
  return wishes;
}

/** A part of a message that may want something: its words without those that only part it, and where it stands. */
export interface PlacedWish {
  words: string;
  at: number;
  end: number;
}

/** The parts of a message that may each want something; the message where it is one. */
export function placedWishesIn(said: string): PlacedWish[] {
  const clauses = clausesIn(said);
  const begins = COUNTED.test(said) ? clauses : wishesOf(clauses).map(([first]) => first as Clause);
  const parts = begins
    .map(({ at }, index): PlacedWish => {
      const end = begins[index + 1]?.at ?? said.length;
      return { words: withoutOrder(said.slice(at, end), index + 1 < begins.length), at, end };
    })
    .filter(({ words }) => words.length >= SHORTEST);
  return parts.length > 1 ? parts : [{ words: said, at: 0, end: said.length }];
}

/** The words of these parts. */
export const wishesIn = (said: string): string[] => placedWishesIn(said).map(({ words }) => words);

const goesOn = ({ order }: Clause): boolean => order === 'then' || order === 'also';

/** A message without what it says that isn't wanted: of 不是来问进度，我要投诉 the second clause. All of it, if all is denied. */
export function withoutDenied(said: string, clauses: readonly Clause[] = clausesIn(said)): string {
  const kept = clauses.filter(({ polarity }) => polarity !== 'denied');
  return kept.length === 0 || kept.length === clauses.length ? said : kept.map(({ text }) => text).join(' ');
}
