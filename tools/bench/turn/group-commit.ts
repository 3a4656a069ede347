/** A batch holds no more than this. */
const MOST_IN_BATCH = 64;

interface Waiting<T> {
  item: T;
  resolve: () => void;
  reject: (error: unknown) => void;
}

/**
 * Keeps what comes in while something is being kept together, in one go: one write under way at a time, each as large as
 * what has gathered meanwhile. The smallest way to be durable that there is.
 */
export class GroupCommit<T> {
  readonly #write: (items: readonly T[]) => Promise<void>;
  #waiting: Waiting<T>[] = [];
  #writing = false;

  constructor(write: (items: readonly T[]) => Promise<void>) {
    this.#write = write;
  }

  /** Resolves when it is kept. */
  keep(item: T): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      if (!this.#writing) void this.#go();
    });
  }

  async #go(): Promise<void> {
    this.#writing = true;
    // Whoever was answered at the same time says the next thing at the same time.
    for (await Promise.resolve(); this.#waiting.length > 0; ) {
      const batch = this.#waiting.splice(0, MOST_IN_BATCH);
      try {
        await this.#write(batch.map(({ item }) => item));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
      await Promise.resolve();
    }
    this.#writing = false;
  }
}
