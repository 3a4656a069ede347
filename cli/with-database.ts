import { type Config, readConfig } from '../config.ts';
import { openDatabase } from '../db/open.ts';
import type { OpenDatabase } from '../db/opened.ts';
import { Signals } from '../services/signals.ts';
import { offsetOf, type WritingTime, writingTimeAhead } from '../services/time/clock.ts';
import { createLogger, type Logger } from '../telemetry/logger.ts';

/** The database that the environment names, with what goes with it. */
export type Opened = OpenDatabase & { config: Config; signals: Signals; writingTime: WritingTime; logger: Logger };

/** Opens the database that the environment names, migrated, for the length of `work`, and of each of its transactions if that is told. */
export async function withDatabase<T>(
  work: (opened: Opened, config: Config) => Promise<T>,
  { transactionMs }: { transactionMs?: number } = {},
): Promise<T> {
  const config = readConfig(process.env);
  process.env.TZ = config.zone;
  const signals = new Signals();
  const logger = createLogger('warn');
  const opened = await openDatabase(config.database, { signals, logger, transactionMs });
  const writingTime = writingTimeAhead(offsetOf(config.clock));
  try {
    return await work({ ...opened, config, signals, writingTime, logger }, config);
  } finally {
    await opened.close();
  }
}
