import { existsSync } from 'node:fs';
import { mkdir, rm, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite, types } from '@electric-sql/pglite';
import { dataDir as template } from '@electric-sql/pglite-prepopulatedfs';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import type { Logger } from '../telemetry/logger.ts';
import { lockFolder } from './folder-lock.ts';
import { migrationsFolder } from './migrations-folder.ts';
import type { OpenDatabase } from './opened.ts';
import * as schema from './schema.ts';
import { databaseOn } from './stores/database.ts';
import { casing } from './stores/drizzle.ts';

/** PGlite has neither autovacuum nor a checkpointer. */
const MAINTENANCE_MS = 5 * 60_000;

/** PGlite reserves 160 MB of buffers unless told otherwise; the file cache of the machine serves as well. */
const BUFFERS = ['-c', 'shared_buffers=16MB', '-c', 'wal_buffers=1MB'];

/** PGlite reads and writes bytes one by one, which for a file of 10 MB takes seconds of the event loop. */
const FILES = {
  serializers: {
    [types.BYTEA]: (bytes: Uint8Array) =>
      `\\x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex')}`,
  },
  parsers: { [types.BYTEA]: (text: string) => Buffer.from(text.slice(2), 'hex') },
};

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
  const client = await PGlite.create(path, {
    startParams: [...PGlite.defaultStartParams, ...BUFFERS],
    ...FILES,
    ...(fresh ? { loadDataDir: await template() } : {}),
  });
  if (fresh && !inMemory) await unlink(copying);
  const db = drizzle({ client, schema, casing });
  await migrate(db, { migrationsFolder });

  const maintenance = setInterval(() => {
    client
      .exec('VACUUM (ANALYZE); CHECKPOINT')
      .catch((error) => logger.error({ err: error }, 'maintenance of the embedded database failed'));
  }, MAINTENANCE_MS).unref();

  return {
    database: databaseOn(db),
    drizzle: db,
    kind: 'embedded',
    ping: async () => void (await client.query('select 1')),
    close: async () => {
      clearInterval(maintenance);
      await client.close();
      await unlock();
    },
  };
}
