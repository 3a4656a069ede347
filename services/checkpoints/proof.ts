import type { TranscriptLine } from '../conversation-log/transcript.ts';
import { type Checkpoint, leafHash, openCheckpoint, readCheckpoint } from './checkpoint.ts';
import type { PublicKey } from './keys.ts';
import { isIncluded } from './merkle/check-proof.ts';
import { proveInclusion } from './merkle/tree.ts';
import type { Proven } from './proven.ts';
import { nodesIn } from './tiles.ts';
import type { TreeStore } from './tree-store.ts';

/**
 * Proves that a conversation's newest leaf, of those with no more than `entries` entries, stands in a checkpoint: the
 * newest one that was handed out, else the newest. Undefined where there is no leaf yet, or the tree doesn't bear it out.
 */
export async function proveConversation(
  tree: TreeStore,
  { conversationId, entries, keys }: { conversationId: string; entries: number; keys: readonly PublicKey[] },
): Promise<Proven | undefined> {
  const newest = await tree.newestCheckpoint();
  const leaf = newest && (await tree.newestLeaf(conversationId, { size: newest.size, entries }));
  if (!leaf) return undefined;
  const { note } = (await tree.newestAnchored(leaf.index)) ?? newest;
  const checkpoint = openCheckpoint(note, keys);
  if (typeof checkpoint === 'string') return undefined;
  const path = await proveInclusion(leaf.index, checkpoint.size, nodesIn(tree.tile)).catch(() => undefined);
  if (!path || !isIncluded(leafHash(leaf), { index: leaf.index, ...checkpoint }, path)) return undefined;
  const { index, seq, head, at } = leaf;
  return {
    checkpoint: note,
    leaf: { index, seq, head, at: at.toISOString() },
    path: path.map((hash) => hash.toString('base64')),
    anchors: (await tree.anchorsOf(checkpoint.size)).map((anchor) => ({
      port: anchor.port,
      at: anchor.at.toISOString(),
      answer: anchor.answer?.toString('base64') ?? null,
    })),
  };
}

/** Why a proof proves nothing. */
export type ProofFault =
  /** By none of the keys. */
  | 'another-key'
  | 'checkpoint-forged'
  /** The leaf isn't of this log. */
  | 'leaf-differs'
  /** It doesn't stand where the proof says. */
  | 'not-included'
  /** Somebody else has another checkpoint of the same size: there are two trees. */
  | 'forked';

/** What a proof proves: so many entries stood in this checkpoint, which is one of those given from outside or not. */
export interface Anchoring {
  entries: number;
  until: string;
  checkpoint: Checkpoint;
  outside: boolean;
}

/** Checks a proof against the entries beside it, and against checkpoints that somebody else kept. */
export function checkProof(
  conversationId: string,
  lines: readonly TranscriptLine[],
  { proven, keys, kept }: { proven: Proven; keys: readonly PublicKey[]; kept: readonly string[] },
): Anchoring | ProofFault {
  const checkpoint = openCheckpoint(proven.checkpoint, keys);
  if (typeof checkpoint === 'string') return checkpoint === 'unknown-key' ? 'another-key' : 'checkpoint-forged';
  const { index, seq, head, at } = proven.leaf;
  const entry = lines[seq - 1];
  if (entry?.hash !== head || entry.at !== at) return 'leaf-differs';
  const leaf = leafHash({ conversationId, seq, head, at: new Date(at) });
  const path = proven.path.map((hash) => Buffer.from(hash, 'base64'));
  if (!isIncluded(leaf, { index, ...checkpoint }, path)) return 'not-included';
  const same = kept.flatMap((note) => readCheckpoint(note) ?? []).filter(({ size }) => size === checkpoint.size);
  if (same.some(({ root }) => !root.equals(checkpoint.root))) return 'forked';
  return { entries: seq, until: at, checkpoint, outside: same.length > 0 };
}
