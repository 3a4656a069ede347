import { expect, test } from 'vitest';
import { Allowance } from '../../http/allowance.ts';

test('an allowance gives so much to each, and then says how long to wait', async () => {
  const allowance = new Allowance({ points: 3, seconds: 60 });
  for (const asked of [1, 2, 3]) expect(await allowance.take('one')).toEqual({ wait: 0, asked });
  const { wait } = await allowance.take('one');
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(60);
  expect(await allowance.take('another', 3)).toEqual({ wait: 0, asked: 3 });
});

test('an allowance remembers a bounded number of names, those that came last', async () => {
  const allowance = new Allowance({ points: 1, seconds: 60, most: 100 });
  for (let n = 0; n < 50_000; n++) await allowance.take(`invented ${n}`);
  expect(allowance.remembered).toBe(100);
  expect((await allowance.take('invented 49999')).wait).toBeGreaterThan(0);
  expect((await allowance.take('invented 1')).wait).toBe(0); // forgotten
});
