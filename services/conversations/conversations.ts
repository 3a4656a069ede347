import type { Locale } from '../../language/locale.ts';
import { digestWritten, GENESIS, hashOf } from '../conversation-log/chain.ts';
import { type Audience, entryIdOf, type LogEntry, type LoggedActivity, type Role } from '../conversation-log/entry.ts';
import { newSalt } from '../ids.ts';

/** Who speaks. While it isn't `bot`, the bot is silent. */
export type Floor = 'bot' | 'queue' | 'agent';

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
  /** Since when the customer wants a person; kept while an agent has the floor, for when they come back into the queue. */
  queuedAt: Date | undefined;
  /** Larger is sooner: 0, or 1 where somebody is hurt. */
  urgency: number;
  /** Where the customer comes from: a keyed hash of their address on the network, or their account on the channel. */
  origin: string;
  /** 1 where so many of the same origin waited already that this one stands behind the others in the queue; else 0. */
  crowd: number;
  handoffReason: string | undefined;
  /** Whose conversation it is while the floor is `agent`. */
  agentId: string | undefined;
  closedAt: Date | undefined;
  /** `secret` where a site's back end began it with the Direct Line secret, which reaches no other conversation. */
  begunBy: 'secret' | undefined;
  createdAt: Date;
}

/** Whether the bot has a matter in hand. Nothing else says so: what the database keeps of it follows from this. */
export const hasOpenMatter = ({ state: { stack } }: Pick<Conversation, 'state'>): boolean =>
  Array.isArray(stack) && stack.length > 0;

/** There is no such conversation: start one. */
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
  crowd: 0,
  floor: 'bot',
  state: {},
  headSeq: 0,
  headHash: GENESIS,
  headAt: now,
  queuedAt: undefined,
  urgency: 0,
  handoffReason: undefined,
  agentId: undefined,
  closedAt: undefined,
  createdAt: now,
});

/** What a turn wants written down. */
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
  /** Looked at once: what the state holds is changed in its place. */
  readonly #hadMatter: boolean;
  readonly #now: Date;

  /** `now` is what time it is for what is written, by the database's clock. */
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

  /** The hash that the log ended with. */
  get previous(): string {
    return this.#before.headHash;
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

/** A place in the queue. */
export type QueuePlace = Pick<Conversation, 'id' | 'queuedAt' | 'urgency' | 'crowd'>;

/** A place among those that agents have. */
export type AgentsPlace = Pick<Conversation, 'id' | 'queuedAt' | 'urgency'>;

/** A conversation that waits for a person or has one, as a list shows it. */
export type Attended = Pick<
  Conversation,
  | 'id'
  | 'channel'
  | 'locale'
  | 'floor'
  | 'headSeq'
  | 'headAt'
  | 'queuedAt'
  | 'urgency'
  | 'origin'
  | 'crowd'
  | 'handoffReason'
  | 'agentId'
> & {
  /** Whose it is. */
  agentName: string | undefined;
};

/** A conversation whose agent is signed out. */
export type Left = Pick<Conversation, 'id' | 'origin'> & { agent: { id: string; name: string } };

/** Counts of the conversations that wait or have an agent. */
export interface Attendance {
  waiting: number;
  /** Those of them that stand behind the others because many of their origin wait. */
  crowded: number;
  byAgent: ReadonlyMap<string, number>;
}

/** A matter that was left in hand: in which conversation, and since when it is. */
export interface LeftUndone {
  id: string;
  since: Date;
}

/** What the conversations need of a database. */
export interface ConversationStore {
  /** Creates it unless it is there already. Returns whether this call created it. */
  create(conversation: Conversation): Promise<boolean>;
  find(id: string): Promise<Conversation | undefined>;
  /** As it stands, and the database's clock; locks nothing. */
  look(id: string): Promise<{ conversation: Conversation; now: Date } | undefined>;
  /**
   * Locks the conversation's row until the transaction ends, and looks whether a message with this id is in the log
   * already, and on the database's clock. Only inside a transaction.
   */
  lock(
    id: string,
    messageId?: string,
  ): Promise<{ conversation: Conversation; duplicateOf: string | undefined; now: Date } | undefined>;
  /** Writes what was appended and changed. Only for a conversation that is held. */
  save(inTurn: ConversationInTurn): Promise<void>;
  /** How many wait before this one in the queue. */
  waitingBefore(conversation: QueuePlace): Promise<number>;
  /** How many of the same origin and urgency wait and aren't ranked behind the others. */
  waitingAlike(conversation: Pick<Conversation, 'id' | 'origin'>, urgency: number): Promise<number>;
  /** Those that wait, in the order in which they are due, after a place in the queue. */
  queue(page: { after?: QueuePlace | undefined; limit: number }): Promise<Attended[]>;
  /** Those that agents have: one agent's, or all others'; the most urgent, then the longest first, after one of them. */
  withAgents(
    whose: { of: string } | { notOf: string },
    page: { after?: AgentsPlace | undefined; limit: number },
  ): Promise<Attended[]>;
  /** Those whose agent isn't signed in anywhere, or those of one such agent. */
  leftByAgents(at: Date, page: { of?: string | undefined; limit: number }): Promise<Left[]>;
  /** How many wait, how many of those stand behind the others, and how many each agent has. */
  attendance(): Promise<Attendance>;
  /** Lets those of an origin move up that stood behind the others, as far as there is room for it. */
  moveUp(origin: string, most: (urgency: number) => number): Promise<void>;
  /** How many wait. */
  waiting(): Promise<number>;
  /**
   * The conversations that the bot has a matter in hand in and that have been silent since before a time, those whose
   * matter was begun first first, after one of them.
   */
  leftUndone(before: Date, page: { after?: LeftUndone | undefined; limit: number }): Promise<LeftUndone[]>;
  /**
   * Mends what `leftUndone` finds by, for conversations that a replica of a version before wrote, which didn't note their
   * matters: of the next so many conversations after one, in the order of their ids, those with a matter in hand are noted;
   * noted since before a time and with none in hand any more, they aren't. Returns the last one; undefined at the end.
   */
  mendOpenMatters(page: { after: string; limit: number }, before: Date): Promise<string | undefined>;
  /** Where the logs of these conversations end. */
  heads(ids: readonly string[]): Promise<Map<string, number>>;
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
