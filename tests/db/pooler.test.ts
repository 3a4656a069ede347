import { once } from 'node:events';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { readAddress } from '../../db/connection/address.ts';
import { openerOf, PATIENCE } from '../../db/connection/open-server.ts';
import { refuseTransactionPooler, TransactionPooler } from '../../db/connection/pooler.ts';
import { openServer } from '../../db/server.ts';
import { Signals } from '../../services/signals.ts';
import { createLogger } from '../../telemetry/logger.ts';
import { freshDatabase } from '../../tools/lab/postgres.ts';
import { spawnProgram } from '../../tools/lab/processes.ts';
import { programAt } from '../disturbance/kit/needs.ts';
import { PgBouncer } from '../kit/pgbouncer.ts';

const server = inject('postgres');
const program = programAt('pgbouncer');

if (!program) console.warn('\n*** NO PGBOUNCER: its tests are SKIPPED (Debian: pgbouncer). ***\n');

async function pooler(mode: 'session' | 'transaction' | 'statement'): Promise<PgBouncer> {
  const bouncer = await PgBouncer.before(await freshDatabase(server ?? ''), program ?? '', mode);
  onTestFinished(() => bouncer.remove());
  await bouncer.start();
  return bouncer;
}

const given = () => ({ signals: new Signals(), logger: createLogger('silent') });

describe.skipIf(!server || !program)('PgBouncer before the desk', () => {
  test('in transaction mode, the desk does not start and says what to set', async () => {
    const { url } = await pooler('transaction');
    const desk = spawnProgram('start.js', {
      DATABASE_URL: url,
      PORT: '0',
      INBOX_ADMIN_PASSWORD: 'a password for tests',
    });
    onTestFinished(() => void desk.kill('SIGKILL'));
    let said = '';
    desk.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    const [code] = await once(desk, 'close');
    expect(code).toBe(1);
    expect(said).toMatch(
      /^The desk can't start: DATABASE_URL leads through a pooler in transaction mode.*name the server itself, or a port of the pooler with pool_mode=session/,
    );
  });

  test.each(['transaction', 'statement'] as const)(
    'in %s mode it is known, whatever else its other clients keep busy',
    async (mode) => {
      const bouncer = await pooler(mode);
      const open = openerOf(readAddress(bouncer.url), { parsers: {}, serializers: {} }, PATIENCE);
      const others = await Promise.all(Array.from({ length: 6 }, () => open()));
      let busy = true;
      const work = others.map(async (other) => {
        while (busy) await other.send('select pg_sleep(0.002)');
        other.close();
      });
      for (let start = 0; start < 10; start++)
        await expect(refuseTransactionPooler(() => open())).rejects.toThrow(TransactionPooler);
      busy = false;
      await Promise.all(work);
    },
  );

  test('in session mode the desk works, and goes on when the pooler was killed', async () => {
    const bouncer = await pooler('session');
    const opened = await openServer(bouncer.url, given());
    onTestFinished(() => opened.close());
    await opened.ready();
    await bouncer.kill();
    await bouncer.start();
    await expect
      .poll(
        () =>
          opened.ready().then(
            () => true,
            () => false,
          ),
        { timeout: 5_000 },
      )
      .toBe(true);
  });
});
