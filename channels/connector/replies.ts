import type { Activity } from 'botbuilder';
import type { LogEntry } from '../../services/conversation-log/entry.ts';
import { atTheDoor } from '../../services/conversation-log/held.ts';
import type { ConversationLog } from '../../services/conversation-log/log.ts';
import { partsFor } from './in-parts.ts';
import { activityFor, channelsIdIn, isForChannel } from './outgoing.ts';
import type { ChannelReference } from './reference.ts';

/** Entries after a message among which its answers are looked for: a turn's stand right behind it. */
const MOST_AFTER = 200;

/** Whether an entry was answered in the response, so that nothing of its answer is sent. */
export const isAnsweredInResponse = (entry: LogEntry | undefined): boolean =>
  atTheDoor(entry?.activity).answeredInResponse === true;

/**
 * The answers to a message, as they stand in the log: the same ones, where the message is posted again because the
 * response was lost. What people say later goes to the serviceUrl like everything else.
 */
export async function repliesTo(
  entryId: string,
  conversationId: string,
  { log, reference }: { log: Pick<ConversationLog, 'entry' | 'read'>; reference: ChannelReference },
): Promise<Partial<Activity>[]> {
  const asked = await log.entry(conversationId, entryId);
  if (!asked || !isAnsweredInResponse(asked)) return [];
  const later = await log.read(conversationId, asked.seq, { reader: 'customer', limit: MOST_AFTER });
  const { bot, user, channelId, conversation, serviceUrl } = reference;
  return later
    .filter((entry) => isForChannel(entry) && entry.activity?.replyToId === entryId)
    .flatMap((entry) =>
      partsFor(activityFor(entry, channelsIdIn(asked)), channelId).map((part, at) => ({
        ...part,
        ...{ id: at === 0 ? entry.id : `${entry.id}.${at + 1}`, timestamp: entry.at },
        ...{ channelId, serviceUrl, conversation, from: bot, recipient: user },
      })),
    );
}
