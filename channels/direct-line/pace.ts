import { RateLimiterMemory } from 'rate-limiter-flexible';
import { Problem } from '../../http/problem.ts';

/** How fast one conversation may send, counted on each replica by itself: it protects the replica, nothing else hangs on it. */
export class Pace {
  readonly #limiter: RateLimiterMemory;

  constructor(perMinute: number) {
    this.#limiter = new RateLimiterMemory({ points: perMinute, duration: 60 });
  }

  /** Counts one message or upload. Throws a {@link Problem} with the time to wait; only for POST, a client's reading breaks at 429. */
  async count(conversationId: string): Promise<void> {
    try {
      await this.#limiter.consume(conversationId);
    } catch (refused) {
      const seconds = Math.ceil(((refused as { msBeforeNext?: number }).msBeforeNext ?? 60_000) / 1000);
      throw new Problem(
        429,
        'TooManyRequests',
        `this was not taken, too much was sent: send it again in ${seconds} seconds`,
        {
          'retry-after': String(seconds),
        },
      );
    }
  }
}
