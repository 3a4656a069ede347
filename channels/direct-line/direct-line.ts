import { NoSuchConversation } from '../../bots/incoming.ts';
import type { Turns } from '../../bots/turns.ts';
import { Problem } from '../../http/problem.ts';
import type { Clock } from '../../services/clock.ts';
import type { LogEntry, LoggedActivity } from '../../services/conversation-log/entry.ts';
import { type Conversation, type Locale, localeOf, newConversation } from '../../services/conversations.ts';
import { unguessable } from '../../services/ids.ts';
import type { Database } from '../../services/stores.ts';
import { clientIdOf } from './activity.ts';
import type { Grant } from './tokens.ts';

/** Entries in one answer. */
export const PAGE = 200;

/** A set of activities and the position in the log that they end at. */
export interface ActivitySet {
  activities: LoggedActivity[];
  watermark: string;
}

/** What Direct Line reads. */
export interface DirectLineDatabase {
  conversations: Pick<Database['conversations'], 'find'>;
  log: Pick<Database['log'], 'read'>;
}

/** Direct Line 3.0 without its wire: conversations, what is sent in them, and what is read from a watermark on. */
export class DirectLine {
  readonly #turns: Pick<Turns, 'open' | 'run'>;
  readonly #database: DirectLineDatabase;
  readonly #clock: Clock;
  readonly #locale: Locale;

  constructor(given: {
    turns: Pick<Turns, 'open' | 'run'>;
    database: DirectLineDatabase;
    clock: Clock;
    locale: Locale;
  }) {
    this.#turns = given.turns;
    this.#database = given.database;
    this.#clock = given.clock;
    this.#locale = given.locale;
  }

  /** A new conversation's and, where none is given, a new user's id. Nothing is kept until it is started. */
  grant(userId?: string): Grant {
    return { conversationId: unguessable(), userId: userId ?? `dl_${unguessable(96)}` };
  }

  /** Starts a conversation, unless it was started: the bot greets once. */
  async start(
    { conversationId, userId }: Grant,
    channel: string,
    locale: string | undefined,
    correlationId: string,
  ): Promise<Conversation> {
    const conversation = newConversation(
      {
        id: conversationId,
        channel,
        transport: 'direct-line',
        userId,
        locale: localeOf(locale, this.#locale),
        reference: undefined,
      },
      this.#clock(),
    );
    await this.#turns.open(conversation);
    // The first turn has an id of its own: after a crash in between, the next start runs it, and none runs it twice.
    const activity: LoggedActivity = { type: 'conversationUpdate', membersAdded: [{ id: userId }] };
    await this.#turns.run({
      conversationId,
      from: 'system',
      activity,
      messageId: 'conversation-started',
      correlationId,
    });
    return conversation;
  }

  /** The conversation of a grant. Throws a {@link Problem}: 404 for none. */
  async find({ conversationId }: Grant): Promise<Conversation> {
    const conversation = await this.#database.conversations.find(conversationId);
    if (!conversation) throw new Problem(404, 'ConversationNotFound', 'there is no such conversation: start one first');
    return conversation;
  }

  /**
   * Takes what a customer sent. Returns the activity's id once it and its answer are kept. A token's first message may
   * come before its start, which then comes first.
   */
  async post(grant: Grant, channel: string, activity: LoggedActivity, correlationId: string): Promise<string> {
    const { conversationId, userId } = grant;
    if (activity.type === 'typing') return `${conversationId}|typing`;
    const said = { ...activity, from: { id: userId, role: 'user' } };
    const run = () =>
      this.#turns.run({
        conversationId,
        from: 'customer',
        activity: said,
        messageId: clientIdOf(activity),
        correlationId,
      });
    try {
      return (await run()).id;
    } catch (error) {
      if (!(error instanceof NoSuchConversation)) throw error;
      await this.start(grant, channel, activity.locale as string | undefined, correlationId);
      return (await run()).id;
    }
  }

  /** What the customer may see after a watermark. An unreadable watermark is none. */
  async read(conversationId: string, watermark: string | undefined): Promise<ActivitySet> {
    const after = positionOf(watermark);
    const entries = await this.#database.log.read(conversationId, after, { reader: 'customer', limit: PAGE });
    return activitySet(entries, after);
  }
}

/** The position that a watermark stands for; 0 for none. */
export function positionOf(watermark: string | undefined | null): number {
  const position = Number(watermark ?? '');
  return Number.isSafeInteger(position) && position > 0 && position < 2 ** 31 ? position : 0;
}

/** Entries as the client takes them. What was erased is left out. */
export const activitySet = (entries: readonly LogEntry[], after: number): ActivitySet => ({
  activities: entries.flatMap(({ activity }) => (activity ? [activity] : [])),
  watermark: String(entries.at(-1)?.seq ?? after),
});
