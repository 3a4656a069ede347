/**
 * Reads on after hints: one reading at a time, and exactly one more after however many hints came during it. So nothing is
 * read twice at once and no hint is lost, whatever a reading that was under way has still seen of it.
 */
export class CatchUp {
  readonly #read: () => Promise<void>;
  readonly #failed: (error: unknown) => void;
  #hinted = false;
  #stopped = false;
  #readings: Promise<void> | undefined;

  /** `read` reads whatever is new by then. `failed` is told of a reading that threw, which the next hint makes up for; it never throws. */
  constructor({ read, failed }: { read: () => Promise<void>; failed: (error: unknown) => void }) {
    this.#read = read;
    this.#failed = failed;
  }

  /** There may be something new. */
  hint(): void {
    if (this.#stopped) return;
    this.#hinted = true;
    this.#readings ??= this.#readOn();
  }

  /** Begins no further reading; the one under way goes on to its end. */
  stop(): void {
    this.#stopped = true;
  }

  /** The readings under way, until none is left to do; undefined while there are none. Never rejects. */
  get readings(): Promise<void> | undefined {
    return this.#readings;
  }

  async #readOn(): Promise<void> {
    while (this.#hinted && !this.#stopped) {
      this.#hinted = false; // before the reading: it may not see what a hint that comes during it is about
      await this.#readOnce();
    }
    this.#readings = undefined; // in the same breath as the last look at it: no hint gets lost in between
  }

  async #readOnce(): Promise<void> {
    try {
      await this.#read();
    } catch (error) {
      this.#failed(error);
    }
  }
}
