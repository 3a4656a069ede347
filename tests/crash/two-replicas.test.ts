import { expect, inject, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../db/open.ts';
import { Signals } from '../../services/signals.ts';
import { createLogger } from '../../telemetry/logger.ts';
import { freshDatabase } from '../../tools/lab/postgres.ts';
import { DeskProcess } from '../../tools/lab/processes.ts';
import { crash, EACH, KILLS, TIME_LIMIT } from './kit/crashes.ts';
import { faultsIn } from './kit/faults.ts';

const server = inject('postgres');

test.skipIf(!server)(
  `two replicas on PostgreSQL, killed ${KILLS} times in turn: customers go on with the other, and nothing is lost, doubled or out of order`,
  { timeout: TIME_LIMIT },
  async () => {
    const url = await freshDatabase(server ?? '');
    const replicas = [
      await DeskProcess.at({ DATABASE_URL: url }),
      await DeskProcess.at({ DATABASE_URL: url }),
    ] as const;
    onTestFinished(async () => void (await Promise.all(replicas.map((replica) => replica.end()))));

    const { kills, messages, customers } = await crash(replicas, { kills: KILLS, customers: 50, messages: EACH });
    expect(await Promise.all(replicas.map((replica) => replica.stop()))).toEqual([0, 0]);

    const opened = await openDatabase({ url }, { signals: new Signals(), logger: createLogger('silent') });
    onTestFinished(() => opened.close());
    expect(kills).toBe(KILLS);
    expect(messages).toBeGreaterThanOrEqual(50 * EACH);
    expect(await faultsIn(opened.database, customers)).toEqual([]);
  },
);
