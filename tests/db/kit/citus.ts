import { sql } from 'drizzle-orm';
import type postgres from 'postgres';
import { DATABASES, openPlace, type Place } from '../../kit/databases.ts';

/**
 * Makes a database of plain PostgreSQL look like the coordinator of a Citus cluster: the catalogues and functions that
 * `desk migrate` uses, by their names and signatures in Citus 13. They note in `called` how they were called, and spread
 * nothing. Debian has no package of Citus.
 */
export async function standIn(server: postgres.Sql): Promise<void> {
  await server.unsafe(`
    create table called (n integer generated always as identity, name text, given text[]);
    create table pg_dist_local_group (groupid integer);
    insert into pg_dist_local_group values (0);
    create table citus_tables (table_name regclass, citus_table_type text, distribution_column text);
    create function create_distributed_table(table_name regclass, distribution_column text,
      distribution_type text default 'hash', colocate_with text default 'default', shard_count int default null)
    returns void language sql as $$
      insert into called (name, given)
        values ('create_distributed_table', array[table_name::text, distribution_column, colocate_with]);
      insert into citus_tables values (table_name, 'distributed', distribution_column) $$;
    create function create_reference_table(table_name regclass) returns void language sql as $$
      insert into called (name, given) values ('create_reference_table', array[table_name::text]);
      insert into citus_tables values (table_name, 'reference', '<none>') $$;
    create function truncate_local_data_after_distributing_table(function_name regclass) returns void language sql as $$
      insert into called (name, given)
        values ('truncate_local_data_after_distributing_table', array[function_name::text]) $$;
    insert into pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion)
      values (1, 'citus', 10, 'public'::regnamespace, false, '13.2')`);
}

/** Makes a database look as if its conversations were spread, to whoever opens it after this. */
export async function pretendSpread(place: Place): Promise<void> {
  const { drizzle, close } = await openPlace(place);
  await drizzle.execute(sql`create table citus_tables as select 'conversations'::regclass as table_name`);
  await close();
}

/** The databases of tests, and one that takes itself for spread: it gets the statements that are for a Citus cluster. */
export const DATABASES_AND_SPREAD = DATABASES.flatMap((database) => [
  database,
  ...(database.kind === 'server'
    ? [{ ...database, kind: 'spread' as const, fresh: freshAndSpread(database.fresh) }]
    : []),
]);

function freshAndSpread(fresh: () => Promise<Place>): () => Promise<Place> {
  return async () => {
    const place = await fresh();
    await pretendSpread(place);
    return place;
  };
}
