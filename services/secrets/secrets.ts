import { unguessable } from '../ids.ts';

/** Keys that the desk makes for itself once and keeps, so that what it signed stays valid after a restart and on every replica. */
export interface SecretStore {
  /** The secret of this name; made by `make` the first time, by whichever replica comes first. */
  secret(name: string, make: () => string): Promise<string>;
}

/** The key of the hashes that stand for ids in logs. */
export const logKey = (secrets: SecretStore): Promise<string> => secrets.secret('log-ids', () => unguessable(256));
