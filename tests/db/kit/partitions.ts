import type postgres from 'postgres';
import { tables } from '../../../db/spreading.ts';

/** More than one, so that what isn't told apart is seen; a value's partition is chosen by its hash, as a server is. */
const PARTS = 16;

/**
 * Makes every spread table one of partitions by the column that it is spread by. PostgreSQL then holds it to what a
 * cluster does: a unique index without that column is refused, and a plan shows which partitions a statement goes to.
 */
export async function partition(server: postgres.Sql): Promise<void> {
  for (const spread of tables) {
    if (!('by' in spread)) continue;
    const { table, by } = spread;
    await server.unsafe(`
      alter table ${table} rename to ${table}_whole;
      create table ${table} (like ${table}_whole including all) partition by hash (${by});
      ${Array.from({ length: PARTS }, (_, part) => `create table ${table}_part${part} partition of ${table} for values with (modulus ${PARTS}, remainder ${part});`).join('\n')}
      insert into ${table} select * from ${table}_whole;
      drop table ${table}_whole`);
  }
}

interface Plan {
  'Relation Name'?: string;
  'Node Type': string;
  Plans?: Plan[];
}

/** A statement as it was sent. */
export interface Sent {
  text: string;
  parameters: readonly unknown[];
}

/** The partitions that a statement reads, changes or locks, without those that rows are inserted into: these name their own. */
export async function partsOf(server: postgres.Sql, { text, parameters }: Sent): Promise<string[]> {
  const [row] = await server.unsafe(`explain (format json, costs off) ${text}`, parameters as never[]);
  const found = new Set<string>();
  const walk = (plan: Plan): void => {
    const name = plan['Relation Name'];
    if (name !== undefined && /_part\d+$/.test(name)) found.add(name);
    for (const below of plan.Plans ?? []) walk(below);
  };
  const explained = row?.['QUERY PLAN'] as [{ Plan: Plan }] | undefined;
  if (!explained) throw new Error(`no plan of: ${text}`);
  walk(explained[0].Plan);
  return [...found].toSorted();
}
