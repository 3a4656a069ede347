import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepCheckpoints } from '../../anchors/keeper.ts';
import { openCheckpoint } from '../../services/checkpoints/checkpoint.ts';
import { createLogger } from '../../telemetry/logger.ts';
import { type HeadsDesk, openHeads } from '../kit/heads.ts';

let desk: HeadsDesk;
beforeAll(async () => {
  desk = await openHeads({ DATA_DIR: 'memory://' });
});
afterAll(() => desk.opened.close());

test('the tree is kept by itself, and a stop waits for the step in hand', async () => {
  const { database, keys, clock } = desk;
  const logger = createLogger('silent');
  const stop = keepCheckpoints({ database, keys, writingTime: clock.tell, logger, everyMs: 20, ports: [] });
  const newest = async () => openCheckpoint((await database.tree.newestCheckpoint())?.note ?? '', keys.known);
  await desk.say('a');
  await expect.poll(newest, { timeout: 20_000 }).toMatchObject({ size: 1 });
  await desk.say('a');
  await expect.poll(newest, { timeout: 20_000 }).toMatchObject({ size: 2 });
  await stop();
});
