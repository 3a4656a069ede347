import { keyedHash } from './codes.ts';

/** Something that is counted, and until when: more than `most` within `minutes` are too many. */
export interface Counted {
  /** A keyed hash. */
  key: string;
  most: number;
  minutes: number;
}

export interface Tries {
  key: string;
  tries: number;
}

/** Tries that are counted in the database, so that all replicas and conversations agree. */
export interface TryStore {
  /** Those of them that were counted and aren't forgotten yet. */
  of(keys: readonly string[], now: Date): Promise<Tries[]>;
  /**
   * Counts one more of each, at once and for good, whatever becomes of the turn. The time of a count begins anew with
   * each try, until there are too many: then it runs out. Returns how many there are now.
   */
  add(counted: readonly Counted[], now: Date): Promise<Tries[]>;
  /** Forgets some, and counts one less of others: the try was right. */
  forgive(keys: { forgotten: readonly string[]; takenBack: readonly string[] }): Promise<void>;
  /** Forgets what is over, and the least of what is more than `most`; so many rows at once. */
  sweep(given: { now: Date; most: number; limit: number }): Promise<void>;
}

/** Rows that are kept, whatever an attacker makes up. */
export const MOST_ROWS = 50_000;

/** What the wrong tries of one challenge are counted as. */
export interface Counts {
  /** May be told: they say nothing about anybody. */
  told: Counted[];
  /** Never told: that they are full would say that two claims are of one customer. */
  silent: Counted[];
}

/**
 * What wrong tries are counted by: what was claimed from one network, that network, the customer from there, and the
 * customer from anywhere, within half an hour and a day. `subject` stands for the customer, or for the claim where it leads
 * to nobody: the same rows are written either way.
 */
export function countsOf(
  key: string,
  { claim, subject, network }: { claim: string; subject: string; network: string },
): Counts {
  const counted = (sort: string, most: number, minutes: number, ...parts: string[]): Counted => ({
    key: keyedHash(key, sort, ...parts),
    most,
    minutes,
  });
  return {
    told: [counted('claim-from', 3, 30, claim, network), counted('network', 30, 30, network)],
    silent: [
      counted('customer-from', 3, 30, subject, network),
      counted('customer', 10, 30, subject),
      counted('customer-day', 20, 24 * 60, subject),
    ],
  };
}

/** What codes that are asked for are counted by: nobody's phone rings all night. Never told. */
export const sendingsOf = (key: string, { subject, network }: { subject: string; network: string }): Counted[] => [
  { key: keyedHash(key, 'sent', subject), most: 5, minutes: 60 },
  { key: keyedHash(key, 'sent-from', network), most: 60, minutes: 60 },
];

/** Whether any of these is more than it may be. */
export const isOver = (counted: readonly Counted[], tries: readonly Tries[]): boolean =>
  counted.some(({ key, most }) => (tries.find((one) => one.key === key)?.tries ?? 0) > most);

/** Whether any of these is full: one more would be too many. */
export const isFull = (counted: readonly Counted[], tries: readonly Tries[]): boolean =>
  counted.some(({ key, most }) => (tries.find((one) => one.key === key)?.tries ?? 0) >= most);
