/**
 * How many of something are open at once: of each name, and of all together where that is bounded too. Who is refused
 * isn't counted.
 */
export class AtOnce {
  readonly #most: { each: number; all?: number };
  readonly #open = new Map<string, number>();
  #all = 0;

  constructor(most: { each: number; all?: number }) {
    this.#most = most;
  }

  /** Counts one more of a name. Returns how to count it off, once or more often; undefined where there are too many. */
  begin(name: string): (() => void) | undefined {
    const open = this.#open.get(name) ?? 0;
    if (open >= this.#most.each || this.#all >= (this.#most.all ?? Number.POSITIVE_INFINITY)) return undefined;
    this.#open.set(name, open + 1);
    this.#all++;
    let over = false;
    return () => {
      if (over) return;
      over = true;
      this.#all--;
      const left = (this.#open.get(name) ?? 1) - 1;
      if (left > 0) this.#open.set(name, left);
      else this.#open.delete(name);
    };
  }

  /** How many are open under all names. */
  get all(): number {
    return this.#all;
  }
}
