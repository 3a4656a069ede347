import type { Locale } from '../../language/locale.ts';
import { digestWritten, GENESIS, hashOf } from '../conversation-log/chain.ts';
import { type Audience, entryIdOf, type LogEntry, type LoggedActivity, type Role } from '../conversation-log/entry.ts';
import { newSalt } from '../ids.ts';
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

/** What a turn appends to the log. */
export interface Utterance {
  activity: LoggedActivity;
  role: Role;
  audience?: Audience;
  messageId?: string | undefined;
}

/**
 * A conversation in a turn: entries are appended here and the fields of `conversation` changed, and both are written
 * together, while its row is locked or if it still stands where it stood.
 */
export class ConversationInTurn {
  readonly conversation: Conversation;
  readonly appended: LogEntry[] = [];
  readonly #before: Conversation;
  /** Whether there was a matter in hand before the turn: kept, as the state's objects are changed in their place. */
  readonly #hadMatter: boolean;
  readonly #now: Date;

  /** `now`: what time it is for what is written, by the database's clock. */
  constructor(conversation: Conversation, now: Date) {
    this.conversation = conversation;
    this.#before = { ...conversation };
    this.#hadMatter = hasOpenMatter(conversation);
    this.#now = now;
  }

  /**
   * The fields that are no longer what they were. A field that was given another object counts. Throws where something
   * but where it is answered changed without an entry: who prepares a turn on where a log ends would not see it
   * (decision 0026).
   */
  changes(): Partial<Conversation> {
    const names = Object.keys(this.conversation) as (keyof Conversation)[];
    const changed = names.filter((name) => this.conversation[name] !== this.#before[name]);
    if (this.appended.length === 0 && changed.some((name) => name !== 'reference'))
      throw new Error(`a conversation was to change without an entry in its log: ${changed.join(', ')}`);
    return Object.fromEntries(changed.map((name) => [name, this.conversation[name]]));
  }

  /** What became of a matter in hand with this; undefined where one stays in hand, or none was. */
  get matter(): 'begun' | 'ended' | undefined {
    const hasOne = hasOpenMatter(this.conversation);
    if (hasOne === this.#hadMatter) return undefined;
    return hasOne ? 'begun' : 'ended';
  }

  /** The conversation as it stood before the turn. */
  get before(): Readonly<Conversation> {
    return this.#before;
  }

  /** What time it is for what is written here. */
  get now(): Date {
    return this.#now;
  }

  /** Appends an entry: gives it its place, its id, its strictly later time, and seals it to the one before. */
  append({ activity, role, audience = 'all', messageId }: Utterance): LogEntry {
    const { conversation } = this;
    const seq = conversation.headSeq + 1;
    // Until its first entry a conversation's times are those of whoever opened it, by a clock that may be wrong.
    if (seq === 1) Object.assign(conversation, { createdAt: this.#now, headAt: this.#now });
    const at = new Date(Math.max(this.#now.getTime(), conversation.headAt.getTime() + 1));
    const id = entryIdOf(conversation.id, seq);
    const content: LoggedActivity = { ...activity, id, timestamp: at.toISOString() };
    const salt = newSalt();
    const digest = digestWritten(salt, content);
    const sealed = {
      conversationId: conversation.id,
      seq,
      id,
      role,
      audience,
      at,
      digest,
      ...(messageId ? { messageId } : {}),
    };
    const entry: LogEntry = { ...sealed, activity: content, salt, hash: hashOf(sealed, conversation.headHash) };
    conversation.headSeq = seq;
    conversation.headHash = entry.hash;
    conversation.headAt = at;
    this.appended.push(entry);
    return entry;
  }
}

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
