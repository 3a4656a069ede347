import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../db/open.ts';
import { Signals } from '../../services/signals.ts';
import { createLogger } from '../../telemetry/logger.ts';
import { Chance } from '../../tools/lab/chance.ts';
import { DeskProcess } from '../../tools/lab/processes.ts';
import { Crowd } from '../disturbance/kit/crowd.ts';
import { missing } from '../disturbance/kit/needs.ts';
import { SmallDisk } from '../disturbance/kit/small-disk.ts';
import { faultsIn } from './kit/faults.ts';

const MEGABYTES = 400;
const WITHIN = { timeout: 30_000, interval: 50 };

/* A disk of memory is mounted for it, which root alone may. */
test.skipIf(missing(['root']).length > 0)(
  'the embedded database on a full disk: what was acknowledged is there, readiness is true to it, and the desk goes on when there is room',
  { timeout: 180_000 },
  async () => {
    const disk = new SmallDisk(MEGABYTES);
    const folder = join(disk.folder, 'desk');
    mkdirSync(folder);
    const desk = await DeskProcess.at({ DATA_DIR: folder });
    onTestFinished(async () => {
      await desk.end();
      disk.remove();
    });
    desk.start();
    await desk.ready();
    const crowd = new Crowd(desk, 10, new Chance(1));
    await crowd.begin(2);
    const isReady = async () => (await fetch(`${desk.url}/health/ready`)).ok;

    disk.fill();
    await expect.poll(isReady, WITHIN).toBe(false);
    disk.empty();
    await expect.poll(isReady, WITHIN).toBe(true);
    const { stuck } = await crowd.goingOn(performance.now(), 30_000);
    expect(stuck).toEqual([]);
    await crowd.end(10_000);
    desk.mustRun();
    expect(await desk.stop()).toBe(0);

    const opened = await openDatabase({ folder }, { signals: new Signals(), logger: createLogger('silent') });
    onTestFinished(() => opened.close());
    expect(crowd.customers.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0)).toBeGreaterThan(20);
    expect(await faultsIn(opened.database, crowd.customers)).toEqual([]);
  },
);
