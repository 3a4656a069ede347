import { type Clause, clausesIn, withoutOrder } from './clauses.ts';

/** Shorter ones are no wish of their own. */
const SHORTEST = 3;

/** The parts of a message that may each want something: split where the customer goes on to something else. */
export function wishesIn(said: string): string[] {
  const clauses = clausesIn(said);
  const begins = clauses.filter((clause, index) => index === 0 || goesOn(clause));
  const parts = begins
    .map(({ at }, index) => withoutOrder(said.slice(at, begins[index + 1]?.at), index + 1 < begins.length))
    .filter((part) => part.length >= SHORTEST);
  return parts.length > 1 ? parts : [said];
}

const goesOn = ({ order }: Clause): boolean => order === 'then' || order === 'also';

/** A message without what it says that isn't wanted: of 不是来问进度，我要投诉 the second clause. All of it, if all is denied. */
export function withoutDenied(said: string): string {
  const clauses = clausesIn(said);
  const kept = clauses.filter(({ polarity }) => polarity !== 'denied');
  return kept.length === 0 || kept.length === clauses.length ? said : kept.map(({ text }) => text).join(' ');
}
