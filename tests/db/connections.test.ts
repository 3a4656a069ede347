import { sql } from 'drizzle-orm';
import { afterEach, describe, expect, inject, test } from 'vitest';
import type { Patience } from '../../db/connection/open-server.ts';
import type { OpenDatabase } from '../../db/opened.ts';
import { openServer } from '../../db/server.ts';
import type { Drizzle } from '../../db/stores/drizzle.ts';
import { Signals } from '../../services/signals.ts';
import { isUnavailable } from '../../services/unavailable.ts';
import { createLogger } from '../../telemetry/logger.ts';
import { freshDatabase } from '../../tools/lab/postgres.ts';
import { Wire } from '../disturbance/kit/wire.ts';
import { networkTo } from './kit/relay.ts';

const server = inject('postgres');

/** Waits that end soon enough to be waited for in a test. */
const HURRIED: Patience = {
  openMs: 1_000,
  waitMs: 2_000,
  lockMs: 500,
  statementMs: 1_500,
  silenceMs: 700,
  transactionMs: 1_000,
  idleMs: 1_000,
};
/** Waits that no test of a busy machine comes to the end of. */
const PATIENT: Patience = {
  openMs: 20_000,
  waitMs: 30_000,
  lockMs: 20_000,
  statementMs: 20_000,
  silenceMs: 20_000,
  transactionMs: 30_000,
  idleMs: 30_000,
};

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function open(url: string, patience: Patience = PATIENT): Promise<OpenDatabase> {
  const opened = await openServer(url, { signals: new Signals(), logger: createLogger('silent'), patience });
  closing.push(() => opened.close());
  return opened;
}

const through = (url: string, parameters: string) => `${url}${url.includes('?') ? '&' : '?'}${parameters}`;

const pidOf = async (db: Drizzle): Promise<number> => {
  const [row] = (await db.execute(sql`select pg_backend_pid() as pid`)) as unknown as { pid: number }[];
  return Number(row?.pid);
};

/** Transactions, all at once; how each ended. */
const transactions = (db: Drizzle, count: number) =>
  Promise.all(
    Array.from({ length: count }, () =>
      db
        .transaction(async (tx) => {
          await tx.execute(sql`select pg_sleep(0.02)`);
          return pidOf(tx);
        })
        .then(
          (pid) => ({ pid }),
          (error: unknown) => ({ error }),
        ),
    ),
  );

const terminateOthers = (db: Drizzle) =>
  db.execute(
    sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  );

