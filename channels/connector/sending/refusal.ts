import type { LogEntry } from '../../../services/conversation-log/entry.ts';
import { ConversationInTurn } from '../../../services/conversations/in-turn.ts';
import type { Stores } from '../../../services/stores.ts';
import type { WritingTime } from '../../../services/time/clock.ts';
import type { Failure } from './failure.ts';
import type { Lease } from './lease.ts';

/** The event by which the transcript says that a message was never delivered. */
export const NOT_DELIVERED = 'delivery.refused';

/** Why a channel refuses a message for good, as the staff is told it. */
export type RefusalReason = 'blocked' | 'gone' | 'too-large' | 'malformed' | 'forbidden' | 'refused';

/** What a {@link NOT_DELIVERED} event says. */
export interface NotDelivered {
  /** The entry that wasn't delivered. */
  entry: string;
  reason: RefusalReason;
  /** The channel's HTTP status, and its own name of the error. */
  status: number | undefined;
  cause: string;
}

/** By the connector's name of the error, where it gives one that says more than the status. */
const BY_CAUSE: readonly (readonly [RegExp, RefusalReason])[] = [
  [/Blocked/i, 'blocked'],
  [/NotInConversationRoster|ConversationNotFound|UserNotFound|Archived/i, 'gone'],
  [/TooBig|TooLarge|SizeLimit/i, 'too-large'],
];
const BY_STATUS: Readonly<Record<number, RefusalReason>> = {
  400: 'malformed',
  403: 'forbidden',
  404: 'gone',
  410: 'gone',
  413: 'too-large',
};

export const reasonOf = ({ status, cause }: Pick<Failure, 'status' | 'cause'>): RefusalReason =>
  BY_CAUSE.find(([name]) => name.test(cause))?.[1] ?? BY_STATUS[status ?? 0] ?? 'refused';

/** Somebody else has the lease: what was to be noted is theirs to find out. */
export class LeaseLost extends Error {}

/**
 * Notes in the log that an entry was refused for good, and moves the cursor past it: in one transaction, so that it is
 * noted once and never of a message that is tried again. Returns where the log ends then. Throws {@link LeaseLost}.
 */
export async function noteRefusal(
  { conversations, deliveries }: Stores,
  { entry, failure, lease, writingTime }: Refused,
): Promise<number> {
  const found = await conversations.lock(entry.conversationId);
  if (!found) throw new LeaseLost('its conversation is gone');
  if (!(await lease.advanceIn(deliveries, entry.seq))) throw new LeaseLost('another sender has it now');
  const inTurn = new ConversationInTurn(found.conversation, writingTime(found.now));
  const { status, cause } = failure;
  const value: NotDelivered = { entry: entry.id, reason: reasonOf(failure), status, cause };
  inTurn.append({
    activity: { type: 'event', name: NOT_DELIVERED, value, conversation: { id: entry.conversationId } },
    role: 'system',
    audience: 'staff',
  });
  await conversations.save(inTurn);
  return inTurn.conversation.headSeq;
}

export interface Refused {
  entry: LogEntry;
  failure: Failure;
  lease: Lease;
  writingTime: WritingTime;
}
