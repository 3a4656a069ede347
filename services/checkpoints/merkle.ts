import { createHash } from 'node:crypto';

/** A SHA-256 hash, 32 bytes. */
export type Hash = Buffer;

/**
 * Reads the hash of a complete subtree: at `level`, the one over the leaves from `index * 2^level` on. Sizes and indices
 * are numbers beyond 32 bits, so that nothing here shifts bits.
 */
export type ReadNode = (level: number, index: number) => Promise<Hash>;

const sha256 = (...parts: readonly Uint8Array[]): Hash => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);

/** RFC 6962, 2.1: the hash of a leaf, which no inner node can have. */
export const hashLeaf = (data: Uint8Array): Hash => sha256(LEAF, data);
export const hashNode = (left: Hash, right: Hash): Hash => sha256(NODE, left, right);

/** The root of a tree without leaves. */
export const EMPTY_ROOT = sha256();

/** Leaves from the first to before the second. */
type Range = readonly [from: number, to: number];

/** The largest power of two below `size`, which is at least 2. */
function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

/** The ranges whose hashes prove that a leaf is in a range of leaves (RFC 6962, 2.1.1). */
function pathOf(index: number, [from, to]: Range): Range[] {
  if (to - from <= 1) return [];
  const middle = from + splitOf(to - from);
  return index < middle
    ? [...pathOf(index, [from, middle]), [middle, to]]
    : [...pathOf(index, [middle, to]), [from, middle]];
}

/** The ranges whose hashes prove that the first `size` leaves of a range were a tree by themselves (RFC 6962, 2.1.2). */
function subproofOf(size: number, [from, to]: Range, whole: boolean): Range[] {
  if (size === to - from) return whole ? [] : [[from, to]];
  const split = splitOf(to - from);
  const middle = from + split;
  return size <= split
    ? [...subproofOf(size, [from, middle], whole), [middle, to]]
    : [...subproofOf(size - split, [middle, to], false), [from, middle]];
}

/** The hash over a range that the tree's own splits make: its complete subtrees become smaller from left to right. */
async function hashOfRange([from, to]: Range, read: ReadNode): Promise<Hash> {
  const parts: Hash[] = [];
  for (let at = from; at < to; ) {
    let [level, size] = [0, 1];
    while (size * 2 <= to - at) [level, size] = [level + 1, size * 2];
    parts.push(await read(level, at / size));
    at += size;
  }
  return foldFromRight(parts);
}

/** The hash over complete subtrees, the largest first. */
const foldFromRight = (parts: readonly Hash[]): Hash =>
  parts.length === 0 ? EMPTY_ROOT : parts.reduceRight((right, left) => hashNode(left, right));

const hashesOf = async (ranges: readonly Range[], read: ReadNode): Promise<Hash[]> => {
  const hashes: Hash[] = [];
  for (const range of ranges) hashes.push(await hashOfRange(range, read));
  return hashes;
};

/** The root of the tree of the first `size` leaves. */
export const rootOf = (size: number, read: ReadNode): Promise<Hash> => hashOfRange([0, size], read);

/** Proves that a leaf is in the tree of that size. Throws where it can't be. */
export function proveInclusion(index: number, size: number, read: ReadNode): Promise<Hash[]> {
  if (!(index >= 0 && index < size)) throw new RangeError(`leaf ${index} isn't in a tree of ${size}`);
  return hashesOf(pathOf(index, [0, size]), read);
}

/** Proves that the tree of `first` leaves is the beginning of the tree of `second`. Throws where it can't be. */
export function proveConsistency(first: number, second: number, read: ReadNode): Promise<Hash[]> {
  if (!(first >= 0 && first <= second)) throw new RangeError(`a tree of ${first} isn't in one of ${second}`);
  return hashesOf(first === 0 ? [] : subproofOf(first, [0, second], true), read);
}

const half = (value: number): number => Math.floor(value / 2);
const isOdd = (value: number): boolean => value % 2 === 1;

/** Whether a proof shows that a leaf stands at an index of the tree with that size and root (RFC 9162, 2.1.3.2). */
export function isIncluded(
  leaf: Hash,
  { index, size, root }: { index: number; size: number; root: Hash },
  proof: readonly Hash[],
): boolean {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return false;
  let [at, last, hash] = [index, size - 1, leaf];
  for (const other of proof) {
    if (last === 0) return false;
    if (isOdd(at) || at === last) {
      hash = hashNode(other, hash);
      while (!isOdd(at) && at !== 0) [at, last] = [half(at), half(last)];
    } else hash = hashNode(hash, other);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && hash.equals(root);
}

/** A tree, as a checkpoint names it. */
export interface TreeHead {
  size: number;
  root: Hash;
}

/** Whether a proof shows that the first tree is the beginning of the second (RFC 9162, 2.1.4.2). */
export function isConsistent(first: TreeHead, second: TreeHead, proof: readonly Hash[]): boolean {
  if (!Number.isSafeInteger(first.size) || !Number.isSafeInteger(second.size)) return false;
  if (first.size < 0 || first.size > second.size) return false;
  if (first.size === second.size) return proof.length === 0 && first.root.equals(second.root);
  if (first.size === 0) return proof.length === 0 && first.root.equals(EMPTY_ROOT);
  let [at, last] = [first.size - 1, second.size - 1];
  while (isOdd(at)) [at, last] = [half(at), half(last)];
  // Where the first tree is one complete subtree, its root isn't in the proof.
  const [start, ...rest] = at === 0 ? [first.root, ...proof] : proof;
  if (!start) return false;
  let [before, after] = [start, start];
  for (const other of rest) {
    if (last === 0) return false;
    if (isOdd(at) || at === last) {
      [before, after] = [hashNode(other, before), hashNode(other, after)];
      while (!isOdd(at) && at !== 0) [at, last] = [half(at), half(last)];
    } else after = hashNode(after, other);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && before.equals(first.root) && after.equals(second.root);
}

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
