import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { countedBy, countSystemCalls } from '../../tools/bench/turn/system-calls.ts';

test('what perf counted', () => {
  expect(countedBy('# started\n\n145,,raw_syscalls:sys_enter,2078591,100.00,,\n')).toBe(145);
  expect(() => countedBy('<not supported>,,raw_syscalls:sys_enter,0,100.00,,')).toThrow(/perf counted nothing/);
});

test('a process that reads a thousand times has asked for that at least, whichever way it is counted', async () => {
  const calls = await countSystemCalls(() => [process.pid]);
  for (let read = 0; read < 1_000; read++) readFileSync('/proc/self/stat');
  expect(await calls.end()).toBeGreaterThanOrEqual(1_000);
});
