import type { Leaf } from './checkpoint.ts';
import type { ReadTile, Tile } from './tiles.ts';

/** A leaf and its place in the tree. */
export interface PlacedLeaf extends Leaf {
  index: number;
}

/** A checkpoint as it is kept. */
export interface StoredCheckpoint {
  size: number;
  at: Date;
  /** The signed note. */
  note: string;
}

/** Where a checkpoint was handed to, and what was answered there. */
export interface Anchor {
  port: string;
  at: Date;
  answer: Buffer | undefined;
}

/** How far it was looked for conversations that have moved. */
export interface Progress {
  /** Entries until then have been looked at. */
  lookedUntil: Date;
  /** The conversation up to which the walk through all of them has come; empty where it begins. */
  walkedTo: string;
}

/** What the tree over all conversations' heads needs of a database. */
export interface TreeStore {
  /** What time it is for the database. */
  now(): Promise<Date>;
  /** Makes this transaction the only one that lets the tree grow, until it ends. False where another one is. */
  lock(): Promise<boolean>;
  tile: ReadTile;
  saveTiles(tiles: readonly Tile[]): Promise<void>;
  addLeaves(leaves: readonly PlacedLeaf[]): Promise<void>;
  /** The newest leaf of a conversation in the tree of that size, of those with no more than so many entries. */
  newestLeaf(conversationId: string, most: { size: number; entries: number }): Promise<PlacedLeaf | undefined>;
  addCheckpoint(checkpoint: StoredCheckpoint): Promise<void>;
  newestCheckpoint(): Promise<StoredCheckpoint | undefined>;
  /** The newest checkpoint that was handed out and has the leaf of that index. */
  newestAnchored(leaf: number): Promise<StoredCheckpoint | undefined>;
  anchorsOf(size: number): Promise<Anchor[]>;
  /** Notes that a checkpoint was handed out. What was noted first stays. */
  addAnchor(size: number, anchor: Anchor): Promise<void>;
  progress(): Promise<Progress | undefined>;
  saveProgress(progress: Progress): Promise<void>;
  /** Heads that have moved on since their last leaf, of conversations that have entries of a time after `from`, until `until`. */
  movedBetween(from: Date, until: Date, limit: number): Promise<Leaf[]>;
  /** The heads of the next conversations in the order of their ids, and which of them have moved on since their last leaf. */
  walk(after: string, limit: number): Promise<{ walkedTo: string | undefined; moved: Leaf[] }>;
}
