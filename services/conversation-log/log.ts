import type { LogEntry } from './entry.ts';

/** Reads the log. Everything that shows a conversation reads it here. */
export interface ConversationLog {
  /** Entries after `after` in order, at most `limit`. `customer` leaves out what is for staff alone. */
  read(
    conversationId: string,
    after: number,
    options: { reader: 'customer' | 'staff'; limit: number },
  ): Promise<LogEntry[]>;
  /** One entry by its activity id. */
  entry(conversationId: string, id: string): Promise<LogEntry | undefined>;
}
