import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openDatabase } from '../../db/open.ts';
import type { OpenDatabase } from '../../db/opened.ts';
import { Signals } from '../../services/signals.ts';
import { Unavailable } from '../../services/unavailable.ts';
import { createLogger } from '../../telemetry/logger.ts';
import { freshDatabase } from '../../tools/lab/postgres.ts';

/*
 * A full disk, as a server tells of one (SQLSTATE 53100): a turn needs new room and finds none, a row that is written
 * in its place finds its own. The real one is `npm run disturb -- disk-full`.
 */
const server = inject('postgres');

describe.skipIf(!server)('readiness where there is no room', () => {
  let opened: OpenDatabase;
  const run = (statement: string) => opened.drizzle.execute(sql.raw(statement));
  const tables = async () =>
    ((await run("select 1 from pg_class where relname like 'room\\_%'")) as unknown as unknown[]).length;
  beforeAll(async () => {
    const url = await freshDatabase(server ?? '');
    opened = await openDatabase({ url }, { signals: new Signals(), logger: createLogger('silent') });
    await run(`create function no_room() returns event_trigger language plpgsql as
      $$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`);
  });
  afterAll(() => opened.close());

  const fails = () =>
    expect(run("do $$ begin raise exception 'no space' using errcode = '53100'; end $$")).rejects.toThrow();

  test('is not told before a turn has met it, because a row in its place is written', async () => {
    await run(
      "create event trigger full_disk on ddl_command_start when tag in ('CREATE TABLE AS') execute function no_room()",
    );
    await opened.ready();
  });

  test('is told as soon as a turn has met it, and as long as there is none', async () => {
    await fails();
    for (let look = 0; look < 3; look += 1) await expect(opened.ready()).rejects.toThrow(Unavailable);
  });

  test('is over when there is room again, and nothing stays of having looked', async () => {
    await run('drop event trigger full_disk');
    await opened.ready();
    await fails();
    await opened.ready();
    expect(await tables()).toBe(0);
  });

  test('another failure is none of it', async () => {
    await run(
      "create event trigger full_disk on ddl_command_start when tag in ('CREATE TABLE AS') execute function no_room()",
    );
    await expect(run('select 1/0')).rejects.toThrow();
    await opened.ready();
    await run('drop event trigger full_disk');
  });
});

test.skipIf(!server)(
  'a row that a lost transaction still holds is left behind: the next look has one of its own',
  async () => {
    const url = await freshDatabase(server ?? '');
    const [desk, other] = [await openQuietly(url), await openQuietly(url)];
    await desk.ready();
    await other.drizzle.transaction(async (tx) => {
      await tx.execute(sql`select * from replicas for update`);
      await expect.poll(() => isReady(desk), { timeout: 10_000 }).toBe(false);
      await expect.poll(() => isReady(desk), { timeout: 4_000, interval: 100 }).toBe(true);
    });
    await Promise.all([desk.close(), other.close()]);
  },
);

const openQuietly = (url: string) => openDatabase({ url }, { signals: new Signals(), logger: createLogger('silent') });
const isReady = (desk: OpenDatabase): Promise<boolean> =>
  desk.ready().then(
    () => true,
    () => false,
  );
