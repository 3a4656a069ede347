import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/*
 * `npm run soak`: the tests that find more the longer they go on, for longer than `npm test` has time for: kills,
 * disturbances, interleavings, customers at random, floods. Each may be set in the environment; seeds are printed.
 */
const vitest = join(import.meta.dirname, '..', 'node_modules', '.bin', 'vitest');
const LONGER = {
  CRASH_KILLS: '30',
  CRASH_MESSAGES: '40',
  RANDOM_CUSTOMERS: '5000',
  FLOODS_ON_BOTH: 'yes',
  INTERLEAVINGS: '20000',
  DISTURBANCES: 'terminated-4 stopped-immediate held locked',
};

const { status } = spawnSync(
  vitest,
  ['run', 'tests/crash', 'tests/bots/interleavings', 'tests/conversations/random', 'tests/direct-line/floods.test.ts'],
  {
    stdio: 'inherit',
    env: { ...LONGER, ...process.env },
  },
);
process.exitCode = status ?? 1;
