import { ROOT, UNKNOWN, Vocabulary } from '../../language/classifier/vocabulary.ts';

/** Finds which of many phrases stand in a text, in one pass over it. */
export class PhraseTrie<T> {
  /** Each unit's number. */
  readonly #numbers = new Map<string, number>();
  /** The phrases, by the numbers of their units: a node for each beginning, in one table. */
  readonly #nodes = new Vocabulary();
  /** By node, what the phrases that end there stand for. */
  readonly #ends: (readonly T[] | undefined)[] = [];
  /** Most phrases stand for one value alone: a list of it that they share. */
  readonly #alone = new Map<T, readonly T[]>();

  /** A phrase as its units: characters, or words. */
  add(phrase: readonly string[], value: T): void {
    let at = ROOT;
    for (const unit of phrase) at = this.#nodes.grow(at, this.#numberOf(unit));
    if (at === ROOT) return;
    while (this.#ends.length <= at) this.#ends.push(undefined);
    const ends = this.#ends[at];
    if (!ends) this.#ends[at] = this.#onlyOf(value);
    else if (!ends.includes(value)) this.#ends[at] = [...ends, value];
  }

  /** The values of the phrases in a text, in their order. A phrase that is only a part of a longer one there doesn't count. */
  in(text: readonly string[]): T[] {
    const units = text.map((unit) => this.#numbers.get(unit) ?? UNKNOWN);
    const found: T[] = [];
    let covered = 0;
    for (let start = 0; start < units.length; start++) {
      let longest: readonly T[] | undefined;
      let longestEnd = 0;
      let at = ROOT;
      for (let end = start; end < units.length; ) {
        const unit = units[end++] as number;
        at = unit === UNKNOWN ? UNKNOWN : this.#nodes.next(at, unit);
        if (at === UNKNOWN) break;
        const ends = this.#ends[at];
        if (ends) [longest, longestEnd] = [ends, end];
      }
      if (!longest || longestEnd <= covered) continue;
      found.push(...longest);
      covered = longestEnd;
    }
    return found;
  }

  #numberOf(unit: string): number {
    const known = this.#numbers.get(unit);
    if (known !== undefined) return known;
    this.#numbers.set(unit, this.#numbers.size);
    return this.#numbers.size - 1;
  }

  #onlyOf(value: T): readonly T[] {
    const known = this.#alone.get(value);
    if (known) return known;
    const list = [value];
    this.#alone.set(value, list);
    return list;
  }
}
