import { existsSync } from 'node:fs';
import { chmod, mkdir, rm, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { dataDir as template } from '@electric-sql/pglite-prepopulatedfs';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import { clientOn } from './connection/client.ts';
import { Connection } from './connection/connection.ts';
import { dialEmbedded } from './connection/embedded-wire.ts';
import { Pool } from './connection/pool.ts';
import type { Types } from './connection/statements.ts';
import { lockFolder } from './folder-lock.ts';
import { migrationsFolder } from './migrations-folder.ts';
import type { OpenDatabase, OpenWith } from './opened.ts';
import { readinessOf, Shortage } from './readiness.ts';
import * as schema from './schema.ts';
import { databaseOn } from './stores/database.ts';
import { casing } from './stores/drizzle.ts';
import { GroupCommit } from './turns/group-commit.ts';
import { unpack } from './unpack.ts';

/** PGlite has neither autovacuum nor a checkpointer. */
const MAINTENANCE_MS = 5 * 60_000;

const IN_MEMORY = 'memory://';

/** One at a time uses it: the others wait, as long as a start of everything at once may take. */
const WAIT_MS = 20_000;
const OPEN_MS = 20_000;
const TRANSACTION_MS = 20_000;
const CLOSE_MS = 3_000;

/** PGlite reserves 160 MB of buffers unless told otherwise; the file cache of the machine serves as well. */
const BUFFERS = ['-c', 'shared_buffers=16MB', '-c', 'wal_buffers=1MB'];

const create = (path: string, more: PGliteOptions = {}): Promise<PGlite> =>
  PGlite.create(path, { startParams: [...PGlite.defaultStartParams, ...BUFFERS], ...more });

/** Where databases in memory come from, and where they go when they are closed: tests, which open hundreds, use one again. */
export const MEMORY = {
  open: async (): Promise<PGlite> => create(IN_MEMORY, { loadDataDir: await template() }),
  /** Told of one that has its tables now. */
  made: async (_client: PGlite): Promise<void> => {},
  close: (client: PGlite): Promise<void> => client.close(),
};

/** Opens PGlite in a folder (`memory://` for none), which it locks. The first start copies a prepared, empty database. */
export async function openEmbedded(
  folder: string,
  { logger, transactionMs = TRANSACTION_MS }: Pick<OpenWith, 'logger' | 'transactionMs'>,
): Promise<OpenDatabase> {
  const inMemory = folder === IN_MEMORY;
  let unlock = async () => {};
  if (!inMemory) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // It holds what customers said. A folder that somebody else owns is theirs to close.
    await chmod(folder, 0o700).catch((error) =>
      logger.warn({ err: error }, 'DATA_DIR may be read by others on this machine'),
    );
    unlock = await lockFolder(folder);
  }
  const path = inMemory ? folder : join(folder, 'pglite');
  const copying = join(folder, 'pglite.copying');
  const fresh = inMemory || existsSync(copying) || !existsSync(join(path, 'PG_VERSION'));
  if (fresh && !inMemory) {
    await rm(path, { recursive: true, force: true });
    await writeFile(copying, 'A first start stands or stood here: the next one begins it again.\n');
    // PGlite would have all of it in memory at once, several times, and the allocator keeps 60 MB of that for good.
    await unpack(await template(), path);
  }
  // V8 would compile PostgreSQL a second time, thoroughly, while the first customers wait: turns gain nothing by it, and
  // it takes seconds of both cores and 60 MB.
  setFlagsFromString('--liftoff-only');
  const client = await (inMemory ? MEMORY.open() : create(path));
  if (fresh && !inMemory) await unlink(copying);
  const types: Types = { parsers: {}, serializers: {} };
  const open = () =>
    Connection.open({
      dial: dialEmbedded(client),
      user: 'postgres',
      password: '',
      database: 'postgres',
      types,
      // There is one session, and whoever had it before may have left it in the middle of something.
      session: 'rollback; deallocate all',
      openWithinMs: OPEN_MS,
      silenceMs: undefined, // it answers before it returns
    });
  const pool = new Pool({ open, size: 1, waitMs: WAIT_MS, lifetimeMs: undefined });
  const shortage = new Shortage();
  const sql = clientOn(pool, types, transactionMs, shortage.hear);
  await migrate(drizzle({ client: sql, casing }), { migrationsFolder });
  if (inMemory) await MEMORY.made(client);
  const db = drizzle({ client: sql, schema, casing });

  const maintenance = setInterval(() => {
    sql
      .unsafe('vacuum (analyze)')
      .then(() => sql.unsafe('checkpoint'))
      .catch((error: unknown) => logger.error({ err: error }, 'maintenance of the embedded database failed'));
  }, MAINTENANCE_MS).unref();

  return {
    database: databaseOn(db, new GroupCommit(sql, { spread: false })),
    drizzle: db,
    kind: 'embedded',
    ready: readinessOf(db, shortage),
    close: async () => {
      clearInterval(maintenance);
      await pool.close(CLOSE_MS);
      await (inMemory ? MEMORY.close(client) : client.close());
      await unlock();
    },
  };
}
