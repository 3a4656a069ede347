import { lt, sql } from 'drizzle-orm';
import { unguessable } from '../services/ids.ts';
import { patient, systemTimer, within } from '../services/timer.ts';
import { Unavailable } from '../services/unavailable.ts';
import { replicas } from './schema.ts';
import type { Drizzle } from './stores/drizzle.ts';

/** A turn that takes longer than this is none that a customer waits for. */
const WITHIN_MS = 2_500;
/** For so long an answer holds: probes come from several sides. */
const HOLDS_MS = 1_000;
const DAY_MS = 24 * 3_600_000;

/**
 * Tells whether the database takes what a turn needs: a transaction with a write that is on disk, within a bound of its
 * own. A server that only answers `select 1` may be a standby, full, or wait for its own standby for ever. Throws
 * {@link Unavailable}.
 */
export function readinessOf(db: Drizzle): () => Promise<void> {
  const id = unguessable(64);
  let under: Promise<void> | undefined;
  let readyAt = Number.NEGATIVE_INFINITY;
  let swept = false;

  const beat = async () => {
    await db.transaction(async (tx) => {
      const seenAt = sql`now()`;
      await tx.insert(replicas).values({ id, seenAt }).onConflictDoUpdate({ target: replicas.id, set: { seenAt } });
      if (!swept)
        await tx.delete(replicas).where(lt(replicas.seenAt, sql`now() - make_interval(secs => ${DAY_MS / 1000})`));
    });
    swept = true;
    readyAt = performance.now();
  };
  return async () => {
    if (performance.now() - readyAt < HOLDS_MS) return;
    under ??= beat().finally(() => {
      under = undefined;
    });
    under.catch(() => undefined); // told to whoever waits, who may have gone
    await within(
      WITHIN_MS,
      patient(systemTimer),
      under,
      () => new Unavailable(`no transaction was kept within ${WITHIN_MS} ms`),
    );
  };
}
