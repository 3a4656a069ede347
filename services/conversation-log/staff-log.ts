import type { LogEntry, Role } from './entry.ts';

/** How a conversation's log ends, for a line in a list. */
export interface LastWords {
  /** The beginning of what the customer said last. */
  said: string;
  /** Who of those that everybody hears spoke last. */
  lastFrom: Role | undefined;
  /** Since when the customer has had no answer of anybody's; undefined where they have. */
  unansweredSince?: Date | undefined;
}

/** An entry as the staff looks at it: where its content is, if an archive has it. */
export interface StaffEntry extends LogEntry {
  /** The file, and since which day on the insurer's calendar. */
  archived?: { file: string; on: string };
}

/** The log as the staff looks at it: always a bounded piece, however long it is and whatever stands in it. */
export interface StaffLog {
  /**
   * Entries in order: what follows `after`, or the newest before `before`; at most so many entries and so many bytes
   * of content, but at least one where there is any.
   */
  piece(
    conversationId: string,
    from: { after: number } | { before: number },
    most: { entries: number; bytes: number },
  ): Promise<StaffEntry[]>;
  /** One entry by its position. */
  at(conversationId: string, seq: number): Promise<StaffEntry | undefined>;
  /** How each of these conversations ends. One without a message among its last entries is left out. */
  lastWords(ids: readonly string[]): Promise<Map<string, LastWords>>;
}
