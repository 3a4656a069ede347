import type { Conversation } from './conversations.ts';
import type { AttendedFloor, QueuePlace } from './floor.ts';
import type { ConversationInTurn } from './in-turn.ts';
import type { Told } from './queue-news.ts';

/** Where in the queue a conversation stands, by what it is ordered by. */
export type InQueue = Pick<Conversation, 'id'> & Pick<QueuePlace, 'since' | 'urgency' | 'crowd'>;

/** Where it stands among those that agents have. */
export type AmongAgents = Omit<InQueue, 'crowd'>;

/** A conversation that waits for a person or has one, as a list shows it. */
export type Attended = Pick<Conversation, 'id' | 'channel' | 'locale' | 'headSeq' | 'headAt' | 'origin'> & {
  floor: AttendedFloor;
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
  /** Writes what was appended and changed. Only for a conversation that is locked. */
  save(inTurn: ConversationInTurn): Promise<void>;
  /** How many wait before this one in the queue. */
  waitingBefore(conversation: InQueue): Promise<number>;
  /** How many of the same origin and urgency wait and aren't ranked behind the others. */
  waitingAlike(conversation: Pick<Conversation, 'id' | 'origin'>, urgency: number): Promise<number>;
  /** Those that wait, in the order in which they are due, after a place in the queue. */
  queue(page: { after?: InQueue | undefined; limit: number }): Promise<Attended[]>;
  /** What those were told who wait, from the front of the queue on; those who wait for their life aren't told of places. */
  toldInQueue(limit: number): Promise<{ id: string; told: Told | undefined }[]>;
  /** Those that agents have: one agent's, or all others'; the most urgent, then the longest first, after one of them. */
  withAgents(
    whose: { of: string } | { notOf: string },
    page: { after?: AmongAgents | undefined; limit: number },
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
