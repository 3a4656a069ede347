import { expect, onTestFinished, test } from 'vitest';
import { DISTURBANCES } from '../disturbance/disturbances/all.ts';
import { openLab, run } from '../disturbance/kit/lab.ts';
import { missing } from '../disturbance/kit/needs.ts';

/** A machine that does other things may take long; who is stuck for good is stuck after this too. */
const GOING_ON_WITHIN_MS = 60_000;

/** `npm run soak` tries more of them. */
const NAMES = (process.env.DISTURBANCES ?? 'terminated-4').split(' ');

// How long it takes is measured by `npm run disturb`, which has all the others too.
test.each(DISTURBANCES.filter(({ name, needs }) => NAMES.includes(name) && !missing(needs)[0]))(
  '$name: nothing acknowledged is lost, doubled or out of order, and every conversation goes on',
  { timeout: 240_000 },
  async (disturbance) => {
    const lab = await openLab(disturbance);
    onTestFinished(() => lab.close());
    expect(await run(lab, disturbance, GOING_ON_WITHIN_MS)).toMatchObject({
      lost: 0,
      twice: 0,
      disordered: 0,
      faults: [],
      stuck: 0,
      stuckAfterRestart: 0,
      stopCode: 0,
    });
  },
);
