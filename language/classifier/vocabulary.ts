/** Where a feature's characters begin: one tree holds all of them, so that what begins alike is written once. */
export const ROOT = 0;

/** What isn't in the tree. */
export const UNKNOWN = -1;

/** Units from here on aren't characters but the nodes of words: the second one of a pair. */
export const PAIR = 0x1_0000;

const LEAST_ROOM = 1024;

/** A node's way from its parent: by a character, or from a word to the one after it. */
export interface Nodes {
  /** By node; a parent comes before its children. */
  parents: Int32Array;
  units: Int32Array;
}

/**
 * Numbers for the features of texts: a tree of UTF-16 units in one table, which is asked without making a string for
 * each feature. What is only read adds nothing to it.
 */
export class Vocabulary {
  #parents = new Int32Array(LEAST_ROOM);
  #units = new Int32Array(LEAST_ROOM);
  /** Nodes by the hash of how they are reached; at least half of it is empty. */
  #table = new Int32Array(2 * LEAST_ROOM);
  #size = 1;

  /** How many nodes there are; each is a number below. */
  get size(): number {
    return this.#size;
  }

  /** Where a unit leads from a node, or `UNKNOWN`. */
  next(parent: number, unit: number): number {
    if (parent === UNKNOWN) return UNKNOWN;
    return this.#table[this.#slot(parent, unit)] || UNKNOWN;
  }

  /** Where a unit leads from a node; a way that is new is added. */
  grow(parent: number, unit: number): number {
    const slot = this.#slot(parent, unit);
    const found = this.#table[slot];
    if (found) return found;
    const node = this.#size++;
    if (node === this.#parents.length) this.#double();
    this.#parents[node] = parent;
    this.#units[node] = unit;
    this.#table[this.#slot(parent, unit)] = node;
    return node;
  }

  /** The nodes that some lead through, the root left out, and where those are among them. */
  through(nodes: readonly number[]): Nodes & { at: Int32Array } {
    const isNeeded = new Uint8Array(this.#size);
    for (const node of nodes) isNeeded[node] = 1;
    for (let node = this.#size - 1; node > ROOT; node--) {
      if (!isNeeded[node]) continue;
      isNeeded[this.#parents[node] as number] = 1;
      const unit = this.#units[node] as number;
      if (unit >= PAIR) isNeeded[unit - PAIR] = 1;
    }
    const kept: number[] = [ROOT];
    const now = new Int32Array(this.#size);
    for (let node = ROOT + 1; node < this.#size; node++) if (isNeeded[node]) now[node] = kept.push(node) - 1;
    const unitOf = (unit: number) => (unit >= PAIR ? PAIR + (now[unit - PAIR] as number) : unit);
    return {
      parents: Int32Array.from(kept, (node) => now[this.#parents[node] as number] as number),
      units: Int32Array.from(kept, (node) => unitOf(this.#units[node] as number)),
      at: Int32Array.from(nodes, (node) => now[node] as number),
    };
  }

  /** Adds the nodes of another vocabulary; the number of each of them here. */
  add({ parents, units }: Nodes): Int32Array {
    const here = new Int32Array(parents.length);
    for (let node = ROOT + 1; node < parents.length; node++) {
      const unit = units[node] as number;
      here[node] = this.grow(
        here[parents[node] as number] as number,
        unit >= PAIR ? PAIR + (here[unit - PAIR] as number) : unit,
      );
    }
    return here;
  }

  /** Where a way is in the table, or where it would be. */
  #slot(parent: number, unit: number): number {
    const table = this.#table;
    const last = table.length - 1;
    let hash = Math.imul(parent, 0x9e37_79b1) ^ Math.imul(unit + 1, 0x85eb_ca6b);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b_3c6d);
    let slot = (hash ^ (hash >>> 13)) & last;
    for (let node = table[slot] as number; node !== 0; node = table[slot] as number) {
      if (this.#parents[node] === parent && this.#units[node] === unit) break;
      slot = (slot + 1) & last;
    }
    return slot;
  }

  #double(): void {
    const room = 2 * this.#parents.length;
    const larger = (of: Int32Array) => {
      const more = new Int32Array(room);
      more.set(of);
      return more;
    };
    const taken = this.#parents.length;
    this.#parents = larger(this.#parents);
    this.#units = larger(this.#units);
    this.#table = new Int32Array(2 * room);
    for (let node = ROOT + 1; node < taken; node++)
      this.#table[this.#slot(this.#parents[node] as number, this.#units[node] as number)] = node;
  }
}
