import { type Checkpoint, readCheckpoint } from '../services/checkpoints/checkpoint.ts';
import { type DeskKeys, growTree } from '../services/checkpoints/grow.ts';
import type { StoredCheckpoint } from '../services/checkpoints/tree-store.ts';
import type { Database } from '../services/stores.ts';
import type { WritingTime } from '../services/time/clock.ts';
import type { Logger } from '../telemetry/logger.ts';
import * as metrics from '../telemetry/metrics.ts';
import { HandingOut } from './hand-out.ts';
import type { AnchorPort } from './ports.ts';

/** Steps at most that follow each other at once: a first tree over an old database takes several goes. */
const MOST_STEPS = 100;

export interface KeeperParts {
  database: Database;
  keys: DeskKeys;
  writingTime: WritingTime;
  logger: Logger;
}

/** Keeps the tree over all conversations' heads, one step after another. */
export class Keeper {
  readonly #parts: KeeperParts;
  /** What was signed here last. */
  #last: Checkpoint | undefined;

  constructor(parts: KeeperParts) {
    this.#parts = parts;
  }

  /** Lets the tree grow until nothing is left to add, or another process is at it. Returns the last checkpoint made. */
  async catchUp(stopped?: AbortSignal): Promise<StoredCheckpoint | undefined> {
    const { database, keys, writingTime } = this.#parts;
    let made: StoredCheckpoint | undefined;
    for (let steps = 0; steps < MOST_STEPS && !stopped?.aborted; steps++) {
      const step = await growTree(database, { keys, writingTime, last: this.#last });
      if (step.made) {
        made = step.made;
        this.#last = readCheckpoint(made.note);
        metrics.leaves.inc(step.added);
      }
      if (!step.more) break;
    }
    return made;
  }
}

/**
 * Keeps the tree every so many milliseconds, and hands its checkpoints out. Returns how to stop, which calls off what is
 * being handed out and waits for the step in hand.
 */
export function keepCheckpoints(
  parts: KeeperParts & { everyMs: number; ports: readonly AnchorPort[] },
): () => Promise<void> {
  const keeper = new Keeper(parts);
  const { tree } = parts.database;
  const handing = new HandingOut(parts.ports, { ...parts, tree, elapsed: () => performance.now() });
  const stopped = new AbortController();
  let under: Promise<void> | undefined;
  const timer = setInterval(() => {
    under ??= keeper
      .catchUp(stopped.signal)
      .then(() => handing.handOut(stopped.signal))
      .catch((error: unknown) => {
        metrics.errors.inc({ where: 'checkpoints' });
        parts.logger.error({ err: error }, 'no checkpoint could be made; trying again');
      })
      .finally(() => {
        under = undefined;
      });
  }, parts.everyMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    stopped.abort();
    await under;
  };
}
