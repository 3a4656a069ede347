import { openCheckpoint, readCheckpoint } from '../../checkpoints/checkpoint.ts';
import type { PublicKey } from '../../checkpoints/keys.ts';
import type { Stores } from '../../stores.ts';
import { auditLogs } from './logs.ts';
import type { AuditCount, AuditFault } from './report.ts';
import { auditTree } from './tree.ts';

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
  const wanted = rootsWanted(kept, { keys, size, report });
  await auditTree(stores, { keys, count, report, size, wanted });
  return count;
}

/** The roots that checkpoints from outside want, by size; those that can't be of this tree are reported. */
function rootsWanted(
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
