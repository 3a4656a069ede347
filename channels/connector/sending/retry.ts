import type { Delivery } from '../../../services/deliveries.ts';
import type { Failure } from './failure.ts';

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 5 * 60_000;
/** A refusal that will not change is tried this often, in case it was the connector's mistake. */
const REFUSALS = 3;

/** What follows from a try that failed: another one, with how many of the last were refusals by then, or none. */
export type Consequence = { mode: 'retry'; afterMs: number; refusals: number } | { mode: 'give-up' };

/** Only refusals in a row are final: a connector in trouble says many things. `random` is from 0 to 1. */
export function consequenceOf(
  { refused, retryAfterMs }: Pick<Failure, 'refused' | 'retryAfterMs'>,
  before: Pick<Delivery, 'attempts' | 'refusals'>,
  random: () => number,
): Consequence {
  const refusals = refused ? before.refusals + 1 : 0;
  if (refusals >= REFUSALS) return { mode: 'give-up' };
  const backoff = spread(Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** before.attempts), random);
  return { mode: 'retry', afterMs: Math.max(backoff, retryAfterMs ?? 0), refusals };
}

/** A quarter more or less, by chance: what failed at once isn't tried again at once. */
export const spread = (ms: number, random: () => number): number => ms * (0.75 + random() / 2);
