import { leafHash, openCheckpoint, readCheckpoint } from '../checkpoints/checkpoint.ts';
import { Edge, rootOf } from '../checkpoints/merkle.ts';
import type { PublicKey } from '../checkpoints/signed-note.ts';
import { nodesIn, TileMissing } from '../checkpoints/tiles.ts';
import type { StoredCheckpoint } from '../checkpoints/tree-store.ts';
import type { Stores } from '../stores.ts';
import { type LogFault, LogWalk } from './log-walk.ts';
import type { AuditStore, LeafAndEntry, LogEnd } from './ports.ts';

/** What is wrong with the database, and where. */
export type AuditFault =
  | ({ conversation: string } & LogFault)
  | {
      conversation: string;
      leaf: number;
      seq: number;
      reason: /** Its log was signed, and isn't there any more. */
        | 'conversation-gone'
        /** It has fewer entries than were signed. */
        | 'head-moved-back'
        /** Another entry stands where one was signed. */
        | 'leaf-differs';
    }
  | { leaf: number; reason: 'leaf-missing' | 'leaf-unsigned' }
  | {
      size: number;
      reason: /** Its signature isn't the desk's, or isn't of this. */
        | 'checkpoint-forged'
        /** The leaves make another root. */
        | 'root-differs'
        /** It is no later than the one before. */
        | 'time-backwards'
        /** The nodes that proofs are made of make another root. */
        | 'tiles-differ';
    }
  | {
      kept: number;
      reason: /** A checkpoint from outside isn't the desk's. */
        | 'checkpoint-forged'
        /** It has more leaves than the tree: something signed is gone. */
        | 'tree-shorter'
        /** The tree isn't one that goes on from it. */
        | 'forked';
    };

/** What was looked at. */
export interface AuditCount {
  conversations: number;
  entries: number;
  erased: number;
  /** Entries whose content an archive has. */
  archived: number;
  /** Erasures that the desk's key didn't sign, because there was none; and notes of what was archived. */
  unsignedErasures: number;
  unsignedArchivings: number;
  leaves: number;
  checkpoints: number;
  /** Conversations of which a fault was found, and all faults. */
  faults: number;
}

const PAGE = 500;
/** Logs that are walked through side by side, so that one is read while another is hashed; each holds a piece (`LogWalk`). */
const AT_ONCE = 4;
/** A log that goes on during each of so many walks is reported as the last one found it. */
const MOST_WALKS = 5;

/**
 * Walks through a whole database in pages, holding nothing of it but the tree's right edge: every chain, every leaf
 * against the entry that it signed, every checkpoint against the leaves, and checkpoints that somebody else kept.
 * Without keys no signature is looked at. `found` hears of every fault.
 */
export async function audit(
  stores: Pick<Stores, 'log' | 'tree' | 'audits'>,
  { keys, kept, found }: { keys: readonly PublicKey[]; kept: readonly string[]; found: (fault: AuditFault) => void },
): Promise<AuditCount> {
  const count: AuditCount = {
    ...{ conversations: 0, entries: 0, erased: 0, archived: 0, unsignedErasures: 0, unsignedArchivings: 0 },
    ...{ leaves: 0, checkpoints: 0, faults: 0 },
  };
  const report = (fault: AuditFault) => {
    count.faults += 1;
    found(fault);
  };
  // What is added while we walk is the next walk's.
  const size = (await stores.tree.newestCheckpoint())?.size ?? 0;
  await auditLogs(stores, { keys, count, report });
  const wanted = outside(kept, { keys, size, report });
  await auditTree(stores, { keys, count, report, size, wanted });
  return count;
}

interface Walking {
  keys: readonly PublicKey[];
  count: AuditCount;
  report: (fault: AuditFault) => void;
}

async function auditLogs(
  { log, audits }: Pick<Stores, 'log' | 'audits'>,
  { keys, count, report }: Walking,
): Promise<void> {
  for (let after = ''; ; ) {
    const page = await audits.conversations(after, PAGE);
    for (let at = 0; at < page.length; at += AT_ONCE) {
      const walked = page.slice(at, at + AT_ONCE).map((end) => auditLog({ log, audits }, end, keys));
      for (const { id, walk, fault } of await Promise.all(walked)) {
        count.conversations += 1;
        count.entries += walk.entries;
        count.erased += walk.erased;
        count.archived += walk.archived;
        count.unsignedErasures += walk.unsignedErasures;
        count.unsignedArchivings += walk.unsignedArchivings;
        if (fault) report({ conversation: id, ...fault });
      }
    }
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = last.id;
  }
}

/** Walks through one log, again where it went on meanwhile: what is erased has its record behind the end that was read before. */
async function auditLog(
  { log, audits }: Pick<Stores, 'log' | 'audits'>,
  end: LogEnd,
  keys: readonly PublicKey[],
): Promise<{ id: string; walk: LogWalk; fault: LogFault | undefined }> {
  const { id } = end;
  for (let [known, walks] = [end, 1]; ; walks++) {
    const walk = new LogWalk(known, keys);
    const fault = await walk.through(log);
    const now = fault && walks < MOST_WALKS ? await audits.end(id) : undefined;
    if (!now || now.headSeq <= known.headSeq) return { id, walk, fault };
    known = now;
  }
}

/** The roots that checkpoints from outside want, by size. */
function outside(
  kept: readonly string[],
  { keys, size, report }: { keys: readonly PublicKey[]; size: number; report: (fault: AuditFault) => void },
): Map<number, Buffer[]> {
  const wanted = new Map<number, Buffer[]>();
  for (const note of kept) {
    const checkpoint = keys.length > 0 ? openCheckpoint(note, keys) : (readCheckpoint(note) ?? 'malformed');
    if (typeof checkpoint === 'string') report({ kept: readCheckpoint(note)?.size ?? 0, reason: 'checkpoint-forged' });
    else if (checkpoint.size > size) report({ kept: checkpoint.size, reason: 'tree-shorter' });
    else wanted.set(checkpoint.size, [...(wanted.get(checkpoint.size) ?? []), checkpoint.root]);
  }
  return wanted;
}

async function auditTree(
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

async function* signedInOrder(audits: AuditStore, most: number): AsyncGenerator<StoredCheckpoint, undefined> {
  for (let after = -1; ; ) {
    const page = await audits.checkpoints(after, PAGE);
    for (const checkpoint of page) if (checkpoint.size <= most) yield checkpoint;
    const last = page.at(-1);
    if (!last || last.size > most) return undefined;
    after = last.size;
  }
}

function faultOf({ seq, head, at, entry, headSeq }: LeafAndEntry) {
  if (headSeq === undefined) return 'conversation-gone';
  if (!entry || headSeq < seq) return 'head-moved-back';
  return entry.hash === head && entry.at.getTime() === at.getTime() ? undefined : 'leaf-differs';
}

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

async function tilesMake({ size, root }: Edge, tree: Stores['tree']): Promise<boolean> {
  try {
    return (await rootOf(size, nodesIn(tree.tile))).equals(root);
  } catch (error) {
    if (error instanceof TileMissing) return false;
    throw error;
  }
}
