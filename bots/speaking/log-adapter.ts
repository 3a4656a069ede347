import { type Activity, BotAdapter, type ConversationReference, type ResourceResponse, TurnContext } from 'botbuilder';
import type { LoggedActivity } from '../../services/conversation-log/entry.ts';
import type { ConversationInTurn } from '../../services/conversations/in-turn.ts';

/** The bot's own account, on every channel. */
export const BOT = { id: 'policydesk', name: 'Policydesk', role: 'bot' } as const;

/**
 * A Bot Framework adapter whose channel is the conversation's log: what the bot sends is appended there, under the
 * turn's lock, and the channels deliver it from there.
 */
export class LogAdapter extends BotAdapter {
  readonly #inTurn: ConversationInTurn;
  readonly #replyToId: string | undefined;
  #over = false;

  /** `replyToId` is named on what the bot says; undefined where the customer never sees what it answers. */
  constructor(inTurn: ConversationInTurn, replyToId: string | undefined) {
    super();
    this.#inTurn = inTurn;
    this.#replyToId = replyToId;
  }

  override async sendActivities(_context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    if (this.#over) throw new Error('the bot spoke after its turn had gone on without it');
    return activities.map((activity) => {
      const { id: _, recipient: __, relatesTo: ___, ...content } = activity;
      const entry = this.#inTurn.append({
        role: 'bot',
        activity: {
          ...content,
          type: activity.type ?? 'message',
          from: BOT,
          conversation: { id: this.#inTurn.conversation.id },
          replyToId: this.#replyToId,
        } as unknown as LoggedActivity,
      });
      return { id: entry.id };
    });
  }

  /** From now on a bot that goes on by itself says nothing. */
  close(): void {
    this.#over = true;
  }

  /** The log is append-only. */
  override updateActivity(): Promise<never> {
    throw new Error('an activity in the log is never changed: send a new one');
  }

  override deleteActivity(): Promise<never> {
    throw new Error('an activity in the log is never removed: send a new one');
  }

  override continueConversation(_reference: Partial<ConversationReference>): Promise<never> {
    throw new Error('a turn outside of a message goes through Turns.run');
  }

  /**
   * Runs the bot's logic on an activity. Straight, not by `runMiddleware`: the desk has no middleware, and a context that
   * is revoked behind every turn goes through a proxy at every step. Who goes on after a turn finds this closed.
   */
  run(activity: Partial<Activity>, logic: (context: TurnContext) => Promise<void>): Promise<void> {
    return logic(new TurnContext(this, activity));
  }
}
