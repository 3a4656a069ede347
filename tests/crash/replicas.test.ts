import postgres from 'postgres';
import { expect, inject, onTestFinished, test } from 'vitest';
import { seedSamples } from '../../book/samples.ts';
import { openDatabase } from '../../db/open.ts';
import { Signals } from '../../services/signals.ts';
import { systemClock } from '../../services/time/clock.ts';
import { createLogger } from '../../telemetry/logger.ts';
import { freshDatabase } from '../../tools/lab/postgres.ts';
import { DeskProcess } from '../../tools/lab/processes.ts';

const server = inject('postgres');
const REPLICAS = 6;

test.skipIf(!server)(
  `${REPLICAS} replicas that start on one empty database all become ready, and make everything once`,
  { timeout: 240_000 },
  async () => {
    const url = await freshDatabase(server ?? '');
    const replicas = await Promise.all(
      Array.from({ length: REPLICAS }, () => DeskProcess.at({ DATABASE_URL: url, INBOX_ADMIN_PASSWORD: '' })),
    );
    const sql = postgres(url, { max: 1 });
    onTestFinished(async () => {
      await Promise.all(replicas.map((replica) => replica.end()));
      await sql.end();
    });
    for (const replica of replicas) replica.start();
    await Promise.all(replicas.map((replica) => replica.ready()));

    const opened = await openDatabase({ url }, { signals: new Signals(), logger: createLogger('silent') });
    onTestFinished(() => opened.close());
    const count = async (what: string) => Number((await sql.unsafe(`select count(*) from ${what}`))[0]?.count);
    expect({
      repeatedMigrations:
        (await count('drizzle.__drizzle_migrations')) -
        (await count('(select distinct hash from drizzle.__drizzle_migrations) as migrations')),
      samplesMissing: await seedSamples(opened.drizzle, { clock: systemClock, zone: 'Asia/Shanghai' }),
      admins: await count(`agents where email = 'admin@localhost'`),
      tokenKeys: await count(`secrets where name = 'direct-line-tokens'`),
    }).toEqual({
      repeatedMigrations: 0,
      samplesMissing: { customers: 0, policies: 0, cases: 0 },
      admins: 1,
      tokenKeys: 1,
    });
    // The password that was made up is printed by the one replica that made it.
    expect(replicas.filter(({ printed }) => printed.includes('with the password'))).toHaveLength(1);
  },
);
