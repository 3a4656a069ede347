import { createHash } from 'node:crypto';

/** A SHA-256 hash, 32 bytes. */
export type Hash = Buffer;

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

/** The hash over complete subtrees, the largest first. */
export const foldFromRight = (parts: readonly Hash[]): Hash =>
  parts.length === 0 ? EMPTY_ROOT : parts.reduceRight((right, left) => hashNode(left, right));
