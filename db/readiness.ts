import { lt, sql } from 'drizzle-orm';
import { unguessable } from '../services/ids.ts';
import { patient, systemTimer, within } from '../services/time/timer.ts';
import { isUnavailable, Unavailable } from '../services/unavailable.ts';
import { saysNoRoom } from './connection/failures.ts';
import { replicas } from './schema.ts';
import type { Drizzle } from './stores/drizzle.ts';

/** A turn that takes longer than this is none that a customer waits for. */
const WITHIN_MS = 2_500;
/** For so long an answer holds: probes come from several sides. */
const HOLDS_MS = 1_000;
const DAY_MS = 24 * 3_600_000;

/**
 * Whether a statement of this process found no room. What readiness writes is a row in its place, for which there is
 * room on a full disk where there is none for a turn: from then on it also looks for room.
 */
export class Shortage {
  seen = false;

  readonly hear = (error: unknown): void => {
    if (saysNoRoom(error)) this.seen = true;
  };
}

/** Bytes that a disk must have room for. A table of them is made and taken back, so that new room is asked for. */
const ROOM_KB = 1_024;
const TAKEN_BACK = Symbol('taken back');

/** Throws {@link Unavailable} where the server finds no room. */
async function findRoom(db: Drizzle, name: string): Promise<void> {
  try {
    await db.transaction(async (tx) => {
      await tx.execute(
        sql`create table ${sql.identifier(name)} as select repeat('x', 1000) as kb from generate_series(1, ${sql.raw(String(ROOM_KB))})`,
      );
      throw TAKEN_BACK;
    });
  } catch (error) {
    // Whoever may not make tables learns of a shortage by their turns alone.
    if (isUnavailable(error)) throw new Unavailable('the database finds no room for what a turn writes', error);
  }
}

/**
 * Tells whether the database takes what a turn needs: a transaction with a write that is on disk, within a bound of its
 * own. A server that only answers `select 1` may be a standby, full, or wait for its own standby for ever. Throws
 * {@link Unavailable}.
 */
export function readinessOf(db: Drizzle, shortage = new Shortage()): () => Promise<void> {
  let id = unguessable(64);
  let under: Promise<void> | undefined;
  let readyAt = Number.NEGATIVE_INFINITY;
  let swept = false;

  const beat = async () => {
    if (shortage.seen) {
      shortage.seen = false; // where there is none still, it is heard again
      await findRoom(db, `room_${id.toLowerCase()}`);
    }
    await db.transaction(async (tx) => {
      const seenAt = sql`now()`;
      await tx
        .insert(replicas)
        .values({ id, seenAt })
        .onConflictDoUpdate({ target: replicas.id, set: { seenAt: sql`excluded.seen_at` } });
      if (!swept)
        await tx.delete(replicas).where(lt(replicas.seenAt, sql`now() - make_interval(secs => ${DAY_MS / 1000})`));
    });
    swept = true;
    readyAt = performance.now();
  };
  return async () => {
    if (!shortage.seen && performance.now() - readyAt < HOLDS_MS) return;
    under ??= beat()
      .catch((error: unknown) => {
        id = unguessable(64); // the row of a transaction that was lost may be locked for seconds
        throw error;
      })
      .finally(() => {
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
