import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { sql } from 'drizzle-orm';
import { expect, onTestFinished, test } from 'vitest';
import { openEmbedded } from '../../db/embedded.ts';
import { createLogger } from '../../telemetry/logger.ts';

test('after a statement that failed, every other statement still gets its own answer', async () => {
  const opened = await openEmbedded('memory://', { logger: createLogger('silent') });
  onTestFinished(() => opened.close());
  const { drizzle: db } = opened;
  await db.execute(sql`create table once (n int primary key)`);
  const insert = (n: number) => sql`insert into once values (${n})`;
  const number = (n: number) => sql`select ${n}::int as answer`;
  const text = (said: string) => sql`select ${said}::text as answer`;
  const asked = [
    insert(1),
    number(42),
    text('hello'),
    insert(1),
    sql`selekt ${1}::int`,
    number(43),
    sql`select nothing`,
    sql`select 44 as answer`,
  ];

  const ask = (client: Pick<typeof db, 'execute'>) =>
    Promise.all(
      asked.map((statement) =>
        client.execute(statement).then(
          (rows) => (rows as unknown as { answer: unknown }[])[0]?.answer ?? 'done',
          (error: { cause?: { code?: string } }) => error.cause?.code,
        ),
      ),
    );
  for (let round = 0; round < 3; round++)
    expect(await ask(db)).toEqual([round === 0 ? 'done' : '23505', 42, 'hello', '23505', '42601', 43, '42703', 44]);

  // Also in a transaction, where the statements are sent behind one another: after the first failure all are refused.
  await expect(
    db.transaction(async (tx) => {
      const [, ...rest] = await ask(tx);
      expect(rest).toEqual(Array.from({ length: 7 }, () => '25P02'));
    }),
  ).rejects.toThrow();
  expect(await ask(db)).toEqual(['23505', 42, 'hello', '23505', '42601', 43, '42703', 44]);
});

test('a transaction that was given up leaves the one session of the database to others', async () => {
  const opened = await openEmbedded('memory://', { logger: createLogger('silent') });
  onTestFinished(() => opened.close());
  const { drizzle: db } = opened;
  await expect(
    db.transaction(async (tx) => {
      await tx.execute(sql`create table left_behind ()`);
      throw new Error('given up');
    }),
  ).rejects.toThrow('given up');
  const [row] = (await db.execute(sql`select to_regclass('left_behind') as found`)) as unknown as { found: unknown }[];
  expect(row?.found).toBeNull();
  await opened.ready();
});

test('of what was read nothing stays in memory: PGlite would keep every answer for good', async () => {
  const opened = await openEmbedded('memory://', { logger: createLogger('silent') });
  onTestFinished(() => opened.close());
  const { drizzle: db } = opened;
  const MB = 1024 * 1024;
  const read = async (times: number) => {
    for (let n = 0; n < times; n++) await db.execute(sql`select repeat('x', ${MB}::int) as content`);
    collectGarbage();
    return process.memoryUsage().heapUsed;
  };
  const before = await read(5);
  expect((await read(60)) - before).toBeLessThan(10 * MB);
});

/** What is held after it is held by somebody. */
const collectGarbage = (): void => {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
};
