import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import type { Signals } from '../services/signals.ts';
import type { Logger } from '../telemetry/logger.ts';
import { migrationsFolder } from './migrations-folder.ts';
import type { OpenDatabase } from './opened.ts';
import { pipelined } from './pipeline.ts';
import { relaySignals } from './relay.ts';
import * as schema from './schema.ts';
import { databaseOn } from './stores/database.ts';
import { casing } from './stores/drizzle.ts';

/** More connections than cores only wait for each other's locks. */
const POOL = 16;

/** Any number does that nobody else on the server uses. */
const MIGRATION_LOCK = 7_355_608;

/** Opens PostgreSQL 15 or later. Any number of replicas may do so at once. */
export async function openServer(
  url: string,
  { signals, logger }: { signals: Signals; logger: Logger },
): Promise<OpenDatabase> {
  await migrateUnderLock(url);
  const sql = postgres(url, {
    max: POOL,
    onnotice: () => {},
    backoff: () => 0.25,
    fetch_types: false, // for arrays, which no column here has
    connection: { application_name: 'policydesk' },
  });
  const db = drizzle({ client: pipelined(sql), schema, casing });
  const database = databaseOn(db);
  const relay = await relaySignals(sql, signals, database.conversations, logger);
  return {
    database,
    drizzle: db,
    kind: 'server',
    ping: async () => void (await sql`select 1`),
    close: async () => {
      await relay.stop();
      await sql.end({ timeout: 5 });
    },
  };
}

/** drizzle's migrator isn't safe for replicas that start together: they take turns, on the one connection that holds the lock. */
async function migrateUnderLock(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await migrate(drizzle({ client: sql, casing }), { migrationsFolder });
  } finally {
    await sql.end();
  }
}
