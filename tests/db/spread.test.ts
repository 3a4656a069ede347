import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { OpenDatabase } from '../../db/opened.ts';
import { spreadServer } from '../../db/server.ts';
import { tables } from '../../db/spreading.ts';
import { createLogger } from '../../telemetry/logger.ts';
import { freshDatabase } from '../../tools/lab/postgres.ts';
import { DATABASES, openPlace } from '../kit/databases.ts';
import { standIn } from './kit/citus.ts';

const _logger = createLogger('silent');

describe.each(DATABASES)('the migrated schema on $kind', ({ available, fresh }) => {
  describe.skipIf(!available)('can be spread', () => {
    let opened: OpenDatabase;
    beforeAll(async () => {
      opened = await openPlace(await fresh());
    });
    afterAll(() => opened.close());

    const read = async <Row>(query: string): Promise<Row[]> => [
      ...((await opened.drizzle.execute(sql.raw(query))) as unknown as Row[]),
    ];

    test('every table says how', async () => {
      const made = await read<{ name: string }>("select tablename as name from pg_tables where schemaname = 'public'");
      expect(tables.map(({ table }) => table).toSorted()).toEqual(made.map(({ name }) => name).toSorted());
    });

    test('every unique index holds the column by which its table is spread', async () => {
      const indexes = await read<{ table: string; index: string; columns: string[] }>(`
        select t.relname as table, i.relname as index, array(
          select a.attname::text from pg_attribute a where a.attrelid = t.oid and a.attnum = any(x.indkey)) as columns
        from pg_index x join pg_class t on t.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
        where x.indisunique and t.relnamespace = 'public'::regnamespace`);
      expect(indexes.length).toBeGreaterThan(tables.length / 2);
      const without = tables.flatMap((spread) =>
        'by' in spread
          ? indexes.filter(({ table, columns }) => table === spread.table && !columns.includes(spread.by))
          : [],
      );
      expect(without).toEqual([]);
    });

    test('no foreign key, trigger or sequence ties rows that stand apart', async () => {
      const ties = await read(`
        select conname as name from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace
        union all select tgname from pg_trigger t join pg_class c on c.oid = t.tgrelid
          where not tgisinternal and relnamespace = 'public'::regnamespace
        union all select relname from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace`);
      expect(ties).toEqual([]);
    });
  });
});

describe.skipIf(!inject('postgres'))('desk migrate', () => {
  const fresh = () => freshDatabase(inject('postgres') ?? '');

  test('spreads nothing where there is no cluster', async () => {
    expect(await spreadServer(await fresh())).toBeUndefined();
  });

  describe('at the coordinator of a cluster', () => {
    let url: string;
    let server: postgres.Sql;
    beforeAll(async () => {
      url = await fresh();
      server = postgres(url, { max: 1, onnotice: () => undefined });
      await standIn(server);
    });
    afterAll(() => server.end());

    test('spreads each table once, beside what it belongs to, and moves what it held', async () => {
      const spread = (await spreadServer(url)) ?? [];
      expect(spread.map(({ table }) => table)).toEqual(tables.map(({ table }) => table));
      const called = await server`select name, given from called order by n`;
      expect(called.slice(0, 4).map(({ name, given }) => [name, ...given])).toEqual([
        ['create_distributed_table', 'conversations', 'id', 'none'],
        ['truncate_local_data_after_distributing_table', 'conversations'],
        ['create_distributed_table', 'activities', 'conversation_id', 'conversations'],
        ['truncate_local_data_after_distributing_table', 'activities'],
      ]);
      const moved = called.flatMap(({ name, given }) => (name.startsWith('create_') ? [given[0]] : []));
      expect(moved).toEqual(tables.filter((one) => !('coordinator' in one)).map(({ table }) => table));
      expect(called).toHaveLength(2 * moved.length);
    });

    test('does nothing more the second time', async () => {
      const [before] = await server`select count(*)::int as number from called`;
      const spread = (await spreadServer(url)) ?? [];
      expect(spread.every(({ before }) => before)).toBe(true);
      expect(await server`select count(*)::int as number from called`).toEqual([before]);
    });

    test('goes on where it was cut off', async () => {
      await server`delete from citus_tables where table_name::text in ('policies', 'case_references')`;
      const spread = (await spreadServer(url)) ?? [];
      expect(spread.filter(({ before }) => !before).map(({ table }) => table)).toEqual(['case_references', 'policies']);
    });

    test('refuses a table that is spread in another way, and a worker', async () => {
      await server`update citus_tables set distribution_column = 'message_id' where table_name::text = 'activities'`;
      await expect(spreadServer(url)).rejects.toThrow('activities is spread by message_id');
      await server`update pg_dist_local_group set groupid = 2`;
      await expect(spreadServer(url)).rejects.toThrow('coordinator');
    });
  });
});
