import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { DeskProcess } from '../../tools/lab/processes.ts';
import { Customer } from '../kit/customer.ts';

const filesIn = (folder: string): number => readdirSync(folder, { recursive: true }).length;

/** The prepared database that a first start copies has about a thousand. */
const HALF = 500;

test('a first start that is killed while it copies its database leaves nothing that the next one stumbles over', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'policydesk-first-'));
  const desk = await DeskProcess.at({ DATA_DIR: folder });
  onTestFinished(async () => {
    await desk.end();
    await rm(folder, { recursive: true, force: true });
  });
  desk.start();
  while (filesIn(folder) < HALF) {
    desk.mustRun();
    await wait(1);
  }
  await desk.kill();

  desk.start();
  await desk.ready();
  const customer = new Customer(desk.url);
  expect((await customer.open()).map(({ channelData }) => channelData?.policydesk?.key)).toEqual(['greeting.welcome']);
  expect(existsSync(join(folder, 'pglite.copying'))).toBe(false);
});
