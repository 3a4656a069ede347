import { expect, test } from 'vitest';
import { readAmounts, readTimes, valueFigures } from '../../../tools/eval/values.ts';

/*
 * What `desk eval values` prints. These are floors and ceilings: they rise and fall with what is reached, and never go
 * back. The aims stand in tools/eval/printed/values.ts.
 */
test.each([
  ['times', 'open', readTimes, { right: 0.97, silentlyWrong: 0.005 }],
  ['times', 'held-back', readTimes, { right: 0.84, silentlyWrong: 0.064 }],
  ['amounts', 'open', readAmounts, { right: 0.99, silentlyWrong: 0 }],
  ['amounts', 'held-back', readAmounts, { right: 0.91, silentlyWrong: 0.032 }],
] as const)('%s of the %s half are read, and few are read wrong', (_, half, read, most) => {
  const { right, silentlyWrong } = valueFigures(read(half));
  expect(right).toBeGreaterThanOrEqual(most.right);
  expect(silentlyWrong).toBeLessThanOrEqual(most.silentlyWrong);
});
