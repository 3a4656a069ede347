import type { PGlite } from '@electric-sql/pglite';
import { MEMORY } from '../../db/embedded.ts';

/*
 * Making a database in memory takes two seconds of a processor, emptying one a twentieth: what a test has closed is used
 * again by the next test of its process that wants one, where nothing but rows is left of it.
 */

/** The tables, columns, constraints, triggers, functions and settings that there are, however many rows. */
const SHAPE = `select md5(string_agg(one, E'\\n' order by one)) as shape from (
  select format('%s.%s %s', relnamespace::regnamespace, relname, relkind) as one from pg_class
    where relnamespace::regnamespace::text in ('public', 'drizzle')
  union all select format('%s.%s %s %s %s', attrelid::regclass, attname, atttypid::regtype, attnotnull, atthasdef)
    from pg_attribute join pg_class on pg_class.oid = attrelid
    where relnamespace::regnamespace::text in ('public', 'drizzle') and attnum > 0 and not attisdropped
  union all select format('%s %s', conrelid::regclass, pg_get_constraintdef(oid)) from pg_constraint
    where connamespace::regnamespace::text in ('public', 'drizzle')
  union all select format('%s %s %s', tgrelid::regclass, tgname, tgenabled) from pg_trigger
  union all select format('%s %s', nspname, nspowner) from pg_namespace
  union all select proname from pg_proc where pronamespace = 'public'::regnamespace
  union all select format('%s %s', rolname, rolsuper) from pg_roles
  union all select format('%s %s %s', setdatabase, setrole, setconfig) from pg_db_role_setting
) all_of_it`;

const EMPTY = `do $$
  declare one regclass; has_rows boolean;
  begin
    for one in select format('%I.%I', schemaname, tablename)::regclass from pg_tables where schemaname = 'public' loop
      execute format('select exists (select from %s)', one) into has_rows;
      if has_rows then execute format('truncate %s cascade', one); end if;
    end loop;
  end
$$`;

const shapeOf = async (client: PGlite): Promise<string> => {
  const [{ rows } = { rows: [] }] = await client.exec(SHAPE);
  return (rows[0] as { shape: string } | undefined)?.shape ?? '';
};

const { open, close } = MEMORY;
let shape: string | undefined;
let kept: PGlite | undefined;

/** Empties a database; false where it isn't as it was made. */
async function isEmptied(client: PGlite): Promise<boolean> {
  try {
    await client.exec('rollback');
    await client.exec('discard all');
    if ((await shapeOf(client)) !== shape) return false;
    await client.exec(EMPTY);
    return true;
  } catch {
    return false;
  }
}

const openOrReuse = async (): Promise<PGlite> => {
  const client = kept;
  kept = undefined;
  if (client && (await isEmptied(client))) return client;
  await client?.close();
  return open();
};

// A program of its own ends when its database is closed: one that is kept would hold it up.
if (process.env.VITEST !== undefined)
  Object.assign(MEMORY, {
    open: openOrReuse,
    made: async (client: PGlite) => {
      shape ??= await shapeOf(client);
    },
    close: async (client: PGlite) => {
      if (kept || client.closed) return close(client);
      kept = client;
    },
  } satisfies typeof MEMORY);
