import { foldFromRight, type Hash, hashNode } from './hash.ts';

/** A tree to which leaves are only added, of which nothing but its right edge is held: O(log n) hashes. */
export class Edge {
  #size = 0;
  /** Complete subtrees from left to right, each smaller than the one before. */
  readonly #parts: { hash: Hash; size: number }[] = [];

  get size(): number {
    return this.#size;
  }

  add(leaf: Hash): void {
    let part = { hash: leaf, size: 1 };
    for (let left = this.#parts.at(-1); left && left.size === part.size; left = this.#parts.at(-1)) {
      this.#parts.pop();
      part = { hash: hashNode(left.hash, part.hash), size: part.size * 2 };
    }
    this.#parts.push(part);
    this.#size += 1;
  }

  get root(): Hash {
    return foldFromRight(this.#parts.map(({ hash }) => hash));
  }
}
