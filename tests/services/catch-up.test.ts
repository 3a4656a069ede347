import { expect, test } from 'vitest';
import { CatchUp } from '../../services/catch-up.ts';

/** A reader whose readings end when the test says so. */
function reader() {
  const under: { end(): void; fail(error: Error): void }[] = [];
  const failures: unknown[] = [];
  let begun = 0;
  let most = 0;
  const catchUp = new CatchUp({
    read: () =>
      new Promise((resolve, reject) => {
        begun += 1;
        under.push({ end: resolve, fail: reject });
        most = Math.max(most, under.length);
      }),
    failed: (error) => void failures.push(error),
  });
  /** Ends the reading under way, and lets what follows from that happen. */
  const over = async (error?: Error): Promise<void> => {
    const reading = under.pop();
    if (error) reading?.fail(error);
    else reading?.end();
    await new Promise(setImmediate);
  };
  return { catchUp, failures, over, begun: () => begun, most: () => most };
}

test.each([
  ['no hint', 0, 1],
  ['one hint', 1, 2],
  ['many hints', 5, 2],
])('%s during a reading: readings in all, one at a time', async (_what, hints, readings) => {
  const { catchUp, over, begun, most } = reader();
  catchUp.hint();
  for (let count = 0; count < hints; count++) catchUp.hint();
  expect(begun()).toBe(1);
  await over();
  await over();
  expect([begun(), most(), catchUp.readings]).toEqual([readings, 1, undefined]);
});

test('reads again after each hint that comes when all is read', async () => {
  const { catchUp, over, begun } = reader();
  for (const readings of [1, 2, 3]) {
    catchUp.hint();
    expect(begun()).toBe(readings);
    await over();
  }
});

test('a reading that knows of more hints by itself', async () => {
  let left = 3;
  const catchUp: CatchUp = new CatchUp({
    read: async () => {
      left -= 1;
      if (left > 0) catchUp.hint();
    },
    failed: () => {},
  });
  catchUp.hint();
  await catchUp.readings;
  expect(left).toBe(0);
});

test('a hint in the moment in which the last reading ends is not lost', async () => {
  for (let breaths = 0; breaths < 8; breaths++) {
    const { catchUp, over, begun } = reader();
    catchUp.hint();
    const ended = over();
    for (let breath = 0; breath < breaths; breath++) await undefined;
    catchUp.hint();
    await ended;
    expect(begun(), `after ${breaths} breaths`).toBe(2);
  }
});

test('a failed reading is told of; a hint that came during it, or comes after it, reads again', async () => {
  const { catchUp, failures, over, begun } = reader();
  catchUp.hint();
  catchUp.hint();
  await over(new Error('away'));
  expect([begun(), failures]).toEqual([2, [new Error('away')]]);
  await over(new Error('still away'));
  expect(catchUp.readings).toBeUndefined();
  catchUp.hint();
  await over();
  expect([begun(), failures.length]).toEqual([3, 2]);
});

test('a reading that throws at once is one that failed', async () => {
  const failures: unknown[] = [];
  const catchUp = new CatchUp({
    read: () => {
      throw new Error('at once');
    },
    failed: (error) => void failures.push(error),
  });
  for (const count of [1, 2]) {
    catchUp.hint();
    await catchUp.readings;
    expect([failures.length, catchUp.readings]).toEqual([count, undefined]);
  }
});

test('who waits for the readings waits for the one that a hint led to as well', async () => {
  const { catchUp, over } = reader();
  let waited = false;
  catchUp.hint();
  void catchUp.readings?.then(() => {
    waited = true;
  });
  catchUp.hint();
  await over();
  expect(waited).toBe(false);
  await over();
  expect(waited).toBe(true);
});

test('stopped, it ends what it reads and begins nothing more', async () => {
  const { catchUp, over, begun } = reader();
  catchUp.hint();
  catchUp.hint();
  catchUp.stop();
  expect(catchUp.readings).toBeInstanceOf(Promise);
  await over();
  catchUp.hint();
  expect([begun(), catchUp.readings]).toEqual([1, undefined]);
});
