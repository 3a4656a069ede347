/** Whose wrong passwords are counted, and where; both as keyed hashes. An empty one stands for all of them. */
export interface FailureKey {
  account: string;
  place: string;
}

export interface SignInFailures extends FailureKey {
  failures: number;
  lockedUntil: Date | undefined;
}

export interface SignInFailureStore {
  of(keys: readonly FailureKey[]): Promise<SignInFailures[]>;
  /** Counts one more for each; from 1 where the last began before `since`, or a lock is over. */
  add(keys: readonly FailureKey[], when: { at: Date; since: Date; forgetAt: Date }): Promise<SignInFailures[]>;
  lock(key: FailureKey, until: Date): Promise<void>;
  /** Counts one less for each. */
  takeBack(keys: readonly FailureKey[]): Promise<void>;
  forgive(key: FailureKey): Promise<void>;
  forgiveAccount(account: string): Promise<void>;
  /** Forgets what is old, and what is more than `most`; so many rows at once. */
  sweep(given: { at: Date; most: number; limit: number }): Promise<void>;
}
