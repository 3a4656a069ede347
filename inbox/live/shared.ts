/** What is made once for all who ask for the same. By hand: an LRU cache of four is 4.6 kB, for each conversation that is shown. */
export class Shared<Made> {
  readonly #made = new Map<string, Made>();
  readonly #most: number;

  /** Keeps so many at most, the newest. */
  constructor(most = Number.POSITIVE_INFINITY) {
    this.#most = most;
  }

  of(key: string, make: () => Made): Made {
    const found = this.#made.get(key);
    if (found !== undefined) return found;
    const made = make();
    this.#made.set(key, made);
    const [oldest] = this.#made.keys();
    if (this.#made.size > this.#most && oldest !== undefined) this.#made.delete(oldest);
    return made;
  }
}
