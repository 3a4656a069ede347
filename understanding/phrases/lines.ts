import { ROOT, UNKNOWN, Vocabulary } from '../../language/classifier/vocabulary.ts';
import { requiredWords } from '../../language/required-words.ts';

/** Which of some words are in a text, in one pass over it. */
class Words {
  readonly #tree = new Vocabulary();
  /** By node, the number of the word that ends there, and one more. */
  readonly #ends: (number | undefined)[] = [];
  #size = 0;
  #last: { text: string; found: Uint8Array } | undefined;

  /** A word's number. */
  add(word: string): number {
    this.#last = undefined;
    let node = ROOT;
    for (let i = 0; i < word.length; i++) node = this.#tree.grow(node, word.charCodeAt(i));
    const end = this.#ends[node] ?? ++this.#size;
    this.#ends[node] = end;
    return end - 1;
  }

  /** By number, whether a word is in a text. */
  in(text: string): Uint8Array {
    if (this.#last?.text === text) return this.#last.found;
    const found = new Uint8Array(this.#size);
    for (let start = 0; start < text.length; start++) {
      let node = ROOT;
      for (let i = start; i < text.length; i++) {
        node = this.#tree.next(node, text.charCodeAt(i));
        if (node === UNKNOWN) break;
        const end = this.#ends[node];
        if (end !== undefined) found[end - 1] = 1;
      }
    }
    this.#last = { text, found };
    return found;
  }
}

/** A mark where a line's words stood: no pattern goes over it. */
const GONE = '|';

/** A line of a list: its pattern, which is compiled when a text first has its words, and what a text must have for it. */
class Line {
  readonly #source: string;
  readonly #required: number[][];
  #pattern: RegExp | undefined;

  constructor(source: string, words: Words) {
    this.#source = source;
    this.#required = requiredWords(source).map((set) => set.map((word) => words.add(word)));
  }

  mayBeIn(found: Uint8Array): boolean {
    return this.#required.every((set) => set.some((word) => found[word] === 1));
  }

  /** Where it first is in a text, from a place on. */
  firstIn(text: string, from: number): RegExpExecArray | null {
    this.#pattern ??= new RegExp(this.#source, 'gu');
    this.#pattern.lastIndex = from;
    return this.#pattern.exec(text);
  }
}

/**
 * Lines that mean the same, as one pattern that has them as its alternatives would be in a text; but of most texts none is
 * looked through, as they have not the words for it.
 */
export class Lines {
  readonly #words: Words;
  readonly #lines: readonly Line[];

  constructor(patterns: readonly string[], words: Words) {
    this.#words = words;
    this.#lines = patterns.map((pattern) => new Line(pattern, words));
  }

  isIn(text: string): boolean {
    return this.#thatMayBeIn(text).some((line) => line.firstIn(text, 0) !== null);
  }

  /** Where they are, one after another. */
  placesIn(text: string): RegExpExecArray[] {
    const places: RegExpExecArray[] = [];
    const lines = this.#thatMayBeIn(text);
    for (let from = 0; lines.length > 0; ) {
      let first: RegExpExecArray | undefined;
      for (const line of lines) {
        const place = line.firstIn(text, from);
        if (place && place.index < (first?.index ?? Number.POSITIVE_INFINITY)) first = place;
      }
      if (!first) break;
      places.push(first);
      from = first.index + Math.max(1, first[0].length);
    }
    return places;
  }

  /** A text with a mark in the place of each. */
  without(text: string): string {
    let [rest, end] = ['', 0];
    for (const { 0: words, index } of this.placesIn(text)) {
      rest += text.slice(end, index) + GONE;
      end = index + words.length;
    }
    return rest + text.slice(end);
  }

  #thatMayBeIn(text: string): readonly Line[] {
    const found = this.#words.in(text);
    return this.#lines.filter((line) => line.mayBeIn(found));
  }
}

/** Makes the groups of one list, which are asked of the same texts and share their words. */
export function groupsOfOneList(): (patterns: readonly string[]) => Lines {
  const words = new Words();
  return (patterns) => new Lines(patterns, words);
}
