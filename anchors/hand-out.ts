import type { StoredCheckpoint, TreeStore } from '../services/checkpoints/tree-store.ts';
import type { WritingTime } from '../services/time/clock.ts';
import type { Logger } from '../telemetry/logger.ts';
import * as metrics from '../telemetry/metrics.ts';
import type { AnchorPort } from './ports.ts';

/** The longest pause between tries. */
const MOST_PAUSE_MS = 3_600_000;

/** What handing out works with. */
export interface HandingOutParts {
  tree: TreeStore;
  writingTime: WritingTime;
  logger: Logger;
  everyMs: number;
  /** Milliseconds that only run forward. */
  elapsed: () => number;
}

/** What a port has failed in: how often in a row, and until when it is left alone. */
interface Failing {
  times: number;
  until: number;
}

/**
 * Hands the newest checkpoint out by every port, each by itself: one that can't be reached holds up no other, and is
 * tried again later and later, up to an hour. A checkpoint that a newer one has overtaken isn't handed out any more: the
 * newer tree contains it.
 */
export class HandingOut {
  readonly #ports: readonly AnchorPort[];
  readonly #parts: HandingOutParts;
  readonly #failing = new Map<string, Failing>();

  constructor(ports: readonly AnchorPort[], parts: HandingOutParts) {
    this.#ports = ports;
    this.#parts = parts;
  }

  /** Resolves when every port has taken it, or has failed. Never rejects for a port. */
  async handOut(stopped: AbortSignal): Promise<void> {
    if (this.#ports.length === 0) return;
    const { tree } = this.#parts;
    const newest = await tree.newestCheckpoint();
    if (!newest) return;
    const done = new Set((await tree.anchorsOf(newest.size)).map(({ port }) => port));
    const due = this.#ports.filter(({ name }) => !done.has(name) && this.#isDue(name));
    await Promise.all(due.map((port) => this.#hand(port, newest, stopped)));
  }

  #isDue(name: string): boolean {
    return (this.#failing.get(name)?.until ?? 0) <= this.#parts.elapsed();
  }

  async #hand(port: AnchorPort, { size, note }: StoredCheckpoint, stopped: AbortSignal): Promise<void> {
    const { tree, writingTime, logger, everyMs, elapsed } = this.#parts;
    try {
      const answer = await port.hand(note, stopped);
      await tree.addAnchor(size, { port: port.name, at: writingTime(await tree.now()), answer });
      this.#failing.delete(port.name);
      metrics.anchors.inc({ port: port.name, outcome: 'accepted' });
    } catch (error) {
      if (stopped.aborted) return;
      const times = (this.#failing.get(port.name)?.times ?? 0) + 1;
      const pause = Math.min(everyMs * 2 ** (times - 1), MOST_PAUSE_MS);
      this.#failing.set(port.name, { times, until: elapsed() + pause });
      metrics.anchors.inc({ port: port.name, outcome: 'failed' });
      logger.error({ err: error, port: port.name, size, times }, 'a checkpoint could not be handed out; trying again');
    }
  }
}
