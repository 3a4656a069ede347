import type { LogEntry, LoggedActivity } from '../../services/conversation-log/entry.ts';
import type { FileLinks } from './links.ts';

/** What one answer, or one frame of a stream, holds. */
export const PAGE = { entries: 200, bytes: 128 * 1024 };

/** A set of activities and the position in the log that they end at. */
export interface ActivitySet {
  activities: LoggedActivity[];
  watermark: string;
}

/** The position that a watermark stands for; 0 for none. */
export function positionOf(watermark: string | undefined | null): number {
  const position = Number(watermark ?? '');
  return Number.isSafeInteger(position) && position > 0 && position < 2 ** 31 ? position : 0;
}

/** Entries as a client that polls takes them. What was erased is left out. */
export const activitySet = (entries: readonly LogEntry[], after: number, links: FileLinks): ActivitySet => ({
  activities: entries.flatMap(({ activity, conversationId }) =>
    activity ? [links.signed(conversationId, activity)] : [],
  ),
  watermark: String(entries.at(-1)?.seq ?? after),
});

/**
 * Entries as a stream brings them: a set for each activity. The official client hands the activities of a set to its page
 * one at a time on a timer, while a further set may come: of two sets with several activities in them, the later one's
 * first would stand before the earlier one's second. What was erased is left out.
 */
export const streamSets = (entries: readonly LogEntry[], links: FileLinks): ActivitySet[] =>
  entries.flatMap(({ activity, conversationId, seq }) =>
    activity ? [{ activities: [links.signed(conversationId, activity)], watermark: String(seq) }] : [],
  );
