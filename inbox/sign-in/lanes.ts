import { LRUCache } from 'lru-cache';
import { networkOf } from '../../services/secrets/origins.ts';
import type { Timer } from '../../services/time/timer.ts';
import { Lane } from './lane.ts';

/** Who signs in: `device` is the name of a browser in which this account has signed in before. */
export interface Arriving {
  address: string;
  device: string | undefined;
}

/** Sign-ins that may wait: of browsers and networks in which somebody has signed in before, and of all others. */
export const MOST_WAITING = { known: 20, others: 5 };
/** For so many milliseconds. */
export const WITHIN_MS = { known: 10_000, others: 5_000 };

/** Networks that are remembered. */
const MOST_REMEMBERED = 10_000;

/**
 * Two lanes, side by side: whoever is known never waits for who isn't, however many of those there are. A known browser
 * has a place of its own in the queue, everybody else one for their network.
 */
export class SignInLanes {
  readonly #known: Lane;
  readonly #others: Lane;
  /** Networks from which somebody has signed in since this process began, those that did last. */
  readonly #signedInFrom = new LRUCache<string, true>({ max: MOST_REMEMBERED });

  constructor(timer?: Timer) {
    const lane = (of: 'known' | 'others') =>
      new Lane({ most: MOST_WAITING[of], withinMs: WITHIN_MS[of], ...(timer ? { timer } : {}) });
    this.#known = lane('known');
    this.#others = lane('others');
  }

  /** Runs a try when it is its turn. Throws `LaneFull` for one that isn't taken in. */
  run<Result>({ address, device }: Arriving, work: () => Promise<Result>): Promise<Result> {
    const network = networkOf(address);
    const isKnown = device !== undefined || this.#signedInFrom.has(network);
    return (isKnown ? this.#known : this.#others).run(device ?? network, work);
  }

  /** Somebody has signed in from there. */
  remember({ address }: Pick<Arriving, 'address'>): void {
    this.#signedInFrom.set(networkOf(address), true);
  }
}
