import { EMPTY_ROOT, type Hash, hashNode } from './hash.ts';

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
