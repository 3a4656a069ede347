const K1 = 1.4;
const B = 0.75;

/** An entry's terms and how much they weigh. */
export interface Field {
  terms: readonly string[];
  weight: number;
}

/** Okapi BM25 over weighted fields (Robertson and Zaragoza, 2009). */
export class Bm25<T> {
  readonly #entries: { item: T; length: number }[] = [];
  readonly #postings = new Map<string, { entry: number; count: number }[]>();
  #totalLength = 0;

  add(item: T, fields: readonly Field[]): void {
    const entry = this.#entries.length;
    const counts = new Map<string, number>();
    let length = 0;
    for (const { terms, weight } of fields) {
      length += terms.length * weight;
      for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + weight);
    }
    for (const [term, count] of counts) {
      const postings = this.#postings.get(term);
      if (postings) postings.push({ entry, count });
      else this.#postings.set(term, [{ entry, count }]);
    }
    this.#entries.push({ item, length });
    this.#totalLength += length;
  }

  /** Entries that share a term with the question, the best first. */
  search(question: readonly string[]): { item: T; score: number }[] {
    const average = this.#totalLength / Math.max(1, this.#entries.length);
    const scores = new Map<number, number>();
    for (const term of new Set(question)) {
      const postings = this.#postings.get(term);
      if (!postings) continue;
      const idf = this.#idf(postings.length);
      for (const { entry, count } of postings) {
        const length = this.#entries[entry]?.length ?? 0;
        const gain = (idf * count * (K1 + 1)) / (count + K1 * (1 - B + (B * length) / average));
        scores.set(entry, (scores.get(entry) ?? 0) + gain);
      }
    }
    return [...scores]
      .sort(([, a], [, b]) => b - a)
      .map(([entry, score]) => ({ item: (this.#entries[entry] as { item: T }).item, score }));
  }

  /** The most that a question could score: every one of its terms found, each as often as in a perfect match. Unknown terms count fully. */
  ceiling(question: readonly string[]): number {
    let sum = 0;
    for (const term of new Set(question)) sum += this.#idf(this.#postings.get(term)?.length ?? 0) * (K1 + 1) * 0.5;
    return sum;
  }

  #idf(entries: number): number {
    return Math.log(1 + (this.#entries.length - entries + 0.5) / (entries + 0.5));
  }
}
