import type { NumberedCustomer } from '../../crash/kit/customer.ts';
import type { Crowd } from './crowd.ts';
import type { Ground } from './ground.ts';
import type { Need } from './needs.ts';

/** Where a disturbance is done: the desk is busy. */
export interface Scene<G extends Ground = Ground> {
  readonly ground: G;
  /** The busy customers. */
  readonly crowd: Crowd;
  /** Those of the second desk, which is asked to stop in the middle of it. */
  readonly bystanders: Crowd;
  /** A statement as the server's owner, by the undisturbed way. */
  sql(text: string, withinMs?: number): Promise<readonly Record<string, unknown>[]>;
  /** Lets time pass: how long a disturbance lasts. */
  last(ms: number): Promise<void>;
  /** Adds a figure of its own to what is printed. */
  note(name: string, figure: unknown): void;
  /** Adds a reason for which this is not held. */
  object(why: string): void;
  /** A customer who is meant to wait: the others mustn't. */
  exempt(customer: NumberedCustomer): void;
}

/** One thing that can befall a database, or the way to it. */
export interface Disturbance<G extends Ground = Ground> {
  name: string;
  /** In one sentence, for whoever reads the figures. */
  what: string;
  needs: readonly Need[];
  /** Makes the ground that it is done on. Disturbances with the same maker may be done one after the other on one. */
  ground: () => Promise<G>;
  /** Added to the desk's `DATABASE_URL`. */
  parameters?: Record<string, string>;
  /** Before the desks start. */
  before?(ground: G): Promise<void>;
  /** Does it. Resolves when nothing disturbs any more. */
  disturb(scene: Scene<G>): Promise<void>;
  /** After everything was measured: sets back what would be in the next one's way. */
  after?(scene: Scene<G>): Promise<void>;
  /** The database is there all along: readiness and the customers mustn't feel it for longer than this. */
  unfeltMs?: number;
  /** Where the desk's own way doesn't tell what it can do: it is the owner's way that is looked at. */
  lookAsOwner?: true;
  /** When the second desk is asked to stop, after the beginning. */
  stopAfterMs?: number;
}
