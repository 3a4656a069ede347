import { ROOT, UNKNOWN, Vocabulary } from './classifier/vocabulary.ts';
import type { OneOf } from './required-words.ts';

/** So many texts that were looked through last are remembered, each of at most so many characters. */
const RECENT = 64;
export const MOST_REMEMBERED = 20_000;

/** Letters beyond ASCII that `i` with `u` takes for k and s. */
const KELVIN = 0x212a;
const LONG_S = 0x17f;

/** A unit of a text without its case, as far as words are looked for by it. */
function plain(unit: number): number {
  if (unit >= 65 && unit <= 90) return unit + 32;
  if (unit === KELVIN) return 107;
  return unit === LONG_S ? 115 : unit;
}

/**
 * Which of some sets of words a text has a word of, in one pass over it for all of them, in letters of either case. It
 * may take a text for one that has a word, never for one that hasn't.
 */
export class WordsInTexts {
  readonly #tree = new Vocabulary();
  /** By node, the sets of the word that ends there. */
  readonly #sets: (number[] | undefined)[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #recent = new Map<string, Uint8Array>();
  #last: { text: string; found: Uint8Array } | undefined;

  /** A set's number; undefined for one by whose words nothing can be told. */
  add(words: OneOf): number | undefined {
    if (words.length === 0 || words.some((word) => word === '' || hasOtherCase(word))) return undefined;
    const all = [...new Set(words.map((word) => word.toLowerCase()))].sort();
    const name = all.join('\n');
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(name, number);
    for (const word of all) {
      let node = ROOT;
      for (let i = 0; i < word.length; i++) node = this.#tree.grow(node, word.charCodeAt(i));
      const sets = this.#sets[node];
      if (sets) sets.push(number);
      else this.#sets[node] = [number];
    }
    // They were looked through without it.
    this.#recent.clear();
    this.#last = undefined;
    return number;
  }

  /** By number, whether a text has a word of a set: 1 where it has. */
  in(text: string): Uint8Array {
    if (this.#last?.text === text) return this.#last.found;
    let found = this.#recent.get(text);
    if (!found) {
      found = this.#lookThrough(text);
      if (text.length <= MOST_REMEMBERED) this.#remember(text, found);
    }
    this.#last = { text, found };
    return found;
  }

  #lookThrough(text: string): Uint8Array {
    const found = new Uint8Array(this.#numbers.size);
    for (let start = 0; start < text.length; start++) {
      let node = ROOT;
      for (let i = start; i < text.length; i++) {
        node = this.#tree.next(node, plain(text.charCodeAt(i)));
        if (node === UNKNOWN) break;
        const sets = this.#sets[node];
        if (sets) for (const set of sets) found[set] = 1;
      }
    }
    return found;
  }

  #remember(text: string, found: Uint8Array): void {
    const [oldest] = this.#recent.size >= RECENT ? this.#recent.keys() : [];
    if (oldest !== undefined) this.#recent.delete(oldest);
    this.#recent.set(text, found);
  }
}

/** The one for every pattern: a text is looked through once for all of them. */
export const WORDS_IN_TEXTS = new WordsInTexts();

/** Beyond ASCII letters have cases that aren't folded alike everywhere. */
const hasOtherCase = (word: string): boolean => {
  const beyond = word.replace(/[\x20-\x7e]/g, '');
  return beyond.toLowerCase() !== beyond || beyond.toUpperCase() !== beyond;
};
