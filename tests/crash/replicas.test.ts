import postgres from 'postgres';
import { expect, inject, test } from 'vitest';
import { freshDatabase } from '../kit/postgres.ts';
import { DeskProcess } from '../kit/processes.ts';

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
    try {
      for (const replica of replicas) replica.start();
      await Promise.all(replicas.map((replica) => replica.ready()));

      const count = async (what: string) => Number((await sql.unsafe(`select count(*) from ${what}`))[0]?.count);
      expect({
        migrations: await count('drizzle.__drizzle_migrations group by hash having count(*) > 1'),
        customers: await count('customers where sample'),
        policies: await count('policies where sample'),
        admins: await count(`agents where email = 'admin@localhost'`),
        tokenKeys: await count(`secrets where name = 'direct-line-tokens'`),
      }).toMatchObject({ customers: 3, policies: 6, admins: 1, tokenKeys: 1 });
      // The password that was made up is printed by the one replica that made it.
      expect(replicas.filter(({ printed }) => printed.includes('with the password'))).toHaveLength(1);
    } finally {
      await Promise.all(replicas.map((replica) => replica.kill()));
      await sql.end();
    }
  },
);
