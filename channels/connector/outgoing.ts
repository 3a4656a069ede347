import type { Activity } from 'botbuilder';
import type { LogEntry } from '../../services/conversation-log/entry.ts';
import type { ConversationLog } from '../../services/conversation-log/log.ts';
import { channelsIdOf } from './message-ids.ts';

/** Whether an entry goes out to the channel; what else is in the log is the desk's own. */
export const isForChannel = ({ role, activity }: LogEntry): boolean =>
  role !== 'customer' && activity?.type === 'message';

/** A log entry as the channel gets it. Its id travels in `channelData`, since the connector gives its own. */
export function activityFor({ id, activity }: LogEntry, replyToId: string | undefined): Partial<Activity> {
  const {
    id: _,
    from: __,
    conversation: ___,
    timestamp: ____,
    replyToId: _____,
    channelData,
    ...rest
  } = (activity ?? {}) as Record<string, unknown>;
  const { policydesk } = (channelData ?? {}) as { policydesk?: Record<string, unknown> };
  return {
    ...rest,
    ...(replyToId === undefined ? {} : { replyToId }),
    channelData: { policydesk: { ...policydesk, entry: id } },
  } as Partial<Activity>;
}

/** The entry that an entry answers. `read` are entries at hand, among which it mostly is. */
export async function answeredBy(
  { conversationId, activity }: LogEntry,
  read: readonly LogEntry[],
  log: Pick<ConversationLog, 'entry'>,
): Promise<LogEntry | undefined> {
  const { replyToId } = (activity ?? {}) as { replyToId?: unknown };
  if (typeof replyToId !== 'string') return undefined;
  return read.find(({ id }) => id === replyToId) ?? (await log.entry(conversationId, replyToId));
}

/** The channel's own id of a message: the log names it by the desk's. */
export const channelsIdIn = (entry: LogEntry | undefined): string | undefined => channelsIdOf(entry?.messageId);
