import type { PlacedLeaf, StoredCheckpoint } from '../checkpoints/tree-store.ts';

/** A leaf, and what the database has now where it points. */
export interface LeafAndEntry extends PlacedLeaf {
  /** The entry at that place; undefined where there is none. */
  entry: { hash: string; at: Date } | undefined;
  /** How many entries the conversation has; undefined where there is no such conversation. */
  headSeq: number | undefined;
}

/** The end of a conversation's log, as its own row has it. */
export interface LogEnd {
  id: string;
  headSeq: number;
  headHash: string;
}

/** What walking through a whole database needs of it: pages in order. */
export interface AuditStore {
  conversations(after: string, limit: number): Promise<LogEnd[]>;
  /** Of one conversation, as it is now. */
  end(id: string): Promise<LogEnd | undefined>;
  leaves(from: number, limit: number): Promise<LeafAndEntry[]>;
  checkpoints(afterSize: number, limit: number): Promise<StoredCheckpoint[]>;
}

/** An entry whose content may be erased. */
export interface Erasable {
  seq: number;
  id: string;
  digest: string;
}

/** What erasing needs of a database. */
export interface ErasureStore {
  /** Entries that still have their content and aren't the desk's own evidence: one of them, or all. */
  erasable(conversationId: string, seq: number | undefined): Promise<Erasable[]>;
  /** When an entry was written. */
  writtenAt(conversationId: string, seq: number): Promise<Date | undefined>;
  /** How many files the conversation has. */
  files(conversationId: string): Promise<number>;
  /** Empties a case's data and takes its policy's number off; it is closed, and its reference, times and steps stay. */
  emptyCase(one: { conversationId: string; id: string }, at: Date): Promise<void>;
  /**
   * Empties the content and the salt of entries, and deletes what was kept of it elsewhere: the files that they name, all
   * of the conversation's, or none; and the conversation's missed questions. Returns how many files were deleted.
   */
  empty(conversationId: string, seqs: readonly number[], files: 'named' | 'all' | 'none'): Promise<number>;
}