describe.skipIf(!server)('connections to a server', () => {
  test('sixty-four transactions on a fresh pool all end, on sixteen connections', async () => {
    const { drizzle: db } = await open(await freshDatabase(server ?? ''));
    const ended = await transactions(db, 64);
    expect(ended.filter((one) => 'error' in one)).toEqual([]);
    expect(new Set(ended.map((one) => 'pid' in one && one.pid)).size).toBe(16);
  });

  test.each([1, 2, 4, 12])(
    'are ended %i times while in use: every transaction settles, and the next ones are kept',
    async (times) => {
      const url = await freshDatabase(server ?? '');
      const { drizzle: db } = await open(url);
      const { drizzle: other } = await open(url);
      const running = Array.from({ length: 40 }, async () => {
        const results = [];
        for (let round = 0; round < 8; round++) results.push(...(await transactions(db, 1)));
        return results;
      });
      for (let time = 0; time < times; time++) {
        await terminateOthers(other);
        await transactions(other, 1);
      }
      const ended = (await Promise.all(running)).flat();
      expect(ended).toHaveLength(320);
      for (const one of ended) if ('error' in one) expect(isUnavailable(one.error)).toBe(true);
      expect((await transactions(db, 40)).filter((one) => 'error' in one)).toEqual([]);
    },
  );

  test('are replaced when they are too old, and nobody notices', async () => {
    const { drizzle: db } = await open(through(await freshDatabase(server ?? ''), 'max_lifetime=1&max=4'));
    const pids = new Set<number>();
    const until = performance.now() + 3_000;
    while (performance.now() < until)
      for (const one of await transactions(db, 8)) {
        expect(one).toHaveProperty('pid');
        if ('pid' in one) pids.add(one.pid);
      }
    expect(pids.size).toBeGreaterThan(4);
  });

  test('a network that goes silent: every transaction settles as unavailable, and all is well when it speaks again', async () => {
    const network = await networkTo(await freshDatabase(server ?? ''));
    closing.push(() => network.close());
    const { drizzle: db, ready } = await open(network.url, HURRIED);
    await transactions(db, 40);
    network.silent = true;
    for (const one of await transactions(db, 40)) expect(isUnavailable('error' in one && one.error)).toBe(true);
    await expect(ready()).rejects.toSatisfy(isUnavailable);
    network.silent = false;
    network.cut(); // what was held back is lost, as it would be
    await expect.poll(async () => (await transactions(db, 1)).every((one) => 'pid' in one)).toBe(true);
    await expect
      .poll(() =>
        ready().then(
          () => 'ready',
          () => 'not ready',
        ),
      )
      .toBe('ready');
  });

  test('what a desk held that can no longer be heard is let go by the server, long before the desk would give up', async () => {
    const url = await freshDatabase(server ?? '');
    const { hostname: host, port } = new URL(url);
    const wire = await Wire.to({ host, port: Number(port) });
    closing.push(() => wire.close());
    const through = new URL(url);
    through.host = `127.0.0.1:${wire.port}`;
    const { drizzle: unheard } = await open(through.href, { ...PATIENT, idleMs: 1_000 });
    const { drizzle: db } = await open(url);
    await db.execute(sql`create table held as select 1 as n`);
    let isHeld = false;
    const holding = unheard.transaction(async (tx) => {
      await tx.execute(sql`select * from held for update`);
      wire.silence();
      wire.flow({ forget: true });
      isHeld = true;
      await tx.execute(sql`select 1`);
    });
    holding.catch(() => undefined);
    await expect.poll(() => isHeld).toBe(true);
    await db.transaction((tx) => tx.execute(sql`select * from held for update`));
    await wire.close();
    await expect(holding).rejects.toSatisfy(isUnavailable);
  });

  test('a transaction whose work never ends is ended, takes nothing more, and keeps nothing', async () => {
    const { drizzle: db } = await open(await freshDatabase(server ?? ''), HURRIED);
    let late: Drizzle | undefined;
    const never = db.transaction(async (tx) => {
      await tx.execute(sql`create table left_behind ()`);
      late = tx as unknown as Drizzle;
      await new Promise(() => {});
    });
    await expect(never).rejects.toSatisfy(isUnavailable);
    await expect(late?.execute(sql`select 1`)).rejects.toThrow();
    const [row] = (await db.execute(sql`select to_regclass('left_behind') as found`)) as unknown as {
      found: unknown;
    }[];
    expect(row?.found).toBeNull();
  });

  test("a lock that a stranger holds is waited for as long as it may be, and others don't wait with it", async () => {
    const url = await freshDatabase(server ?? '');
    const { drizzle: db } = await open(url, HURRIED);
    const { drizzle: stranger } = await open(url);
    await db.execute(sql`create table locked as select 1 as n`);
    let letGo = () => {};
    const holding = stranger.transaction(async (tx) => {
      await tx.execute(sql`select * from locked for update`);
      await new Promise<void>((resolve) => {
        letGo = resolve;
      });
    });
    await expect.poll(() => letGo.toString()).not.toBe('() => {}');
    const wanting = db.transaction((tx) => tx.execute(sql`select * from locked for update`));
    expect((await transactions(db, 20)).filter((one) => 'error' in one)).toEqual([]);
    await expect(wanting).rejects.toSatisfy(isUnavailable);
    letGo();
    await holding;
    await db.transaction((tx) => tx.execute(sql`select * from locked for update`));
  });

  test('a part of a transaction can be taken back by itself', async () => {
    const { drizzle: db } = await open(await freshDatabase(server ?? ''));
    await db.execute(sql`create table parts (n int primary key)`);
    await db.transaction(async (tx) => {
      await tx.execute(sql`insert into parts values (1)`);
      await tx.transaction((part) => part.execute(sql`insert into parts values (1)`)).catch(() => undefined);
      await tx.transaction((part) => part.execute(sql`insert into parts values (2)`));
      await tx
        .transaction(async (part) => {
          await part.execute(sql`insert into parts values (3)`);
          throw new Error('not this one');
        })
        .catch(() => undefined);
    });
    const rows = (await db.execute(sql`select n from parts order by n`)) as unknown as { n: number }[];
    expect(rows.map(({ n }) => n)).toEqual([1, 2]);
  });

  test.each([
    ['datestyle', "'German'"],
    ['intervalstyle', "'sql_standard'"],
    ['bytea_output', "'escape'"],
    ['standard_conforming_strings', 'off'],
    ['timezone', "'America/New_York'"],
    ['extra_float_digits', '0'],
    ['default_transaction_isolation', "'serializable'"],
    ['statement_timeout', '50'],
    ['lock_timeout', '1'],
    ['search_path', "''"],
    ['search_path', "'pg_catalog'"],
    ['search_path', "'elsewhere'"],
    ['client_encoding', "'LATIN1'"],
  ])("a database's own %s = %s changes nothing", async (name, value) => {
    const url = await freshDatabase(server ?? '');
    const first = await open(url);
    await first.drizzle.execute(sql`create schema elsewhere`);
    await first.drizzle.execute(sql.raw(`alter database "${new URL(url).pathname.slice(1)}" set ${name} = ${value}`));
    const { database, drizzle: db } = await open(url);
    const [lasts] = (await db.execute(sql`select current_setting('statement_timeout') as lasts`)) as unknown as {
      lasts: string;
    }[];
    expect(lasts?.lasts).not.toBe('50ms');
    const content = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    const now = new Date('2026-11-28T01:02:03.456Z');
    const file = { id: 'a', conversationId: 'c', name: '"\\n"', contentType: 'x', size: content.length };
    await database.attachments.begin(file, now);
    await database.attachments.write('a', 0, content);
    await database.attachments.put(file, now);
    const kept = await database.attachments.get('a');
    expect((await database.attachments.read('a', 0))?.equals(content)).toBe(true);
    expect(kept).toMatchObject({ name: '"\\n"', createdAt: now });
    await database.transaction(async ({ attachments }) => {
      expect(await attachments.get('a')).toMatchObject({ createdAt: now });
    });
  });

  test('statements for any number of conversations are one statement', async () => {
    const { database, drizzle: db } = await open(through(await freshDatabase(server ?? ''), 'max=1'));
    for (let count = 1; count <= 60; count++)
      await database.conversations.heads(Array.from({ length: count }, (_, at) => `conversation ${at}`));
    const [row] = (await db.execute(sql`select count(*)::int as kept from pg_prepared_statements`)) as unknown as {
      kept: number;
    }[];
    expect(row?.kept).toBeLessThan(10);
  });
});
