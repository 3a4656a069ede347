import { NoSuchConversation, type Outcome } from '../../bots/incoming/incoming.ts';
import { FILES_REFUSED } from '../../bots/speaking/desk-bot.ts';
import type { Turns } from '../../bots/turns.ts';
import { Problem } from '../../http/problem.ts';
import { type Locale, preferredLocale } from '../../language/locale.ts';
import type { LoggedActivity } from '../../services/conversation-log/entry.ts';
import { readPage } from '../../services/conversation-log/pages.ts';
import { type Conversation, newConversation } from '../../services/conversations/conversations.ts';
import { verifiedNow } from '../../services/identity/identity.ts';
import { unguessable } from '../../services/ids.ts';
import type { Database } from '../../services/stores.ts';
import type { Clock } from '../../services/time/clock.ts';
import { clientIdOf } from './activity.ts';
import { type ActivitySet, activitySet, PAGE, positionOf } from './activity-set.ts';
import type { FileLinks } from './links.ts';
import type { Speaker } from './speaker.ts';
import type { Grant } from './tokens.ts';
import type { RefusedFile } from './uploads.ts';

/** What Direct Line reads. */
export interface DirectLineDatabase {
  conversations: Pick<Database['conversations'], 'find'>;
  log: Pick<Database['log'], 'read'>;
}

/** Shows the streams of a conversation what is not kept: that somebody types. */
export type Echo = (conversationId: string, activity: LoggedActivity) => void;

/** Direct Line 3.0 without its wire: conversations, what is sent in them, and what is read from a watermark on. */
export class DirectLine {
  readonly #turns: Pick<Turns, 'run'>;
  readonly #database: DirectLineDatabase;
  readonly #clock: Clock;
  readonly #locale: Locale;
  readonly #links: FileLinks;
  readonly #echo: Echo;

  constructor(given: {
    turns: Pick<Turns, 'run'>;
    database: DirectLineDatabase;
    clock: Clock;
    locale: Locale;
    links: FileLinks;
    echo: Echo;
  }) {
    this.#turns = given.turns;
    this.#database = given.database;
    this.#clock = given.clock;
    this.#locale = given.locale;
    this.#links = given.links;
    this.#echo = given.echo;
  }

  /** A new conversation's and a new user's id, for a visitor of our own page. Nothing is kept until it is started. */
  grant(): Grant {
    return { conversationId: unguessable(), userId: newUserId() };
  }

  /** A new conversation's for the holder of the secret: for the user that it names, or for whoever will speak. */
  grantBySecret({ id, name }: Speaker): Grant {
    return {
      conversationId: unguessable(),
      userId: id ?? newUserId(),
      ...(name === undefined ? {} : { userName: name }),
      ...(id === undefined ? { unbound: true } : {}),
      begunBy: 'secret',
    };
  }

  /** Starts a conversation, unless it was started: the bot greets once. Returns whether this call started it. */
  async start(
    { conversationId, userId, userName, begunBy, signedIn }: Grant,
    channel: string,
    locale: string | undefined,
    correlationId: string,
    origin?: string,
  ): Promise<boolean> {
    const conversation = newConversation(
      {
        id: conversationId,
        channel,
        transport: 'direct-line',
        userId,
        locale: preferredLocale(locale, this.#locale),
        reference: undefined,
        begunBy,
        ...(origin ? { origin } : {}),
      },
      this.#clock(),
    );
    const now = this.#clock();
    if (signedIn && signedIn.until > now.getTime() / 1000)
      conversation.state = { identity: { verified: verifiedNow({ ...signedIn, by: 'site' }, now) } };
    // The first turn has an id of its own: a start that is repeated finds it, and none runs it twice.
    const activity: LoggedActivity = {
      type: 'conversationUpdate',
      membersAdded: [{ id: userId, ...(userName ? { name: userName } : {}) }],
    };
    const { repeated } = await this.#turns.run({
      conversationId,
      opens: conversation,
      from: 'system',
      activity,
      messageId: 'conversation-started',
      correlationId,
    });
    return !repeated;
  }

  /** The conversation of a grant. Throws a {@link Problem}: 404 for none. */
  async find({ conversationId }: Pick<Grant, 'conversationId'>): Promise<Conversation> {
    const conversation = await this.#database.conversations.find(conversationId);
    if (!conversation) throw new Problem(404, 'ConversationNotFound', 'there is no such conversation: start one first');
    return conversation;
  }

  /**
   * Takes what a customer sent. Returns the activity's id once it and its answer are kept, and whether it had come before.
   * A token's first message may come before its start, which then comes first.
   */
  async post(
    grant: Grant,
    channel: string,
    { activity, from }: { activity: LoggedActivity; from: Speaker },
    correlationId: string,
  ): Promise<Outcome> {
    const { conversationId, userId, userName, unbound } = grant;
    const id = (unbound && from.id) || userId;
    const name = userName ?? from.name; // of a token that has one, it stands, as its id does
    const said: LoggedActivity = { ...activity, from: { id, ...(name ? { name } : {}), role: 'user' } };
    if (activity.type === 'typing') {
      const typing = `${conversationId}|typing-${unguessable(48)}`;
      this.#echo(conversationId, { ...said, id: typing, timestamp: this.#clock().toISOString() });
      return { id: typing, repeated: false };
    }
    const run = () =>
      this.#turns.run({
        conversationId,
        from: 'customer',
        activity: said,
        messageId: clientIdOf(activity),
        correlationId,
      });
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof NoSuchConversation)) throw error;
      await this.start(grant, channel, activity.locale as string | undefined, correlationId);
      return await run();
    }
  }

  /**
   * Lets the bot tell which files of an upload weren't taken, and why, once for what they are `about`. While an agent has
   * the floor it stands in the log for them.
   */
  async tellRefused(
    grant: Grant,
    { refused, about }: { refused: readonly RefusedFile[]; about: string | undefined },
    correlationId: string,
  ): Promise<void> {
    const files = refused.map(({ name, code }) => ({ name, code }));
    try {
      await this.#turns.run({
        conversationId: grant.conversationId,
        from: 'system',
        activity: { type: 'event', name: FILES_REFUSED, value: { files } },
        messageId: about === undefined ? undefined : `refused:${about}`,
        correlationId,
      });
    } catch (error) {
      if (!(error instanceof NoSuchConversation)) throw error; // nobody listens yet; the answer's code tells
    }
  }

  /** What the customer may see after a watermark. An unreadable watermark is none. */
  async read(conversationId: string, watermark: string | undefined): Promise<ActivitySet> {
    const after = positionOf(watermark);
    const { entries } = await readPage(this.#database.log, conversationId, after, { reader: 'customer', limits: PAGE });
    return activitySet(entries, after, this.#links);
  }
}

const newUserId = (): string => `dl_${unguessable(96)}`;
