import type { LogEntry } from './entry.ts';
import type { ConversationLog } from './log.ts';

/** Entries of a page at most, and bytes after which it ends: one of them may be some ten thousand bytes. */
export interface PageLimits {
  entries: number;
  bytes: number;
}

/** Part of a log, in order. */
export interface LogPage {
  entries: LogEntry[];
  /** There may be more behind it. */
  more: boolean;
}

/** Entries that are read first; each further reading is twice as long, while they are small. */
const FIRST = 16;

/** Reads a page that is bounded by bytes too: a log of large entries comes in more pages, never in a large one. */
export async function readPage(
  log: Pick<ConversationLog, 'read'>,
  conversationId: string,
  after: number,
  { reader, limits }: { reader: 'customer' | 'staff'; limits: PageLimits },
): Promise<LogPage> {
  const entries: LogEntry[] = [];
  let bytes = 0;
  for (let limit = FIRST; ; limit *= 2) {
    const wanted = Math.min(limit, limits.entries - entries.length);
    const found = await log.read(conversationId, entries.at(-1)?.seq ?? after, { reader, limit: wanted });
    for (const entry of found) {
      bytes += JSON.stringify(entry.activity ?? null).length;
      if (bytes > limits.bytes && entries.length > 0) return { entries, more: true };
      entries.push(entry);
    }
    if (found.length < wanted) return { entries, more: false };
    if (entries.length >= limits.entries) return { entries, more: true };
  }
}
