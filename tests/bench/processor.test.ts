import { expect, test } from 'vitest';
import { busyMs, endedChildrenMs, hadBy, hadByServer } from '../../tools/bench/turn/processor.ts';

test('what ended children had, whatever the program calls itself', () => {
  const stat = '42 (a ) b (c) S 1 42 42 0 -1 4194560 1 2 0 0 7 8 31 12 20 0 1 0 99 0 0';
  expect(endedChildrenMs(stat)).toBe((31 + 12) * 10);
});

test('a busy machine: user, nice, system, interrupts and what was stolen; not idle and not waiting for disks', () => {
  expect(busyMs('cpu  100 20 30 9999 888 4 5 6 7 7\ncpu0 1 1 1 1\n')).toBe((100 + 20 + 30 + 4 + 5 + 6) * 10);
});

test('a process that works has had more than before', () => {
  const before = hadBy(process.pid);
  // Until the kernel has noticed, which it does at its next tick.
  while (hadBy(process.pid).cpuMs <= before.cpuMs);
  expect(hadBy(process.pid).cpuMs).toBeGreaterThan(before.cpuMs);
});

test('a process that is gone has had nothing, and neither has a server that does not run', () => {
  expect(hadBy(2 ** 30)).toEqual({ cpuMs: 0, waitedMs: 0 });
  expect(hadByServer([])).toEqual({ cpuMs: 0, waitedMs: 0 });
});
