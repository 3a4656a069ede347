import { CatchUp } from '../../services/catch-up.ts';

/** Does a work with what it was given last, one at a time: what comes meanwhile takes the place of what waits. */
export class Latest<Given> {
  readonly #catchUp: CatchUp;
  #next: { given: Given } | undefined;

  /** `failed` is told of a work that threw. Never throws. */
  constructor({ work, failed }: { work: (given: Given) => Promise<void>; failed: (error: unknown) => void }) {
    this.#catchUp = new CatchUp({
      read: async () => {
        const next = this.#next;
        this.#next = undefined; // what was worked with isn't kept
        if (next) await work(next.given);
      },
      failed,
    });
  }

  give(given: Given): void {
    this.#next = { given };
    this.#catchUp.hint();
  }
}
