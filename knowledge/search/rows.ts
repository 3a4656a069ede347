/** What has no row. */
export const NO_ROW = -1;

/** Rows for numbers that lie far apart, in the order in which they came: an open table, at most half of it taken. */
export class Rows {
  #numbers = new Int32Array(8);
  /** By a number's hash, its row and one more; 0 where there is none. */
  #table = new Int32Array(16);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The row of a number; {@link NO_ROW} where it has none. */
  of(number: number): number {
    return (this.#table[this.#slot(number)] as number) - 1;
  }

  /** The row of a number, the next one where it had none. */
  add(number: number): number {
    const slot = this.#slot(number);
    const taken = this.#table[slot] as number;
    if (taken > 0) return taken - 1;
    if (this.#size === this.#numbers.length) {
      this.#resize(Math.max(8, 2 * this.#size));
      return this.add(number);
    }
    this.#numbers[this.#size] = number;
    this.#table[slot] = ++this.#size;
    return this.#size - 1;
  }

  /** Gives back the room for numbers that won't come. */
  trim(): void {
    this.#resize(this.#size);
  }

  /** Where a number is in the table, or where it would be. */
  #slot(number: number): number {
    const table = this.#table;
    const last = table.length - 1;
    const hash = Math.imul(number, 0x9e37_79b1);
    let slot = (hash ^ (hash >>> 15)) & last;
    for (let taken = table[slot] as number; taken !== 0; taken = table[slot] as number) {
      if (this.#numbers[taken - 1] === number) break;
      slot = (slot + 1) & last;
    }
    return slot;
  }

  #resize(room: number): void {
    const numbers = new Int32Array(room);
    numbers.set(this.#numbers.subarray(0, this.#size));
    this.#numbers = numbers;
    this.#table = new Int32Array(2 ** Math.ceil(Math.log2(2 * room + 2)));
    for (let row = 0; row < this.#size; row++) this.#table[this.#slot(numbers[row] as number)] = row + 1;
  }
}
