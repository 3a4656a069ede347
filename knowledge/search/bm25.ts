import { NO_ROW, Rows } from './rows.ts';
import { TERMS } from './term-numbers.ts';

const K1 = 1.4;
const USUAL_B = 0.75;

/** An entry's terms and how much they weigh. */
export interface Field {
  terms: readonly string[];
  /** A multiple of a power of two, such as 1.5: sums of others are rounded to 24 bits. */
  weight: number;
}

/** What is looked for: terms by their numbers (`TERMS`), and how much each one weighs. */
export interface Query {
  terms: Int32Array;
  weights: Float64Array;
}

/** Looks for terms that weigh so much. It knows the terms of the indexes that are there. */
export const queryOf = (terms: ReadonlyMap<string, number>): Query => ({
  terms: Int32Array.from(terms.keys(), (term) => TERMS.of(term)),
  weights: Float64Array.from(terms.values()),
});

/** Postings by term: of each its row, and a row's postings lie from its start to the next one's. */
interface ByTerm {
  rows: Rows;
  starts: Uint32Array;
  /** Of a posting, the entry and how much the term weighs in it. */
  entries: Uint32Array;
  weights: Float32Array;
}

/** Okapi BM25 over weighted fields (Robertson and Zaragoza, 2009). Entries are told by their positions. */
export class Bm25 {
  readonly #postings: ByTerm;
  /** What an entry's length costs each of its terms. */
  readonly #norms: Float64Array;

  /** Made by {@link Bm25Builder}. */
  constructor(postings: ByTerm, norms: Float64Array) {
    this.#postings = postings;
    this.#norms = norms;
  }

  /** How many entries there are. */
  get size(): number {
    return this.#norms.length;
  }

  /** The score of each entry, by its position; 0 for those that share nothing with the query. */
  scores(query: Query): Float64Array {
    const { rows, starts, entries, weights } = this.#postings;
    const norms = this.#norms;
    const scores = new Float64Array(norms.length);
    for (let i = 0; i < query.terms.length; i++) {
      const row = rows.of(query.terms[i] as number);
      if (row === NO_ROW) continue;
      const start = starts[row] as number;
      const end = starts[row + 1] as number;
      const gain = (query.weights[i] as number) * this.#idf(end - start) * (K1 + 1);
      for (let at = start; at < end; at++) {
        const entry = entries[at] as number;
        const count = weights[at] as number;
        scores[entry] = (scores[entry] as number) + (gain * count) / (count + (norms[entry] as number));
      }
    }
    return scores;
  }

  /** Whether any entry has the term. */
  has(term: string): boolean {
    return this.#postings.rows.of(TERMS.of(term)) !== NO_ROW;
  }

  /** What a query weighs here: an entry that has each of its terms about as often as is usual scores this much. Unknown terms count fully. */
  weigh({ terms, weights }: Query): number {
    let sum = 0;
    for (let i = 0; i < terms.length; i++) sum += (weights[i] as number) * this.#idf(this.#with(terms[i] as number));
    return sum;
  }

  /** How many entries have a term. */
  #with(term: number): number {
    const { rows, starts } = this.#postings;
    const row = rows.of(term);
    return row === NO_ROW ? 0 : (starts[row + 1] as number) - (starts[row] as number);
  }

  #idf(entries: number): number {
    return Math.log(1 + (this.size - entries + 0.5) / (entries + 0.5));
  }
}

/** Makes an index as texts are read, entry by entry. */
export class Bm25Builder {
  readonly #rows = new Rows();
  /** By row: how many entries have it, and where its last posting is. */
  readonly #counts: number[] = [];
  readonly #last: number[] = [];
  /** By posting. */
  readonly #rowOf: number[] = [];
  readonly #entries: number[] = [];
  readonly #weights: number[] = [];
  readonly #lengths: number[] = [];
  #totalLength = 0;

  /** The next entry. */
  add(fields: readonly Field[]): void {
    const entry = this.#lengths.length;
    let length = 0;
    for (const { terms, weight } of fields) {
      length += terms.length * weight;
      for (const term of terms) this.#addTerm(TERMS.learn(term), entry, weight);
    }
    this.#lengths.push(length);
    this.#totalLength += length;
  }

  /** The index over all entries. `b` from 0 to 1: how much a long entry's terms count less. */
  built(b = USUAL_B): Bm25 {
    const average = this.#totalLength / Math.max(1, this.#lengths.length);
    const norms = Float64Array.from(this.#lengths, (length) => K1 * (1 - b + (b * length) / average));
    return new Bm25(this.#byTerm(), norms);
  }

  #addTerm(term: number, entry: number, weight: number): void {
    const row = this.#rows.add(term);
    const last = this.#last[row];
    if (last !== undefined && this.#entries[last] === entry) {
      this.#weights[last] = (this.#weights[last] as number) + weight;
      return;
    }
    this.#counts[row] = (this.#counts[row] ?? 0) + 1;
    this.#last[row] = this.#entries.length;
    this.#rowOf.push(row);
    this.#entries.push(entry);
    this.#weights.push(weight);
  }

  #byTerm(): ByTerm {
    const starts = new Uint32Array(this.#counts.length + 1);
    for (const [row, count] of this.#counts.entries()) starts[row + 1] = (starts[row] as number) + count;
    const next = starts.slice();
    const entries = new Uint32Array(this.#entries.length);
    const weights = new Float32Array(this.#entries.length);
    for (const [posting, row] of this.#rowOf.entries()) {
      const at = next[row] as number;
      next[row] = at + 1;
      entries[at] = this.#entries[posting] as number;
      weights[at] = this.#weights[posting] as number;
    }
    this.#rows.trim();
    return { rows: this.#rows, starts, entries, weights };
  }
}
