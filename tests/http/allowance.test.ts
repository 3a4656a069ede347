import { AsyncLocalStorage } from 'node:async_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Allowance } from '../../http/allowance.ts';

/** A clock that stands until it is moved, in milliseconds. */
const clock = () => {
  const at = { ms: 1_000 };
  return { at, now: () => at.ms };
};

test('an allowance gives so much to each, and then says how long to wait', async () => {
  const { at, now } = clock();
  const allowance = new Allowance({ points: 3, seconds: 60, now });
  for (const asked of [1, 2, 3]) expect(await allowance.take('one')).toEqual({ wait: 0, asked });
  at.ms += 20_500;
  expect(await allowance.take('one')).toEqual({ wait: 40, asked: 4 });
  expect(await allowance.take('another', 3)).toEqual({ wait: 0, asked: 3 });
  at.ms += 39_499;
  expect(await allowance.take('one')).toEqual({ wait: 1, asked: 5 });
  at.ms += 1;
  expect(await allowance.take('one')).toEqual({ wait: 0, asked: 1 });
});

test('an allowance remembers a bounded number of names, those that came last', async () => {
  const allowance = new Allowance({ points: 1, seconds: 60, most: 100 });
  for (let n = 0; n < 50_000; n++) await allowance.take(`invented ${n}`);
  expect(allowance.remembered).toBe(100);
  expect((await allowance.take('invented 49999')).wait).toBeGreaterThan(0);
  expect((await allowance.take('invented 1')).wait).toBe(0); // forgotten
});

test('who has taken nothing for a whole time is forgotten', async () => {
  const { at, now } = clock();
  const allowance = new Allowance({ points: 1, seconds: 60, now });
  for (let n = 0; n < 500; n++) await allowance.take(`visitor ${n}`);
  at.ms += 60_000;
  await allowance.take('another');
  expect(allowance.remembered).toBe(1);
});

test('nobody gets more than their share of a time, whoever else comes, and each gets it', async () => {
  const takes = fc.array(
    fc.record({ after: fc.nat(30_000), key: fc.constantFrom('a', 'b', 'c'), points: fc.integer({ min: 1, max: 4 }) }),
    { maxLength: 60 },
  );
  await fc.assert(
    fc.asyncProperty(takes, async (given) => {
      const { at, now } = clock();
      const allowance = new Allowance({ points: 5, seconds: 60, now });
      const plain = new Map<string, { from: number; asked: number }>();
      for (const { after, key, points } of given) {
        at.ms += after;
        const before = plain.get(key);
        const span = before && at.ms < before.from + 60_000 ? before : { from: at.ms, asked: 0 };
        const asked = span.asked + points;
        plain.set(key, { from: span.from, asked });
        const wait = asked <= 5 ? 0 : Math.ceil((span.from + 60_000 - at.ms) / 1000);
        expect(await allowance.take(key, points)).toEqual({ wait, asked });
      }
    }),
    { seed: 9, numRuns: 200 },
  );
});

test('what a request brought with it is not kept by having counted it', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const requests = new AsyncLocalStorage<object>();
  const allowance = new Allowance({ points: 1, seconds: 60 });
  const kept: WeakRef<object>[] = [];
  for (let n = 0; n < 20; n++) {
    const request = { body: `of ${n}` };
    kept.push(new WeakRef(request));
    await requests.run(request, () => allowance.take(`visitor ${n}`));
  }
  // A weak reference holds what it refers to until the job that made it is over.
  await new Promise((resolve) => setImmediate(resolve));
  collect();
  expect(allowance.remembered).toBe(20);
  // The last one may still stand in a register.
  expect(kept.filter((request) => request.deref() !== undefined).length).toBeLessThan(3);
});
