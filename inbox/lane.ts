/** Nothing more is taken in now: come back later. */
export class LaneFull extends Error {}

interface Waiting {
  address: string;
  start: () => void;
}

/**
 * Work that costs a whole core for a while, one at a time, so that everything else goes on beside it. Few may wait:
 * whoever is known waits in a line of their own and goes first, and no address takes more than its share of a line.
 */
export class Lane {
  /** Works that may wait in each of the two lines. */
  static readonly MOST_WAITING = 10;
  /** Of those, from one address. */
  static readonly MOST_OF_ONE_ADDRESS = 3;

  readonly #lines: { known: Waiting[]; others: Waiting[] } = { known: [], others: [] };
  #busy = false;

  /** Runs `work` when it is its turn. Throws {@link LaneFull} where too many wait. */
  async run<Result>(
    { address, known }: { address: string; known: boolean },
    work: () => Promise<Result>,
  ): Promise<Result> {
    if (this.#busy) await this.#turnOf(address, known ? this.#lines.known : this.#lines.others);
    this.#busy = true;
    try {
      return await work();
    } finally {
      const next = this.#lines.known.shift() ?? this.#lines.others.shift();
      if (next) next.start();
      else this.#busy = false;
    }
  }

  /** How many wait. */
  get waiting(): number {
    return this.#lines.known.length + this.#lines.others.length;
  }

  #turnOf(address: string, line: Waiting[]): Promise<void> {
    const own = line.filter((waiting) => waiting.address === address).length;
    if (line.length >= Lane.MOST_WAITING || own >= Lane.MOST_OF_ONE_ADDRESS)
      throw new LaneFull('too many sign in at this moment');
    return new Promise((resolve) => line.push({ address, start: resolve }));
  }
}
