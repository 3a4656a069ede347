import { foldFromRight, type Hash } from './hash.ts';

/**
 * Reads the hash of a complete subtree: at `level`, the one over the leaves from `index * 2^level` on. Sizes and indices
 * are numbers beyond 32 bits, so that nothing here shifts bits.
 */
export type ReadNode = (level: number, index: number) => Promise<Hash>;

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
