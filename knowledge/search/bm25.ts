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
  /** Of each term, the entries that have it, and after each how often: one list, since there are so many. */
  readonly #postings = new Map<string, number[]>();
  readonly #b: number;
  #totalLength = 0;
  #norms: Float64Array | undefined;

  /** `b` from 0 to 1: how much a long entry's terms count less. */
  constructor(b = USUAL_B) {
    this.#b = b;
  }

  add(item: T, fields: readonly Field[]): void {
    const entry = this.#items.length;
    let length = 0;
    for (const { terms, weight } of fields) {
      length += terms.length * weight;
      for (const term of terms) {
        const postings = this.#postings.get(term);
        if (!postings) this.#postings.set(term, [entry, weight]);
        else if (postings[postings.length - 2] !== entry) postings.push(entry, weight);
        else postings[postings.length - 1] = (postings[postings.length - 1] as number) + weight;
      }
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
      const gain = weight * this.#idf(postings.length / 2) * (K1 + 1);
      for (let i = 0; i < postings.length; i += 2) {
        const entry = postings[i] as number;
        const count = postings[i + 1] as number;
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
    for (const [term, weight] of query) sum += weight * this.#idf((this.#postings.get(term)?.length ?? 0) / 2);
    return sum;
  }

  /** What an entry's length costs each of its terms. */
  #normalise(): Float64Array {
    // A list that grew has room for a dozen more; most never get any.
    for (const [term, postings] of this.#postings) if (postings.length > 2) this.#postings.set(term, postings.slice());
    const average = this.#totalLength / Math.max(1, this.#items.length);
    return Float64Array.from(this.#lengths, (length) => K1 * (1 - this.#b + (this.#b * length) / average));
  }

  #idf(entries: number): number {
    return Math.log(1 + (this.#items.length - entries + 0.5) / (entries + 0.5));
  }
}
