import { expect, test } from 'vitest';
import { type Counts, countTurns } from '../../tools/bench/turn/counts.ts';
import type { Backend } from '../../tools/bench/turn/field.ts';
import { findPrograms } from '../../tools/lab/postgres-server.ts';

/*
 * What a turn takes, within limits: counts alone, never a time. One desk, on PostgreSQL where this machine has it: the
 * start of another would cost more than its turns, and `desk bench turn` counts both. The figures are those of a desk
 * that has just begun, which allocates more than a warm one. A limit is a tenth above what was counted; who makes a turn
 * cheaper brings it down.
 */
const PLAN = { warm: 300, turns: 300, atOnce: 32 };
const WITHIN_MS = 240_000;

const SERVER_LIMITS = { statements: 0.75, flushes: 0.75, walBytes: 5_400 };
/** Bytes. */
const ALLOCATED: Record<Backend, number> = { postgres: 835_000, pglite: 855_000 };

const backend: Backend = findPrograms() ? 'postgres' : 'pglite';

test(
  `a turn takes no more than it did, on ${backend}`,
  async () => {
    const { server, allocated, systemCalls } = (await countTurns(backend, PLAN)) as Counts;
    expect(allocated).toBeGreaterThan(0);
    expect(allocated).toBeLessThanOrEqual(ALLOCATED[backend]);
    expect(systemCalls).toBeGreaterThan(0);
    expect(server !== undefined).toBe(backend === 'postgres');
    if (!server) return;
    for (const [what, limit] of Object.entries(SERVER_LIMITS) as [keyof typeof SERVER_LIMITS, number][]) {
      expect(server[what], what).toBeGreaterThan(0);
      expect(server[what], what).toBeLessThanOrEqual(limit);
    }
  },
  WITHIN_MS,
);
