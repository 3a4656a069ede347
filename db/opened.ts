import type { Signals } from '../services/signals.ts';
import type { Database } from '../services/stores.ts';
import type { Logger } from '../telemetry/logger.ts';
import type { Drizzle } from './stores/drizzle.ts';

/** What a database is opened with. */
export interface OpenWith {
  /** Joined to the other replicas'. */
  signals: Signals;
  logger: Logger;
  /** How far the times of what is written are ahead of the database's clock, in milliseconds (`CLOCK`). */
  shiftMs?: number;
  /** How long a transaction may take, where that is longer than a turn's. */
  transactionMs?: number | undefined;
}

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
