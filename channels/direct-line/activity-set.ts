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

/** Entries as the client takes them. What was erased is left out. */
export const activitySet = (entries: readonly LogEntry[], after: number, links: FileLinks): ActivitySet => ({
  activities: entries.flatMap(({ activity, conversationId }) =>
    activity ? [links.signed(conversationId, activity)] : [],
  ),
  watermark: String(entries.at(-1)?.seq ?? after),
});
