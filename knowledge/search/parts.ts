import { type Bm25, Bm25Builder, type Field, type Query } from './bm25.ts';

/** Parts of items that are found by themselves. */
export class Parts {
  readonly #parts: Bm25;
  /** By part, the item that it is of. */
  readonly #of: Uint32Array;
  readonly #items: number;

  /** Made by {@link PartsBuilder}. */
  constructor(parts: Bm25, of: Uint32Array, items: number) {
    this.#parts = parts;
    this.#of = of;
    this.#items = items;
  }

  get isEmpty(): boolean {
    return this.#of.length === 0;
  }

  has(term: string): boolean {
    return this.#parts.has(term);
  }

  weigh(query: Query): number {
    return this.#parts.weigh(query);
  }

  /** By item, the score of its best part. */
  best(query: Query): Float64Array {
    const found = new Float64Array(this.#items);
    const scores = this.#parts.scores(query);
    for (let part = 0; part < scores.length; part++) {
      const score = scores[part] as number;
      if (score === 0) continue;
      const item = this.#of[part] as number;
      if (score > (found[item] as number)) found[item] = score;
    }
    return found;
  }
}

/** Makes an index of parts as texts are read, item by item. */
export class PartsBuilder {
  readonly #parts = new Bm25Builder();
  readonly #of: number[] = [];
  #items = 0;

  /** The next item's parts, a field each. */
  add(parts: readonly Field[]): void {
    for (const part of parts) {
      this.#parts.add([part]);
      this.#of.push(this.#items);
    }
    this.#items += 1;
  }

  built(): Parts {
    return new Parts(this.#parts.built(), Uint32Array.from(this.#of), this.#items);
  }
}
