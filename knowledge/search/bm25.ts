const K1 = 1.4;
const USUAL_B = 0.75;

/** An entry's terms and how much they weigh. */
export interface Field {
  terms: readonly string[];
  weight: number;
}

/** What is looked for: terms, and how much each one weighs. */
export type Query = ReadonlyMap<string, number>;

/** Okapi BM25 over weighted fields (Robertson and Zaragoza, 2009). */
export class Bm25<T> {
  readonly #items: T[] = [];
  readonly #lengths: number[] = [];
  readonly #postings = new Map<string, { entries: number[]; counts: number[] }>();
  readonly #b: number;
  #totalLength = 0;
  #norms: Float64Array | undefined;

  /** `b` from 0 to 1: how much a long entry's terms count less. */
  constructor(b = USUAL_B) {
    this.#b = b;
  }

  add(item: T, fields: readonly Field[]): void {
    const entry = this.#items.length;
    const counts = new Map<string, number>();
    let length = 0;
    for (const { terms, weight } of fields) {
      length += terms.length * weight;
      for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + weight);
    }
    for (const [term, count] of counts) {
      const postings = this.#postings.get(term);
      if (postings) {
        postings.entries.push(entry);
        postings.counts.push(count);
      } else this.#postings.set(term, { entries: [entry], counts: [count] });
    }
    this.#items.push(item);
    this.#lengths.push(length);
    this.#totalLength += length;
    this.#norms = undefined;
  }

  /** The score of each entry, by its position; 0 for those that share nothing with the query. */
  scores(query: Query): Float64Array {
    const scores = new Float64Array(this.#items.length);
    this.#norms ??= this.#normalise();
    const norms = this.#norms;
    for (const [term, weight] of query) {
      const postings = this.#postings.get(term);
      if (!postings) continue;
      const { entries, counts } = postings;
      const gain = weight * this.#idf(entries.length) * (K1 + 1);
      for (let i = 0; i < entries.length; i++) {
        const entry = entries[i] as number;
        const count = counts[i] as number;
        scores[entry] = (scores[entry] as number) + (gain * count) / (count + (norms[entry] as number));
      }
    }
    return scores;
  }

  /** Whether any entry has the term. */
  has(term: string): boolean {
    return this.#postings.has(term);
  }

  /** The items in the order in which they were added. */
  get items(): readonly T[] {
    return this.#items;
  }

  /** What a query weighs here: an entry that has each of its terms about as often as is usual scores this much. Unknown terms count fully. */
  weigh(query: Query): number {
    let sum = 0;
    for (const [term, weight] of query) sum += weight * this.#idf(this.#postings.get(term)?.entries.length ?? 0);
    return sum;
  }

  /** What an entry's length costs each of its terms. */
  #normalise(): Float64Array {
    const average = this.#totalLength / Math.max(1, this.#items.length);
    return Float64Array.from(this.#lengths, (length) => K1 * (1 - this.#b + (this.#b * length) / average));
  }

  #idf(entries: number): number {
    return Math.log(1 + (this.#items.length - entries + 0.5) / (entries + 0.5));
  }
}
