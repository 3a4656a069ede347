import { leafHash, openCheckpoint, readCheckpoint } from '../../checkpoints/checkpoint.ts';
import type { PublicKey } from '../../checkpoints/keys.ts';
import { Edge } from '../../checkpoints/merkle/edge.ts';
import { rootOf } from '../../checkpoints/merkle/tree.ts';
import { nodesIn, TileMissing } from '../../checkpoints/tiles.ts';
import type { StoredCheckpoint } from '../../checkpoints/tree-store.ts';
import type { Stores } from '../../stores.ts';
import type { AuditStore, LeafAndEntry } from '../ports.ts';
import { PAGE, type Walking } from './report.ts';

/** Checks every leaf against the entry that it signed, and every checkpoint, also those from outside, against the leaves. */
export async function auditTree(
  { tree, audits }: Pick<Stores, 'tree' | 'audits'>,
  { keys, count, report, size, wanted }: Walking & { size: number; wanted: ReadonlyMap<number, readonly Buffer[]> },
): Promise<void> {
  const edge = new Edge();
  const next = signedInOrder(audits, size);
  let signed = (await next.next()).value;
  let before: Date | undefined;
  while (edge.size < size) {
    const page = await audits.leaves(edge.size, Math.min(PAGE, size - edge.size));
    if (page.length === 0) return report({ leaf: edge.size, reason: 'leaf-missing' });
    for (const leaf of page) {
      if (leaf.index !== edge.size) return report({ leaf: edge.size, reason: 'leaf-missing' });
      edge.add(leafHash(leaf));
      count.leaves += 1;
      const reason = faultOf(leaf);
      if (reason) report({ conversation: leaf.conversationId, leaf: leaf.index, seq: leaf.seq, reason });
      if (wanted.get(edge.size)?.some((root) => !root.equals(edge.root))) report({ kept: edge.size, reason: 'forked' });
      while (signed && signed.size <= edge.size) {
        count.checkpoints += 1;
        const reason = checkpointFault(signed, { keys, edge, before });
        if (reason) report({ size: signed.size, reason });
        before = signed.at;
        signed = (await next.next()).value;
      }
    }
  }
  if (size > 0 && !(await tilesMake(edge, tree))) report({ size, reason: 'tiles-differ' });
  const [further] = await audits.leaves(size, 1);
  if (further && ((await tree.newestCheckpoint())?.size ?? 0) === size)
    report({ leaf: further.index, reason: 'leaf-unsigned' });
}

/** The checkpoints up to a size, the smallest first. */
async function* signedInOrder(audits: AuditStore, most: number): AsyncGenerator<StoredCheckpoint, undefined> {
  for (let after = -1; ; ) {
    const page = await audits.checkpoints(after, PAGE);
    for (const checkpoint of page) if (checkpoint.size <= most) yield checkpoint;
    const last = page.at(-1);
    if (!last || last.size > most) return undefined;
    after = last.size;
  }
}

/** What is wrong with a leaf and the entry that it signed. */
function faultOf({ seq, head, at, entry, headSeq }: LeafAndEntry) {
  if (headSeq === undefined) return 'conversation-gone';
  if (!entry || headSeq < seq) return 'head-moved-back';
  return entry.hash === head && entry.at.getTime() === at.getTime() ? undefined : 'leaf-differs';
}

/** What is wrong with a checkpoint, beside the tree of its size and the checkpoint before it. */
function checkpointFault(
  { note, size, at }: StoredCheckpoint,
  { keys, edge, before }: { keys: readonly PublicKey[]; edge: Edge; before: Date | undefined },
) {
  const checkpoint = keys.length > 0 ? openCheckpoint(note, keys) : (readCheckpoint(note) ?? 'malformed');
  if (typeof checkpoint === 'string' || checkpoint.size !== size || checkpoint.at.getTime() !== at.getTime())
    return 'checkpoint-forged';
  if (edge.size !== size || !checkpoint.root.equals(edge.root)) return 'root-differs';
  return before && before >= at ? 'time-backwards' : undefined;
}

/** Whether the nodes that proofs are made of make the root of the leaves. */
async function tilesMake({ size, root }: Edge, tree: Stores['tree']): Promise<boolean> {
  try {
    return (await rootOf(size, nodesIn(tree.tile))).equals(root);
  } catch (error) {
    if (error instanceof TileMissing) return false;
    throw error;
  }
}
