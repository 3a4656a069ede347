import type { Locale } from '../../language/locale.ts';
import type { Attended } from '../../services/conversations/conversation-store.ts';
import type { Conversation } from '../../services/conversations/conversations.ts';
import {
  type AttendedFloor,
  agentOf,
  BOTS_FLOOR,
  type Floor,
  placeOf,
  type QueuePlace,
} from '../../services/conversations/floor.ts';
import { reasonNamed } from '../../services/conversations/handoff-reason.ts';
import type { ConversationInTurn } from '../../services/conversations/in-turn.ts';
import { agents, conversations } from '../schema.ts';
import { absent } from './drizzle.ts';

type Row = typeof conversations.$inferSelect;

/** The columns that hold whose floor it is, and the place in the queue. */
const FLOOR = {
  floor: conversations.floor,
  agentId: conversations.agentId,
  queuedAt: conversations.queuedAt,
  handoffReason: conversations.handoffReason,
  urgency: conversations.urgency,
  crowd: conversations.crowd,
};
type FloorRow = Pick<Row, keyof typeof FLOOR>;

/** What a list shows: the dialogs' state, which may be long, is left out. */
export const ATTENDED = {
  id: conversations.id,
  channel: conversations.channel,
  locale: conversations.locale,
  headSeq: conversations.headSeq,
  headAt: conversations.headAt,
  origin: conversations.origin,
  ...FLOOR,
  agentName: agents.name,
};
type AttendedRow = Pick<Row, Exclude<keyof typeof ATTENDED, 'agentName'>> & { agentName: string | null };

/** A conversation from its row. */
export const conversationFrom = (row: Row): Conversation => ({
  id: row.id,
  channel: row.channel,
  transport: row.transport,
  userId: row.userId,
  locale: row.locale as Locale,
  floor: floorFrom(row),
  state: row.state,
  reference: absent(row.reference),
  headSeq: row.headSeq,
  headHash: row.headHash,
  headAt: row.headAt,
  origin: row.origin,
  closedAt: absent(row.closedAt),
  begunBy: absent(row.begunBy),
  createdAt: row.createdAt,
});

/** A conversation of a list from its row; lists hold none whose floor is the bot's. */
export const attendedFrom = (row: AttendedRow): Attended => ({
  id: row.id,
  channel: row.channel,
  locale: row.locale as Locale,
  headSeq: row.headSeq,
  headAt: row.headAt,
  origin: row.origin,
  floor: floorFrom(row) as AttendedFloor,
  agentName: absent(row.agentName),
});

/** Whose floor it is, from a row. What stands beside a floor of the bot's was left over by an earlier version. */
export function floorFrom(row: FloorRow & Pick<Row, 'headAt'>): Floor {
  switch (row.floor) {
    case 'bot':
      return BOTS_FLOOR;
    case 'queue':
      return { holder: 'queue', place: placeFrom(row) };
    case 'agent':
      // One without an id is nobody's, who is signed in nowhere: it returns to the queue.
      return { holder: 'agent', agentId: row.agentId ?? '', place: placeFrom(row) };
  }
}

/**
 * A place in the queue, from a row. Where none was kept (earlier versions dropped the time as soon as an agent came),
 * the customer has waited since the last entry; where no reason was, they asked for a person.
 */
const placeFrom = ({
  queuedAt,
  handoffReason,
  urgency,
  crowd,
  headAt,
}: Parameters<typeof floorFrom>[0]): QueuePlace => ({
  since: queuedAt ?? headAt,
  reason: reasonNamed(handoffReason ?? 'asked'),
  urgency,
  crowd,
});

/**
 * The columns of a conversation; what is undefined is null there. Each by its name, as every turn needs them: an object
 * put together from two others takes 11 µs instead of none.
 */
export const conversationColumns = (conversation: Conversation) => {
  const { floor, agentId, queuedAt, handoffReason, urgency, crowd } = floorColumns(conversation.floor);
  return {
    id: conversation.id,
    channel: conversation.channel,
    transport: conversation.transport,
    userId: conversation.userId,
    locale: conversation.locale,
    floor,
    state: conversation.state,
    reference: conversation.reference,
    headSeq: conversation.headSeq,
    headHash: conversation.headHash,
    headAt: conversation.headAt,
    queuedAt,
    urgency,
    origin: conversation.origin,
    crowd,
    handoffReason,
    agentId,
    closedAt: conversation.closedAt,
    begunBy: conversation.begunBy,
    createdAt: conversation.createdAt,
  } satisfies Record<keyof Row, unknown>;
};

const floorColumns = (floor: Floor) => {
  const place = placeOf(floor);
  return {
    floor: floor.holder,
    agentId: agentOf(floor),
    queuedAt: place?.since,
    handoffReason: place?.reason,
    urgency: place?.urgency ?? 0,
    crowd: place?.crowd ?? 0,
  };
};

/**
 * The columns that a turn changes. Who waits may be moved up meanwhile without an entry: the crowd that they stand behind
 * is written where the turn itself changes it.
 */
export function changedColumns(inTurn: ConversationInTurn): Partial<ReturnType<typeof conversationColumns>> {
  const { floor, ...changes } = inTurn.changes();
  if (!floor) return changes;
  const { crowd, ...columns } = floorColumns(floor);
  const { floor: before } = inTurn.before;
  const isLeft = before.holder === 'queue' && before.place.crowd === crowd;
  return { ...changes, ...columns, ...(isLeft ? {} : { crowd }) };
}
