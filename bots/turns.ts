import { isDeepStrictEqual } from 'node:util';
import type { Activity } from 'botbuilder';
import { type Desk, deskOf } from '../dialogs/desk.ts';
import { type Said, Talk, type TalkState } from '../dialogs/kit/talk.ts';
import type { Understanding, Understood } from '../dialogs/understand/understand.ts';
import type { Clock } from '../services/clock.ts';
import type { LogEntry } from '../services/conversation-log/entry.ts';
import { type Conversation, HeldConversation, type Locale } from '../services/conversations.ts';
import type { Signals } from '../services/signals.ts';
import type { Database, Stores } from '../services/stores.ts';
import type { Logger } from '../telemetry/logger.ts';
import * as metrics from '../telemetry/metrics.ts';
import { applyAgentAction, applyCustomerActivity } from './apply.ts';
import { DeskBot, TALK } from './desk-bot.ts';
import { type Incoming, NoSuchConversation, type Outcome } from './incoming.ts';
import { LogAdapter } from './log-adapter.ts';

/** What the turns work with. */
export interface TurnsParts {
  database: Database;
  signals: Signals;
  knowledge: Desk['knowledge'];
  understanding: Understanding;
  clock: Clock;
  zone: string;
  logger: Logger;
}

/** A case's reference drawn twice at once, or two turns that waited for each other: the turn is run again as a whole. */
const AGAIN = new Set(['23505', '40001', '40P01']);
const TRIES = 3;

/**
 * One message, one turn, one transaction: everything of a turn is kept, or nothing. Turns of one conversation wait for
 * each other on its row; turns of different conversations run side by side.
 */
export class Turns {
  readonly #parts: TurnsParts;
  readonly #bot = new DeskBot();
  readonly #running = new Set<Promise<unknown>>();

  constructor(parts: TurnsParts) {
    this.#parts = parts;
  }

  /** Opens a conversation, unless it is open. Returns whether this call opened it; its first turn is the caller's. */
  open(conversation: Conversation): Promise<boolean> {
    return this.#parts.database.conversations.create(conversation);
  }

  /**
   * Runs a turn and returns when it is committed. Throws `NoSuchConversation`, or `FloorRefused` for an agent's action
   * that isn't theirs to take; then nothing was written.
   */
  async run(incoming: Incoming): Promise<Outcome> {
    const started = performance.now();
    const turn = this.#untilCommitted(incoming);
    this.#running.add(turn);
    try {
      const { outcome, conversation, understood } = await turn;
      const seconds = (performance.now() - started) / 1000;
      metrics.turns.inc({ channel: conversation.transport, outcome: outcome.repeated ? 'repeated' : 'committed' });
      metrics.turnSeconds.observe({ channel: conversation.transport }, seconds);
      this.#parts.logger.info(
        {
          correlationId: incoming.correlationId,
          conversationId: conversation.id,
          entry: outcome.id,
          from: incoming.from,
          floor: conversation.floor,
          ...(understood ? { intent: understood.intent, score: understood.score } : {}),
          ...(outcome.repeated ? { repeated: true } : {}),
          ms: Math.round(seconds * 1000),
        },
        'turn',
      );
      return outcome;
    } finally {
      this.#running.delete(turn);
    }
  }

  /** Resolves when the turns in hand are done, whatever came of them. */
  async settled(): Promise<void> {
    await Promise.allSettled([...this.#running]);
  }

  async #untilCommitted(incoming: Incoming) {
    const understood = this.#understand(incoming);
    for (let attempt = 1; ; attempt++) {
      try {
        return { ...(await this.#attempt(incoming, understood)), understood };
      } catch (error) {
        const { code = undefined, cause = undefined } = error as { code?: string; cause?: { code?: string } };
        if (attempt >= TRIES || !AGAIN.has(cause?.code ?? code ?? '')) throw error;
      }
    }
  }

  /** Done before the conversation is locked. */
  #understand(incoming: Incoming): Understood | undefined {
    if (incoming.from !== 'customer' || incoming.activity.type !== 'message') return undefined;
    return this.#parts.understanding.understand(incoming.activity.text ?? '');
  }

  async #attempt(incoming: Incoming, understood: Understood | undefined) {
    const { database, signals, clock } = this.#parts;
    const { outcome, held } = await database.transaction(async (stores, last) => {
      const found = await stores.conversations.hold(incoming.conversationId, incoming.messageId);
      if (!found) throw new NoSuchConversation(incoming.conversationId);
      const held = new HeldConversation(found.conversation, clock);
      if (incoming.reference && !isDeepStrictEqual(incoming.reference, held.conversation.reference))
        held.conversation.reference = incoming.reference;
      if (found.duplicateOf) {
        last(stores.conversations.save(held));
        return { outcome: { id: found.duplicateOf, repeated: true }, held };
      }

      const { entry, botSpeaks } =
        incoming.from === 'agent'
          ? applyAgentAction(held, incoming.agent, incoming.action, clock())
          : applyCustomerActivity(held, incoming);
      if (botSpeaks) await this.#letBotSpeak(stores, held, entry, understood);
      const outgoing = held.appended.some(({ role, audience }) => role !== 'customer' && audience === 'all');
      const { id, reference, transport } = held.conversation;
      last(stores.conversations.save(held));
      if (reference && outgoing) last(stores.deliveries.wake(id, transport, clock()));
      return { outcome: { id: entry.id, repeated: false }, held };
    });
    const { id: conversationId, headSeq, transport } = held.conversation;
    if (!outcome.repeated) signals.publish({ conversationId, headSeq, transport });
    return { outcome, conversation: held.conversation };
  }

  async #letBotSpeak(
    stores: Stores,
    held: HeldConversation,
    entry: LogEntry,
    understood: Understood | undefined,
  ): Promise<void> {
    const { knowledge, understanding, zone } = this.#parts;
    const { conversation } = held;
    if (understood?.language) conversation.locale = understood.language;
    const locale: Locale = conversation.locale;
    const said: Said = {
      ...(understood ?? { words: '', language: undefined, intent: 'out-of-scope', score: 0, other: undefined }),
      text: typeof entry.activity?.text === 'string' ? entry.activity.text : '',
      entryId: entry.id,
      at: entry.at,
      files: ((entry.activity?.attachments as unknown[] | undefined) ?? []).length,
    };
    const state: TalkState = { stack: [], ...(conversation.state as Partial<TalkState>) };
    const adapter = new LogAdapter(held, entry.audience === 'all' ? entry.id : undefined);
    const activity = {
      ...entry.activity,
      channelId: conversation.channel,
      conversation: { id: conversation.id },
      recipient: { id: 'policydesk', name: 'Policydesk' },
      from: { id: conversation.userId },
    } as unknown as Partial<Activity>;
    await adapter.run(activity, async (context) => {
      const desk = deskOf(stores, held, {
        knowledge,
        understand: (text) => understanding.understand(text),
        zone,
        now: entry.at,
      });
      context.turnState.set(TALK, new Talk({ desk, said, state, locale, context }));
      await this.#bot.run(context);
    });
    conversation.state = { ...state };
  }
}
