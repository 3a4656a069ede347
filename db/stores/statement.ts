import type { PgPreparedQuery, PreparedQueryConfig } from 'drizzle-orm/pg-core';
import type { PostgresJsSession } from 'drizzle-orm/postgres-js';
import type { Drizzle } from './drizzle.ts';

/**
 * A statement whose text drizzle builds once, instead of once a turn; it runs on whichever connection it is given. For
 * the few statements that every message needs.
 */
export function statement<Query extends PgPreparedQuery<PreparedQueryConfig>>(build: (db: Drizzle) => Query) {
  let built: Query | undefined;
  return (db: Drizzle): Query => {
    built ??= build(db);
    const { client } = db._.session as unknown as Pick<PostgresJsSession<never, never, never>, 'client'>;
    return Object.create(built, { client: { value: client } }) as Query;
  };
}
