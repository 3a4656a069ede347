import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../db/open.ts';
import { Signals } from '../../services/signals.ts';
import { createLogger } from '../../telemetry/logger.ts';
import { DeskProcess } from '../../tools/lab/processes.ts';
import { crash, EACH, KILLS, TIME_LIMIT } from './kit/crashes.ts';
import { faultsIn } from './kit/faults.ts';

test(`one desk on the embedded database, killed ${KILLS} times: nothing is lost, doubled or out of order`, {
  timeout: TIME_LIMIT,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'policydesk-crash-'));
  const desk = await DeskProcess.at({ DATA_DIR: folder });
  onTestFinished(async () => {
    await desk.end();
    await rm(folder, { recursive: true, force: true });
  });

  const { kills, messages, customers } = await crash([desk], { kills: KILLS, customers: 50, messages: EACH });
  expect(await desk.stop()).toBe(0);

  const opened = await openDatabase({ folder }, { signals: new Signals(), logger: createLogger('silent') });
  onTestFinished(() => opened.close());
  expect(kills).toBe(KILLS);
  expect(messages).toBeGreaterThanOrEqual(50 * EACH);
  expect(await faultsIn(opened.database, customers)).toEqual([]);
});
