import { getTableName } from 'drizzle-orm';
import { toSnakeCase } from 'drizzle-orm/casing';
import type { Client } from './connection/statements.ts';
import * as schema from './schema.ts';
import { SPREAD, type Spread } from './spread.ts';

/** What was done with a table: `before` where it stood so already. */
export interface Spreading {
  table: string;
  /** The column that it is spread by, `everywhere`, or `coordinator`. */
  how: string;
  before: boolean;
}

const NAMES = new Map(Object.entries(schema).map(([key, table]) => [key, getTableName(table)]));
const nameOf = (table: keyof typeof schema) => NAMES.get(table) ?? table;

/** The tables by their names in the database, in the order in which they can be spread. */
export const tables: readonly (Spread & { table: string })[] = Object.entries(SPREAD).map(([key, spread]) => {
  const table = nameOf(key as keyof typeof schema);
  return 'by' in spread ? { ...spread, by: toSnakeCase(spread.by), table } : { ...spread, table };
});

/** Whether conversations are spread over the servers of a Citus cluster. */
export async function isSpread(client: Client): Promise<boolean> {
  const [citus] = await client.unsafe("select to_regclass('citus_tables') is not null as is");
  if (citus?.is !== true) return false;
  const [row] = await client.unsafe(
    "select exists (select from citus_tables where table_name = 'conversations'::regclass) as is",
  );
  return row?.is === true;
}

/**
 * Spreads the tables over the servers of a Citus cluster, as `SPREAD` says, unless they are already; undefined where the
 * database is none (it has no extension `citus`). Each table is a step that is whole or not done, so that it can be
 * run again after it was cut off. What a table holds is moved, and meanwhile nobody can write to it. Throws where the
 * statements don't arrive at the coordinator, and where a table is spread in another way.
 */
export async function spreadTables(client: Client): Promise<Spreading[] | undefined> {
  const [citus] = await client.unsafe("select 1 from pg_extension where extname = 'citus'");
  if (!citus) return undefined;
  const [group] = await client.unsafe('select groupid::int as id from pg_dist_local_group');
  if (group?.id !== 0)
    throw new Error('DATABASE_URL leads to a worker of the cluster: give the address of its coordinator');
  const rows = await client.unsafe(
    'select table_name::text as table, citus_table_type as type, distribution_column as column from citus_tables',
  );
  const known = new Map(
    rows.map(({ table, type, column }) => [String(table), type === 'reference' ? EVERYWHERE : String(column)]),
  );
  // Written by replicas of the version before, which can't run on a cluster.
  if (!known.has('cases'))
    await client.unsafe(
      "update case_deadlines d set conversation_id = c.conversation_id from cases c where c.id = d.case_id and d.conversation_id = ''",
    );
  const done: Spreading[] = [];
  for (const spread of tables) {
    const { table } = spread;
    const how = 'by' in spread ? spread.by : 'everywhere' in spread ? EVERYWHERE : COORDINATOR;
    const is = known.get(table);
    if (is !== undefined && is !== how)
      throw new Error(
        `${table} is spread by ${is} and has to be by ${how}: undistribute_table('${table}') and migrate again`,
      );
    if (is === undefined && how !== COORDINATOR) await move(client, spread);
    done.push({ table, how, before: is !== undefined || how === COORDINATOR });
  }
  return done;
}

const EVERYWHERE = 'everywhere';
const COORDINATOR = 'coordinator';

async function move(client: Client, spread: Spread & { table: string }): Promise<void> {
  const { table } = spread;
  if ('by' in spread) {
    await client.unsafe('select create_distributed_table($1::text::regclass, $2::text, colocate_with => $3::text)', [
      table,
      spread.by,
      spread.beside ? nameOf(spread.beside) : 'none',
    ]);
  } else await client.unsafe('select create_reference_table($1::text::regclass)', [table]);
  // The rows that were moved would stay here on disk, unseen, and out of an erasure's reach.
  await client.unsafe('select truncate_local_data_after_distributing_table($1::text::regclass)', [table]);
}
