import type { Database } from '../services/stores.ts';
import type { Drizzle } from './stores/drizzle.ts';

/** An open, migrated database. */
export interface OpenDatabase {
  database: Database;
  /** For what the services have no port for: seeding, tests. */
  drizzle: Drizzle;
  /** `embedded` survives the process's death, not a power cut: it does not fsync. */
  kind: 'embedded' | 'server';
  /** Throws `Unavailable` where the database doesn't keep what a turn would write, in bounded time. */
  ready(): Promise<void>;
  close(): Promise<void>;
}
