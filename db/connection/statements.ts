import type { Sql } from 'postgres';

/** What drizzle and the stores use of a client: sends a statement, and gives its rows, or with `values()` their values. */
export type Send = Sql['unsafe'];

/** How values are read and written, by type: drizzle sets them once for all connections. */
export type Types = Pick<Sql['options'], 'parsers' | 'serializers'>;

/** Rows to come, and `values()` to have them as lists of values instead: asked for before they come, as drizzle does. */
export const withValues = <T>(rows: Promise<T>, asValues: () => void) =>
  Object.assign(rows, {
    values: () => {
      asValues();
      return rows;
    },
  });

/** What drizzle takes for postgres.js: statements by themselves, and transactions. */
export type Client = Sql;
