import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import { readAddress } from './connection/address.ts';
import { clientOn } from './connection/client.ts';
import type { Connection } from './connection/connection.ts';
import { openerOf, PATIENCE, type Patience } from './connection/open-server.ts';
import { Pool } from './connection/pool.ts';
import { refuseTransactionPooler } from './connection/pooler.ts';
import type { Client, Types } from './connection/statements.ts';
import { migrationsFolder } from './migrations-folder.ts';
import type { OpenDatabase, OpenWith } from './opened.ts';
import { readinessOf, Shortage } from './readiness.ts';
import { relaySignals } from './relay.ts';
import * as schema from './schema.ts';
import { isSpread, type Spreading, spreadTables } from './spreading.ts';
import { databaseOn } from './stores/database.ts';
import { casing } from './stores/drizzle.ts';
import { GroupCommit } from './turns/group-commit.ts';

/** More connections than cores only wait for each other's locks. */
const POOL = 16;
/** So that a server behind a balancer is left in time. Not all connections at once: each lives a little less long. */
const LIFETIME_SECONDS = 30 * 60;

/** Any number does that nobody else on the server uses. */
const MIGRATION_LOCK = 7_355_608;
/** A migration of another replica may be under way. */
const MIGRATION_MS = 30 * 60_000;

const CLOSE_MS = 3_000;

/** Opens PostgreSQL 15 or later. Any number of replicas may do so at once. */
export async function openServer(
  url: string,
  {
    signals,
    logger,
    shiftMs = 0,
    patience = PATIENCE,
    transactionMs = patience.transactionMs,
  }: OpenWith & { patience?: Patience },
): Promise<OpenDatabase> {
  const address = readAddress(url);
  const types: Types = { parsers: {}, serializers: {} };
  const open = openerOf(address, types, patience);
  await refuseTransactionPooler(() => open({ patiently: true }));
  await underMigrationLock(() => open({ patiently: true }), types, migrated);

  const lifetimeMs = (address.lifetimeSeconds ?? LIFETIME_SECONDS) * 1000 * (0.8 + Math.random() / 5);
  const pool = new Pool({ open, size: address.connections ?? POOL, waitMs: patience.waitMs, lifetimeMs });
  const shortage = new Shortage();
  const client = clientOn(pool, types, transactionMs, shortage.hear);
  const db = drizzle({ client, schema, casing });
  const database = databaseOn(db, new GroupCommit(client, { spread: await isSpread(client) }));
  const stopRelay = relaySignals({ client, open, signals, shiftMs, logger });
  return {
    database,
    drizzle: db,
    kind: 'server',
    ready: readinessOf(db, shortage),
    close: async () => {
      stopRelay();
      await pool.close(CLOSE_MS);
    },
  };
}

/** Spreads the tables of a server that is the coordinator of a cluster; undefined where it is none (`spreadTables`). */
export async function spreadServer(url: string): Promise<Spreading[] | undefined> {
  const types: Types = { parsers: {}, serializers: {} };
  const open = openerOf(readAddress(url), types, PATIENCE);
  return underMigrationLock(
    () => open({ patiently: true }),
    types,
    async (client) => {
      await migrated(client);
      return spreadTables(client);
    },
  );
}

const migrated = (client: Client): Promise<void> => migrate(drizzle({ client, casing }), { migrationsFolder });

/**
 * drizzle's migrator isn't safe for replicas that start together: they take turns, on the one connection that holds the
 * lock. Where that is lost, the lock is too, and the migration fails rather than go on without it.
 */
async function underMigrationLock<T>(
  open: () => Promise<Connection>,
  types: Types,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const connection = await open();
  const pool = new Pool({
    open: async () => {
      if (connection.lost) throw connection.lost;
      return connection;
    },
    size: 1,
    waitMs: MIGRATION_MS,
    lifetimeMs: undefined,
  });
  try {
    const client = clientOn(pool, types, MIGRATION_MS);
    await client.unsafe(`select pg_advisory_lock(${MIGRATION_LOCK})`);
    return await work(client);
  } finally {
    await pool.close(0);
  }
}
