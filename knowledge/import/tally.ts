/** Characters that a reader doesn't see: white space, controls, marks of direction and of possible breaks. */
const UNSEEN = /[\s\p{Cc}\p{Cf}]/u;

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A raised number as it is kept in words: 意外伤害¹. */
export const superscript = (digits: string): string =>
  digits.replace(/[0-9]/g, (digit) => SUPERSCRIPTS.charAt(Number(digit)));

/** How often each character occurs, raised or not. What goes into an import must come out of it. */
export class Tally {
  readonly #counts = new Map<string, number>();

  static of(texts: Iterable<string>): Tally {
    const tally = new Tally();
    for (const text of texts) tally.add(text);
    return tally;
  }

  add(text: string, times = 1): this {
    for (const character of text) {
      if (UNSEEN.test(character)) continue;
      const raised = SUPERSCRIPTS.indexOf(character);
      const plain = raised < 0 ? character : String(raised);
      this.#counts.set(plain, (this.#counts.get(plain) ?? 0) + times);
    }
    return this;
  }

  get total(): number {
    let total = 0;
    for (const count of this.#counts.values()) total += count;
    return total;
  }

  /** What this holds more often than the other, and what less often. */
  compare(other: Tally): { more: Map<string, number>; less: Map<string, number> } {
    const more = new Map<string, number>();
    const less = new Map<string, number>();
    for (const character of new Set([...this.#counts.keys(), ...other.#counts.keys()])) {
      const difference = (this.#counts.get(character) ?? 0) - (other.#counts.get(character) ?? 0);
      if (difference > 0) more.set(character, difference);
      if (difference < 0) less.set(character, -difference);
    }
    return { more, less };
  }
}
