import type { Locale } from '../../language/locale.ts';
import { GENESIS } from '../conversation-log/chain.ts';
import { BOTS_FLOOR, type Floor } from './floor.ts';

/** One conversation: who, where, whose floor it is, what the bot remembers, and where its log ends. */
export interface Conversation {
  id: string;
  /** The channel's name as Bot Framework writes it in `channelId`. */
  channel: string;
  /** What carries it: `direct-line`, whose clients read the log, or a push channel's sender. */
  transport: string;
  /** The customer's account on that channel. */
  userId: string;
  locale: Locale;
  floor: Floor;
  /** What the dialogs remember between turns: names and plain JSON. */
  state: Record<string, unknown>;
  /** Where a push channel sends to: a Bot Framework ConversationReference. */
  reference: Record<string, unknown> | undefined;
  headSeq: number;
  headHash: string;
  headAt: Date;
  /** Where the customer comes from: a keyed hash of their address on the network, or their account on the channel. */
  origin: string;
  closedAt: Date | undefined;
  /** `secret` where a site's back end began it with the Direct Line secret, which reaches no other conversation. */
  begunBy: 'secret' | undefined;
  createdAt: Date;
}

/** Whether the bot has a matter in hand. What the database notes of it follows from this alone. */
export const hasOpenMatter = ({ state: { stack } }: Pick<Conversation, 'state'>): boolean =>
  Array.isArray(stack) && stack.length > 0;

/** Thrown where there is no such conversation. */
export class NoSuchConversation extends Error {
  constructor(id: string) {
    super(`there is no conversation ${id}: start one first`);
  }
}

/** A new conversation, in which nothing was said yet. */
export const newConversation = (
  given: Pick<Conversation, 'id' | 'channel' | 'transport' | 'userId' | 'locale' | 'reference'> &
    Partial<Pick<Conversation, 'begunBy' | 'origin'>>,
  now: Date,
): Conversation => ({
  begunBy: undefined,
  ...given,
  origin: given.origin ?? `${given.channel}|${given.userId}`,
  floor: BOTS_FLOOR,
  state: {},
  headSeq: 0,
  headHash: GENESIS,
  headAt: now,
  closedAt: undefined,
  createdAt: now,
});
