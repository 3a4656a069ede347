import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** How often it is looked whether the process rests. */
const LOOK_MS = 10_000;
/** It rests when it was busy for less than this share of the time. */
const BUSY = 0.05;
/** Less than this isn't worth a pause of a tenth of a second. Bytes. */
const WORTH = 64 * 1024 * 1024;

/**
 * Gives back the memory that a busy time left behind, once it is quiet. V8 collects when the heap has grown, and that of
 * a desk that rests doesn't grow: it would hold three times what it needs until the next busy hour (docs/decisions/0031).
 *
 */
export function collectAtRest(): void {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  let live = 0;
  let before = performance.eventLoopUtilization();
  setInterval(() => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, before);
    before = now;
    if (utilization > BUSY || process.memoryUsage().heapUsed < live + WORTH) return;
    collect();
    live = process.memoryUsage().heapUsed;
  }, LOOK_MS).unref();
}
