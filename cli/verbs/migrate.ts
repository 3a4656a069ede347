import { spreadServer } from '../../db/server.ts';
import { print } from '../lines.ts';
import { withDatabase } from '../with-database.ts';

/**
 * Brings the database to this version's schema. Any number may run at once. On the coordinator of a Citus cluster it
 * spreads the tables over the servers, and says how each stands.
 */
export const migrate = (): Promise<void> =>
  withDatabase(async ({ kind, config }) => {
    const spread = 'url' in config.database ? await spreadServer(config.database.url) : undefined;
    print({ migrated: true, database: kind, ...(spread ? { spread } : {}) });
  });
