import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** How often it is looked whether the process rests. */
const LOOK_MS = 10_000;
/** It rests when it was busy for less than this share of the time. */
const BUSY = 0.05;
/** Less than this isn't worth a pause. Bytes. */
const WORTH = 64 * 1024 * 1024;

/** What is looked at. */
export interface Resting {
  /** The share of the time since it was last asked in which the event loop was busy, from 0 to 1. */
  busy(): number;
  /** Bytes. */
  heapUsed(): number;
  collect(): void;
}

/**
 * Gives back the memory that a busy time left behind, once it is quiet. V8 collects when the heap has grown, and that of
 * a desk that rests doesn't grow: it would hold three times what it needs until the next busy hour (docs/decisions/0031).
 */
export function collectAtRest(): void {
  setInterval(lookAt(thisProcess()), LOOK_MS).unref();
}

/** What is done each time: collects where it rests and holds more than after the last collection. */
export function lookAt(resting: Resting): () => void {
  let kept = 0;
  return () => {
    if (resting.busy() > BUSY || resting.heapUsed() < kept + WORTH) return;
    resting.collect();
    kept = resting.heapUsed();
  };
}

function thisProcess(): Resting {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  let before = performance.eventLoopUtilization();
  return {
    busy: () => {
      const now = performance.eventLoopUtilization();
      const { utilization } = performance.eventLoopUtilization(now, before);
      before = now;
      return utilization;
    },
    heapUsed: () => process.memoryUsage().heapUsed,
    collect,
  };
}
