/** Chance that comes out the same again for the same seed (mulberry32). */
export class Chance {
  readonly seed: number;
  #state: number;

  constructor(seed: number) {
    this.seed = seed;
    this.#state = seed;
  }

  /** From 0 up to 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  /** Happens this often. */
  happens(probability: number): boolean {
    return this.next() < probability;
  }

  below(limit: number): number {
    return this.next() * limit;
  }

  pick<T>(from: readonly [T, ...T[]]): T {
    return from[Math.floor(this.below(from.length))] ?? from[0];
  }

  /** Another one with a seed of its own, for somebody who acts at the same time. */
  fork(): Chance {
    return new Chance(Math.floor(this.below(2 ** 31)));
  }
}
