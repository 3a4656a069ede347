import { Problem } from './problem.ts';

/** So many are remembered at once, about 200 bytes each. Beyond it, whoever took something longest ago is forgotten. */
const MOST_REMEMBERED = 20_000;

/** What came of asking: the seconds to wait, 0 where it was given, and how much was asked for within the time. */
export interface Taken {
  wait: number;
  asked: number;
}

/** What was asked for in a time that ends then. */
interface Span {
  asked: number;
  endsAt: number;
}

/**
 * How much of something each of many may have within a time, which begins when they first take of it. Counted on this
 * replica by itself: it protects the replica, and nothing else hangs on it. Whatever names are invented, it remembers a
 * bounded number of them, and nothing of a request: a timer would hold the request that it was set in until it fires.
 */
export class Allowance {
  readonly #points: number;
  readonly #milliseconds: number;
  readonly #most: number;
  readonly #now: () => number;
  /** By name, whoever took something last at the end. A map and no LRU cache, which sets room aside for the whole bound: there are a dozen of these. */
  readonly #spans = new Map<string, Span>();

  /** `now` is in milliseconds, and never goes back. */
  constructor(given: { points: number; seconds: number; most?: number; now?: () => number }) {
    this.#points = given.points;
    this.#milliseconds = given.seconds * 1000;
    this.#most = given.most ?? MOST_REMEMBERED;
    this.#now = given.now ?? (() => performance.now());
  }

  async take(key: string, points = 1): Promise<Taken> {
    const now = this.#now();
    const before = this.#spans.get(key);
    const span = before && before.endsAt > now ? before : { asked: 0, endsAt: now + this.#milliseconds };
    span.asked += points;
    this.#spans.delete(key);
    this.#spans.set(key, span);
    this.#forget(now);
    const wait = span.asked > this.#points ? Math.max(1, Math.ceil((span.endsAt - now) / 1000)) : 0;
    return { wait, asked: span.asked };
  }

  get remembered(): number {
    return this.#spans.size;
  }

  /** Whoever has taken nothing for a whole time, and the longest silent beyond the bound. */
  #forget(now: number): void {
    for (const [key, { endsAt }] of this.#spans) {
      if (endsAt > now && this.#spans.size <= this.#most) return;
      this.#spans.delete(key);
    }
  }
}

/** 429, with the time to wait in its words and its header. */
export const tooMany = (what: string, seconds: number, code = 'TooManyRequests'): Problem =>
  new Problem(429, code, `${what} in ${seconds} seconds`, { 'retry-after': String(seconds) });
