import { type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn, PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import type * as schema from '../schema.ts';

/** A database or a transaction, of either driver. */
export type Drizzle = PgDatabase<PgQueryResultHKT, typeof schema>;

/** Columns are named in snake case by PostgreSQL's custom, in camel case here. */
export const casing = 'snake_case';

/** Fields that are null in the database and absent here. */
export const absent = <T>(value: T | null): T | undefined => value ?? undefined;

/**
 * Whether a text column is one of some values, given as one parameter: `in ($1, $2, …)` would be another statement, kept
 * prepared on every connection, for every number of values.
 */
export const inList = (column: AnyPgColumn, values: readonly string[]): SQL =>
  sql`${column} in (select jsonb_array_elements_text(${JSON.stringify(values)}::text::jsonb))`;
