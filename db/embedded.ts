import { existsSync } from 'node:fs';
import { mkdir, rm, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { PGlite } from '@electric-sql/pglite';
import { dataDir as template } from '@electric-sql/pglite-prepopulatedfs';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import type { Logger } from '../telemetry/logger.ts';
import { socketTo } from './embedded-socket.ts';
import { lockFolder } from './folder-lock.ts';
import { migrationsFolder } from './migrations-folder.ts';
import type { OpenDatabase } from './opened.ts';
import { pipelined } from './pipeline.ts';
import * as schema from './schema.ts';
import { databaseOn } from './stores/database.ts';
import { casing } from './stores/drizzle.ts';

/** PGlite has neither autovacuum nor a checkpointer. */
const MAINTENANCE_MS = 5 * 60_000;

/** PGlite reserves 160 MB of buffers unless told otherwise; the file cache of the machine serves as well. */
const BUFFERS = ['-c', 'shared_buffers=16MB', '-c', 'wal_buffers=1MB'];

/** Opens PGlite in a folder (`memory://` for none), which it locks. The first start copies a prepared, empty database. */
export async function openEmbedded(folder: string, { logger }: { logger: Logger }): Promise<OpenDatabase> {
  const inMemory = folder === 'memory://';
  let unlock = async () => {};
  if (!inMemory) {
    await mkdir(folder, { recursive: true });
    unlock = await lockFolder(folder);
  }
  const path = inMemory ? folder : join(folder, 'pglite');
  const copying = join(folder, 'pglite.copying');
  const fresh = inMemory || existsSync(copying) || !existsSync(join(path, 'PG_VERSION'));
  if (fresh && !inMemory) {
    await rm(path, { recursive: true, force: true });
    await writeFile(copying, 'A first start stands or stood here: the next one begins it again.\n');
  }
  // V8 would compile PostgreSQL a second time, thoroughly, while the first customers wait: turns gain nothing by it, and
  // it takes seconds of both cores and 60 MB.
  setFlagsFromString('--liftoff-only');
  const client = await PGlite.create(path, {
    startParams: [...PGlite.defaultStartParams, ...BUFFERS],
    ...(fresh ? { loadDataDir: await template() } : {}),
  });
  if (fresh && !inMemory) await unlink(copying);
  const sql = postgres({
    socket: () => socketTo(client),
    max: 1,
    max_lifetime: null,
    fetch_types: false,
    user: 'postgres',
    database: 'postgres',
    onnotice: () => {},
  } as postgres.Options<Record<string, never>>);
  await migrate(drizzle({ client: sql, casing }), { migrationsFolder });
  const db = drizzle({ client: pipelined(sql), schema, casing });

  const maintenance = setInterval(() => {
    sql`vacuum (analyze)`
      .then(() => sql`checkpoint`)
      .catch((error) => logger.error({ err: error }, 'maintenance of the embedded database failed'));
  }, MAINTENANCE_MS).unref();

  return {
    database: databaseOn(db),
    drizzle: db,
    kind: 'embedded',
    ping: async () => void (await sql`select 1`),
    close: async () => {
      clearInterval(maintenance);
      await sql.end({ timeout: 5 });
      await client.close();
      await unlock();
    },
  };
}
