import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { Customer } from '../kit/customer.ts';
import { DeskProcess } from '../kit/processes.ts';

const filesIn = (folder: string): number => readdirSync(folder, { recursive: true }).length;

test('a first start that is killed again and again while it copies its database begins again, and is whole', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'policydesk-first-'));
  const desk = await DeskProcess.at({ DATA_DIR: folder });
  onTestFinished(async () => {
    await desk.end();
    await rm(folder, { recursive: true, force: true });
  });
  // The prepared database has about a thousand files.
  for (const files of [20, 400, 990]) {
    desk.start();
    while (filesIn(folder) < files) {
      desk.mustRun();
      await wait(1);
    }
    await desk.kill();
    await rm(join(folder, 'pglite', 'postgresql.conf'), { force: true }); // one of the last
  }
  desk.start();
  await desk.ready();
  const customer = new Customer(desk.url);
  expect((await customer.open()).map(({ channelData }) => channelData?.policydesk?.key)).toEqual(['greeting.welcome']);
});
