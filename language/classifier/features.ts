import { syllablesOf } from '../pinyin.ts';
import { PAIR, ROOT, UNKNOWN, Vocabulary } from './vocabulary.ts';

/** Nobody says what tells most later than in so many characters. */
const MOST_LEARNT_FROM = 300;
/** A text of so many characters has no more features, its ends counted. */
export const MOST_FEATURES = 6 * (MOST_LEARNT_FROM + 2);

const SPACE = ' '.charCodeAt(0);
const HAN = /\p{Script=Han}/u;
const WORD_BESIDE_HAN = /[a-z']{2,}/g;

/** Where a character leads from a node of the vocabulary. */
type Next = (parent: number, unit: number) => number;

/** The features that a text has, in the order in which they first stand in it. It is overwritten by the next text's. */
export interface Bag {
  size: number;
  nodes: Int32Array;
  counts: Int32Array;
}

/**
 * How a text is read: each in its language, a text with a Han character as Chinese; or all languages together, so that a
 * sentence of two has the features of both, and one that is spelled out has those of how it is said.
 */
export type LanguagesRead = 'apart' | 'together';

/**
 * Counts the features of texts: characters in ones to threes for Chinese; words, their pairs, and characters in threes
 * and fours for English; syllables in twos and threes where languages are read together. What several classifiers ask of
 * the same text is counted once.
 */
export class Features {
  readonly vocabulary = new Vocabulary();
  readonly #bag: Bag = { size: 0, nodes: new Int32Array(MOST_FEATURES), counts: new Int32Array(MOST_FEATURES) };
  /** By node, its place in the bag and one more; 0 where it isn't in it. */
  #places = new Int32Array(0);
  /** Where the features that begin at each character have led so far. */
  readonly #ways = new Int32Array(MOST_LEARNT_FROM + 2);
  readonly #words: number;
  readonly #characters: number;
  readonly #syllables: number;
  readonly #languages: LanguagesRead;
  #last: { text: string; known: number } | undefined;

  constructor(languages: LanguagesRead = 'apart') {
    this.#languages = languages;
    const root = (letter: string) => this.vocabulary.grow(this.vocabulary.grow(ROOT, letter.charCodeAt(0)), SPACE);
    this.#words = root('w');
    this.#characters = root('c');
    this.#syllables = root('y');
  }

  /** Those of a text's features that are known; also what only leads to one, and is none of anybody's. */
  of(text: string): Bag {
    const known = this.vocabulary.size;
    if (this.#last?.text === text && this.#last.known === known) return this.#bag;
    this.#last = undefined;
    this.#read(text, (parent, unit) => this.vocabulary.next(parent, unit));
    this.#last = { text, known };
    return this.#bag;
  }

  /** All of a text's features, which are known from now on. */
  learn(text: string): Bag {
    this.#last = undefined;
    this.#read(text, (parent, unit) => this.vocabulary.grow(parent, unit));
    return this.#bag;
  }

  #read(text: string, next: Next): void {
    this.#clear();
    const lower = text.toLowerCase().slice(0, MOST_LEARNT_FROM);
    if (this.#languages === 'together') this.#readTogether(lower.replace(/\d+/g, '0'), next);
    else if (HAN.test(lower)) this.#readChinese(lower.replace(/\d+/g, '0'), next);
    else this.#readWords(lower.replace(/\d+/g, '0'), next);
  }

  #readTogether(lower: string, next: Next): void {
    if (HAN.test(lower)) this.#readChinese(lower.replace(WORD_BESIDE_HAN, ' '), next);
    if (/[a-z]{2}/.test(lower)) this.#readWords(lower.replace(/[^a-z0'’]+/g, ' '), next);
    const said = syllablesOf(lower);
    this.#ways.fill(this.#syllables, 0, said.length);
    for (let n = 1; n <= 3; n++) this.#further(said, n, next, n >= 2);
  }

  #readChinese(lower: string, next: Next): void {
    const characters = `^${lower.replace(/[^\p{Script=Han}a-z0]+/gu, ' ').trim()}$`;
    this.#ways.fill(ROOT, 0, characters.length);
    for (let n = 1; n <= 3; n++) this.#further(characters, n, next, true);
  }

  #readWords(lower: string, next: Next): void {
    const words = lower.replace(/[’']/g, "'").match(/[\p{L}0']+/gu) ?? [];
    let before = UNKNOWN;
    for (const word of words) {
      let way = this.#words;
      for (let i = 0; i < word.length; i++) way = next(way, word.charCodeAt(i));
      this.#count(way);
      if (before !== UNKNOWN && way !== UNKNOWN) this.#count(next(before, PAIR + way));
      before = way;
    }
    const joined = ` ${words.join(' ')} `;
    this.#ways.fill(this.#characters, 0, joined.length);
    for (let n = 1; n <= 4; n++) this.#further(joined, n, next, n >= 3);
  }

  /** Leads each way on by the `n`th character of what begins there. */
  #further(characters: string, n: number, next: Next, isCounted: boolean): void {
    const ways = this.#ways;
    for (let i = 0; i + n <= characters.length; i++) {
      const way = ways[i] as number;
      if (way === UNKNOWN) continue;
      const further = next(way, characters.charCodeAt(i + n - 1));
      ways[i] = further;
      if (isCounted) this.#count(further);
    }
  }

  #count(node: number): void {
    if (node === UNKNOWN) return;
    if (node >= this.#places.length) this.#makeRoom();
    const bag = this.#bag;
    const place = this.#places[node] as number;
    if (place > 0) {
      bag.counts[place - 1] = (bag.counts[place - 1] as number) + 1;
      return;
    }
    bag.nodes[bag.size] = node;
    bag.counts[bag.size] = 1;
    this.#places[node] = ++bag.size;
  }

  #clear(): void {
    const { nodes, size } = this.#bag;
    for (let i = 0; i < size; i++) this.#places[nodes[i] as number] = 0;
    this.#bag.size = 0;
  }

  #makeRoom(): void {
    const larger = new Int32Array(Math.max(1024, 2 * this.#places.length, this.vocabulary.size));
    larger.set(this.#places);
    this.#places = larger;
  }
}
