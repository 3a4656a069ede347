import { type Hash, hashNode } from './merkle/hash.ts';
import type { ReadNode } from './merkle/tree.ts';

/**
 * How the inner nodes are kept (after C2SP's tlog-tiles): a tile of level L has up to 256 hashes of the tree's level 8·L,
 * side by side; the seven levels above them are made from it. So a proof reads a tile for every eight levels, and a tree
 * that grows by a page writes little more than the page.
 */
export interface Tile {
  level: number;
  /** Which one of its level, from the left. */
  index: number;
  /** The hashes, one after the other. */
  hashes: Buffer;
}

const HEIGHT = 8;
const WIDTH = 2 ** HEIGHT;
const HASH_BYTES = 32;

/** Reads the hashes of a tile; undefined where there is none. */
export type ReadTile = (level: number, index: number) => Promise<Buffer | undefined>;

/** A tile that has to be there isn't, or is too short: the tree as it is kept is damaged. */
export class TileMissing extends Error {
  constructor(level: number, index: number) {
    super(`the tree is damaged: tile ${level}/${index} is missing or too short; desk verify --all says what else is`);
  }
}

/** Reads nodes out of tiles, each tile once. */
export function nodesIn(read: ReadTile): ReadNode {
  const tiles = new Map<string, Promise<Buffer | undefined>>();
  return async (level, index) => {
    const tileLevel = Math.floor(level / HEIGHT);
    const number = 2 ** (level % HEIGHT);
    const tileIndex = Math.floor((index * number) / WIDTH);
    const key = `${tileLevel}/${tileIndex}`;
    const reading = tiles.get(key) ?? read(tileLevel, tileIndex);
    tiles.set(key, reading);
    const first = (index * number) % WIDTH;
    const hashes = (await reading)?.subarray(first * HASH_BYTES, (first + number) * HASH_BYTES);
    if (hashes?.length !== number * HASH_BYTES) throw new TileMissing(tileLevel, tileIndex);
    return rootOfComplete(hashes);
  };
}

/** The tiles that change when leaves are added to a tree of that size. */
export async function tilesAfter(size: number, leaves: readonly Hash[], read: ReadTile): Promise<Tile[]> {
  const changed: Tile[] = [];
  let added = leaves;
  for (let level = 0, before = size; added.length > 0; level++, before = Math.floor(before / WIDTH)) {
    const complete: Hash[] = [];
    let index = Math.floor(before / WIDTH);
    const begun = before % WIDTH;
    let hashes = begun === 0 ? Buffer.alloc(0) : ((await read(level, index)) ?? Buffer.alloc(0));
    if (hashes.length < begun * HASH_BYTES) throw new TileMissing(level, index);
    hashes = hashes.subarray(0, begun * HASH_BYTES);
    for (let at = 0; at < added.length; index++) {
      const room = WIDTH - hashes.length / HASH_BYTES;
      hashes = Buffer.concat([hashes, ...added.slice(at, at + room)]);
      at += room;
      changed.push({ level, index, hashes });
      if (hashes.length === WIDTH * HASH_BYTES) complete.push(rootOfComplete(hashes));
      hashes = Buffer.alloc(0);
    }
    added = complete;
  }
  return changed;
}

/** The hash over 2^n hashes that stand side by side. */
function rootOfComplete(hashes: Buffer): Hash {
  let row: Hash[] = [];
  for (let at = 0; at < hashes.length; at += HASH_BYTES) row.push(hashes.subarray(at, at + HASH_BYTES));
  while (row.length > 1) {
    const above: Hash[] = [];
    for (let at = 0; at + 1 < row.length; at += 2) above.push(hashNode(row[at] as Hash, row[at + 1] as Hash));
    row = above;
  }
  return row[0] as Hash;
}
