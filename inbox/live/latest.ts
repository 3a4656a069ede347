/** Does a work with what it was given last, one at a time: what comes meanwhile takes the place of what waits. */
export class Latest<Given> {
  readonly #work: (given: Given) => Promise<void>;
  #next: { given: Given } | undefined;
  #busy = false;

  /** `work` never throws. */
  constructor(work: (given: Given) => Promise<void>) {
    this.#work = work;
  }

  give(given: Given): void {
    this.#next = { given };
    if (!this.#busy) void this.#goOn();
  }

  async #goOn(): Promise<void> {
    this.#busy = true;
    for (let next = this.#next; next; next = this.#next) {
      this.#next = undefined;
      await this.#work(next.given);
    }
    this.#busy = false;
  }
}
