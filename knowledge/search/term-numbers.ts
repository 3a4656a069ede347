import { ROOT, UNKNOWN, Vocabulary } from '../../language/classifier/vocabulary.ts';

/**
 * Numbers for the terms of texts, the same in every index: what an index keeps of a term is its number. A term's
 * characters are kept once, and those of what is only asked for not at all.
 */
export class TermNumbers {
  readonly #vocabulary = new Vocabulary();

  /** Grows with each term that is new: what was unknown before may be known now. */
  get known(): number {
    return this.#vocabulary.size;
  }

  /** The number of a term, which is known from now on. */
  learn(term: string): number {
    let node = ROOT;
    for (let i = 0; i < term.length; i++) node = this.#vocabulary.grow(node, term.charCodeAt(i));
    return node;
  }

  /** The number of a term, or one that no index has. */
  of(term: string): number {
    let node = ROOT;
    for (let i = 0; i < term.length && node !== UNKNOWN; i++) node = this.#vocabulary.next(node, term.charCodeAt(i));
    return node;
  }
}

/** All indexes'. */
export const TERMS = new TermNumbers();
