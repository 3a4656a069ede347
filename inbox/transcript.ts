import type { LogEntry } from '../services/conversation-log/entry.ts';
import type { Conversation, ConversationLog, Locale } from '../services/conversations.ts';
import { refuse } from './locale.ts';
import type { InboxParts } from './parts.ts';

/** Entries that are read at once. */
const PAGE = 500;

/** Everything after `after`, however long the log is. */
export async function readAll(log: ConversationLog, conversationId: string, after = 0): Promise<LogEntry[]> {
  const entries: LogEntry[] = [];
  for (;;) {
    const page = await log.read(conversationId, entries.at(-1)?.seq ?? after, { reader: 'staff', limit: PAGE });
    entries.push(...page);
    if (page.length < PAGE) return entries;
  }
}

/** A conversation by its id. Throws a 404. */
export async function findConversation(
  { database }: Pick<InboxParts, 'database'>,
  id: string,
  locale: Locale,
): Promise<Conversation> {
  const found = id.includes('\0') ? undefined : await database.conversations.find(id);
  if (!found) throw refuse(404, 'NotFound', 'no-such-conversation', { locale });
  return found;
}
