import { inject } from 'vitest';
import { type DatabaseLocation, openDatabase } from '../../db/open.ts';
import type { OpenDatabase } from '../../db/opened.ts';
import { Signals } from '../../services/signals.ts';
import { createLogger } from '../../telemetry/logger.ts';
import { freshDatabase } from '../../tools/lab/postgres.ts';
import './memory.ts';

/** Where a database is, as the environment says it. */
export type Place = { DATA_DIR: string } | { DATABASE_URL: string };

/** The databases that the desk runs on, each fresh. Tests that stand for both run once on each. */
export const DATABASES: readonly {
  kind: 'embedded' | 'server';
  available: boolean;
  fresh: () => Promise<Place>;
}[] = [
  { kind: 'embedded', available: true, fresh: async () => ({ DATA_DIR: 'memory://' }) },
  {
    kind: 'server',
    available: inject('postgres') !== undefined,
    fresh: async () => ({ DATABASE_URL: await freshDatabase(inject('postgres') ?? '') }),
  },
];

/** The same, as the desk's own configuration says it. */
export const locationOf = (place: Place): DatabaseLocation =>
  'DATABASE_URL' in place ? { url: place.DATABASE_URL } : { folder: place.DATA_DIR };

/** Opens a database that no desk runs on. */
export const openPlace = (place: Place): Promise<OpenDatabase> =>
  openDatabase(locationOf(place), { signals: new Signals(), logger: createLogger('silent') });
