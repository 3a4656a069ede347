import { describe, expect, test } from 'vitest';
import { type Counts, countTurns } from '../../cli/bench/turn/counts.ts';
import type { Backend } from '../../cli/bench/turn/field.ts';
import { findPrograms } from '../kit/postgres-server.ts';

/*
 * What a turn takes, within limits: counts alone, never a time. The figures are those of a desk that has just begun,
 * which allocates more than a warm one (`desk bench turn`). A limit is a tenth above what was counted; who makes a turn
 * cheaper brings it down.
 */
const PLAN = { warm: 300, turns: 300, atOnce: 32 };
const WITHIN_MS = 240_000;

const SERVER_LIMITS = { statements: 7.6, flushes: 7.6, walBytes: 5_000 };
/** Bytes. */
const ALLOCATED: Record<Backend, number> = { postgres: 790_000, pglite: 815_000 };

describe('a turn takes no more than it did', () => {
  test.skipIf(!findPrograms())(
    'on PostgreSQL',
    async () => {
      const { server, allocated, systemCalls } = (await countTurns('postgres', PLAN)) as Counts;
      for (const [what, limit] of Object.entries(SERVER_LIMITS) as [keyof typeof SERVER_LIMITS, number][]) {
        expect(server?.[what], what).toBeGreaterThan(0);
        expect(server?.[what], what).toBeLessThanOrEqual(limit);
      }
      expect(systemCalls).toBeGreaterThan(0);
      expect(allocated).toBeGreaterThan(0);
      expect(allocated).toBeLessThanOrEqual(ALLOCATED.postgres);
    },
    WITHIN_MS,
  );

  test(
    'on PGlite',
    async () => {
      const { server, allocated } = (await countTurns('pglite', PLAN)) as Counts;
      expect(server).toBeUndefined();
      expect(allocated).toBeGreaterThan(0);
      expect(allocated).toBeLessThanOrEqual(ALLOCATED.pglite);
    },
    WITHIN_MS,
  );
});
