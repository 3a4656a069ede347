import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { Problem } from './problem.ts';

/** So many are remembered at once, about 300 bytes each. Beyond it, whoever took something longest ago is forgotten. */
const MOST_REMEMBERED = 20_000;

/** What came of asking: the seconds to wait, 0 where it was given, and how much was asked for within the time. */
export interface Taken {
  wait: number;
  asked: number;
}

/**
 * How much of something each of many may have within a time, counted on this replica by itself: it protects the replica,
 * and nothing else hangs on it. Whatever names are invented, it remembers a bounded number of them.
 */
export class Allowance {
  readonly #limiter: RateLimiterMemory;
  readonly #most: number;
  /** Whoever took something, the latest last. */
  readonly #remembered = new Set<string>();

  constructor({ points, seconds, most = MOST_REMEMBERED }: { points: number; seconds: number; most?: number }) {
    this.#limiter = new RateLimiterMemory({ points, duration: seconds });
    this.#most = most;
  }

  async take(key: string, points = 1): Promise<Taken> {
    this.#remembered.delete(key);
    this.#remembered.add(key);
    const [oldest] = this.#remembered;
    if (this.#remembered.size > this.#most && oldest !== undefined) {
      this.#remembered.delete(oldest);
      await this.#limiter.delete(oldest);
    }
    try {
      return { wait: 0, asked: (await this.#limiter.consume(key, points)).consumedPoints };
    } catch (refused) {
      if (refused instanceof Error) throw refused;
      const { msBeforeNext, consumedPoints } = refused as RateLimiterRes;
      return { wait: Math.max(1, Math.ceil(msBeforeNext / 1000)), asked: consumedPoints };
    }
  }

  get remembered(): number {
    return this.#remembered.size;
  }
}

/** 429, with the time to wait in its words and its header. */
export const tooMany = (what: string, seconds: number, code = 'TooManyRequests'): Problem =>
  new Problem(429, code, `${what} in ${seconds} seconds`, { 'retry-after': String(seconds) });
