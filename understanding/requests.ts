import { MOST_READ } from '../language/window.ts';
import { phrases } from './phrases/phrases.ts';

const { next, after, first } = phrases('requests', ['next', 'after', 'first']);
/** Where a customer goes on to something else. */
const NEXT = new RegExp(`${next.source}|${after.source}`, 'giu');
/** Shorter ones are no request of their own. */
const SHORTEST = 3;

/** The parts of a message that may each want something: split where the customer says that something else comes. */
export function requestsIn(said: string): string[] {
  if (said.length > MOST_READ) return [said];
  const parts = said
    .split(NEXT)
    .map((part) => part.replace(first, '').trim())
    .filter((part) => part.length >= SHORTEST);
  return parts.length > 1 ? parts : [said];
}
