import { sha256 } from '../../ids.ts';
import type { Database } from '../../stores.ts';
import { instant, type Zone } from '../../time/calendar.ts';
import { Shortened } from '../export-signer.ts';
import { archiveFiles } from './archived-files.ts';
import type { ArchivingParts } from './archiving-parts.ts';
import { discardFiles, settleInterrupted } from './interrupted.ts';
import { type Because, type Left, type LeftBecause, whyItStays } from './left.ts';
import { takeContents } from './take-contents.ts';
import { checkTranscript, transcriptLines } from './transcript-file.ts';

/** What was archived. */
export interface ArchiveCount {
  conversations: number;
  entries: number;
  files: number;
  /** Conversations that were left, by the reason. */
  left: Partial<Record<LeftBecause, number>>;
}

/** Conversations that are looked for at once. */
const PAGE = 500;

/** When a month (`2025-03`) is over, on the insurer's calendar. */
export function endOfMonth(month: string, zone: Zone): Date {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return instant({ year, month: number + 1, day: 1, hour: 0, minute: 0, second: 0 }, zone);
}

/**
 * Archives the conversations that are over and whose last entry is of a month or before, one after the other, each in a
 * short transaction of its own: its transcript as `desk export` writes it, its files, both read again and checked; then
 * the contents are taken out of the database, with a signed entry that says where they are. The chain stays. What was
 * interrupted goes on where it is started again. `left` hears of what is left. Throws where the folder or the database fails.
 */
export async function archiveMonth(
  database: Database,
  { month, left }: { month: string; left: (one: Left) => void },
  parts: ArchivingParts,
): Promise<ArchiveCount> {
  const count: ArchiveCount = { conversations: 0, entries: 0, files: 0, left: {} };
  await settleInterrupted(database, { month, left }, parts);
  const before = endOfMonth(month, parts.zone);
  for (let after = ''; ; ) {
    const page = await database.archives.ended(before, { after, limit: PAGE });
    for (const id of page.conversations) {
      const done = await archiveOne(database, { id, month, before }, parts);
      if ('reason' in done) {
        count.left[done.reason] = (count.left[done.reason] ?? 0) + 1;
        left({ conversation: id, ...done });
      } else {
        count.conversations += 1;
        count.entries += done.entries;
        count.files += done.files;
      }
    }
    if (page.last === undefined) return count;
    after = page.last;
  }
}

/** Archives one conversation, or says why it is left. */
export async function archiveOne(
  database: Database,
  { id, month, before }: { id: string; month: string; before: Date },
  parts: ArchivingParts,
): Promise<{ entries: number; files: number } | Because> {
  const { folder, reached } = parts;
  const found = await database.conversations.look(id);
  if (!found || found.conversation.headAt >= before) return { reason: 'moved-on' };
  const { conversation } = found;
  const now = parts.writingTime(found.now);
  const reason = await whyItStays(database, conversation, now);
  if (reason) return { reason };
  // Nothing of the customer's stands in the name, and one that went on gets another.
  const stem = `${month}/${sha256(id).slice(0, 32)}-${conversation.headSeq}`;
  const written: string[] = [];
  const write = async (name: string, lines: AsyncIterable<string>) => {
    if (await folder.write(name, lines)) written.push(name);
  };
  const done = await (async () => {
    const transcript = `${stem}.jsonl.gz`;
    try {
      await write(transcript, transcriptLines(database, conversation, { now, keys: parts.keys }));
    } catch (error) {
      if (error instanceof Shortened) return { reason: 'not-verified', detail: error.message } as const;
      throw error;
    }
    await reached?.('written', id);
    const checked = await checkTranscript(folder, transcript, { conversation, keys: parts.keys });
    if ('reason' in checked) return checked;
    const files = await archiveFiles(database, { id, name: `${stem}.files.jsonl.gz`, write }, folder);
    if ('reason' in files) return files;
    await reached?.('verified', id);
    return takeContents(database, { conversation, transcript, checked, files }, parts);
  })();
  if ('reason' in done) await discardFiles(database, id, written, folder);
  return done;
}
