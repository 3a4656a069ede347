import { expect, test } from 'vitest';
import { lookAt } from '../at-rest.ts';

const MB = 1024 * 1024;

test('a process that rests is collected once after each busy time', () => {
  let collected = 0;
  const now = { busy: 0, heap: 0, kept: 0 };
  const look = lookAt({
    busy: () => now.busy,
    heapUsed: () => now.heap,
    collect: () => {
      collected += 1;
      now.heap = now.kept;
    },
  });
  const seen = (given: Partial<typeof now>) => {
    Object.assign(now, given);
    look();
    return collected;
  };
  expect(seen({ busy: 0.9, heap: 600 * MB, kept: 200 * MB }), 'busy').toBe(0);
  expect(seen({ busy: 0.01 }), 'at rest').toBe(1);
  expect(seen({}), 'nothing new').toBe(1);
  expect(seen({ heap: 250 * MB }), 'little new').toBe(1);
  expect(seen({ busy: 0.5, heap: 700 * MB }), 'busy again').toBe(1);
  expect(seen({ busy: 0.02 }), 'at rest again').toBe(2);
  expect(seen({ heap: 100 * MB }), 'less than was kept').toBe(2);
});
