import { systemTimer, type Timer } from '../../services/time/timer.ts';

/** Nothing more is taken in now: come back later. */
export class LaneFull extends Error {}

interface Waiting {
  who: string;
  start: () => void;
}

/**
 * Work that costs a whole core for a while, one at a time, so that everything else goes on beside it. Few may wait, each
 * in one place of the queue, and not for long: whoever isn't taken in is told so at once or by then.
 */
export class Lane {
  readonly #most: number;
  readonly #withinMs: number;
  readonly #timer: Timer;
  readonly #queue: Waiting[] = [];
  #busy = false;

  /** `most` may wait, `withinMs` milliseconds each. */
  constructor({ most, withinMs, timer = systemTimer }: { most: number; withinMs: number; timer?: Timer }) {
    this.#most = most;
    this.#withinMs = withinMs;
    this.#timer = timer;
  }

  /** Runs `work` when it is its turn. Throws {@link LaneFull} where `who` waits already, too many do, or it takes too long. */
  async run<Result>(who: string, work: () => Promise<Result>): Promise<Result> {
    if (this.#busy) await this.#turnOf(who);
    this.#busy = true;
    try {
      return await work();
    } finally {
      const next = this.#queue.shift();
      if (next) next.start();
      else this.#busy = false;
    }
  }

  /** How many wait. */
  get waiting(): number {
    return this.#queue.length;
  }

  #turnOf(who: string): Promise<void> {
    if (this.#queue.length >= this.#most || this.#queue.some((waiting) => waiting.who === who))
      throw new LaneFull('too many sign in at this moment');
    return new Promise((resolve, reject) => {
      const callOff = this.#timer(this.#withinMs, () => {
        this.#queue.splice(this.#queue.indexOf(waiting), 1);
        reject(new LaneFull('too many signed in before'));
      });
      const waiting: Waiting = {
        who,
        start: () => {
          callOff();
          resolve();
        },
      };
      this.#queue.push(waiting);
    });
  }
}
