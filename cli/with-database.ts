import { type Config, readConfig } from '../config.ts';
import { openDatabase } from '../db/open.ts';
import type { OpenDatabase } from '../db/opened.ts';
import { Signals } from '../services/signals.ts';
import { createLogger } from '../telemetry/logger.ts';

/** Opens the database that the environment names, migrated, for the length of `work`. */
export async function withDatabase<T>(work: (opened: OpenDatabase, config: Config) => Promise<T>): Promise<T> {
  const config = readConfig(process.env);
  process.env.TZ = config.zone;
  const opened = await openDatabase(config.database, { signals: new Signals(), logger: createLogger('warn') });
  try {
    return await work(opened, config);
  } finally {
    await opened.close();
  }
}
