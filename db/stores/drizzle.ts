import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import type * as schema from '../schema.ts';

/** A database or a transaction, of either driver. */
export type Drizzle = PgDatabase<PgQueryResultHKT, typeof schema>;

/** Columns are named in snake case by PostgreSQL's custom, in camel case here. */
export const casing = 'snake_case';

/** Fields that are null in the database and absent here. */
export const absent = <T>(value: T | null): T | undefined => value ?? undefined;
