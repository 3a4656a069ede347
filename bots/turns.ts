import { isDeepStrictEqual } from 'node:util';
import type { Activity } from 'botbuilder';
import { type Desk, deskOf } from '../dialogs/desk.ts';
import { type Said, Talk, type TalkState } from '../dialogs/kit/talk.ts';
import { BUSINESS } from '../dialogs/understand/intents.ts';
import type { Understanding, Understood } from '../dialogs/understand/understand.ts';
import type { Clock } from '../services/clock.ts';
import type { LogEntry } from '../services/conversation-log/entry.ts';
import { type Conversation, HeldConversation, type Locale } from '../services/conversations.ts';
import type { Signals } from '../services/signals.ts';
import type { Database, Stores } from '../services/stores.ts';
import type { Logger } from '../telemetry/logger.ts';
import * as metrics from '../telemetry/metrics.ts';
import { type Applied, applyAgentAction, applyCustomerActivity } from './apply.ts';
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

/** A turn that is done: what came of a message, and the conversation as it stands now. */
interface Turn {
  outcome: Outcome;
  conversation: Conversation;
  understood: Understood | undefined;
}

/** What the bot answers: the last entry, and all that was said with it. */
interface Heard {
  entry: LogEntry;
  understood: Understood | undefined;
  text: string;
  files: number;
}

/** What a customer wrote, or sent. */
type CustomersOwn = Extract<Incoming, { from: 'customer' }>;

/** A customer's message that came in while the bot was still answering an earlier one. */
interface Waiting {
  incoming: CustomersOwn;
  resolve(turn: Turn | Promise<Turn>): void;
  reject(error: unknown): void;
}

/** From here on a message wants something of its own, whatever is in hand. */
const SURE = 0.5;
const NOTHING = 'out-of-scope';

/** So many messages that came in meanwhile are answered together. */
const MOST_TOGETHER = 10;

/**
 * One turn, one transaction: everything of a turn is kept, or nothing. Turns of one conversation wait for each other on
 * its row; turns of different conversations run side by side. What a customer sends while the bot is still answering
 * them stands in the log message by message; what belongs together of it is answered together.
 */
export class Turns {
  readonly #parts: TurnsParts;
  readonly #bot = new DeskBot();
  readonly #running = new Set<Promise<unknown>>();
  /** Of each conversation that a customer's message is being answered in, the messages that came in meanwhile. */
  readonly #lines = new Map<string, Waiting[]>();

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
    const turn = isCustomersOwn(incoming) ? this.#inLine(incoming) : this.#alone(incoming);
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

  /** Runs a customer's message now, or with whatever else comes in while an earlier one of theirs is answered. */
  async #inLine(incoming: CustomersOwn): Promise<Turn> {
    const line = this.#lines.get(incoming.conversationId);
    if (line) return new Promise((resolve, reject) => line.push({ incoming, resolve, reject }));
    this.#lines.set(incoming.conversationId, []);
    try {
      return await this.#alone(incoming);
    } finally {
      void this.#next(incoming.conversationId);
    }
  }

  /** Answers what came in meanwhile, until nothing did. */
  async #next(conversationId: string): Promise<void> {
    const line = this.#lines.get(conversationId) ?? [];
    for (let waiting = line.splice(0, MOST_TOGETHER); waiting.length > 0; waiting = line.splice(0, MOST_TOGETHER)) {
      try {
        const turns = await this.#untilCommitted(waiting.map(({ incoming }) => incoming));
        for (const [at, { resolve }] of waiting.entries()) resolve(turns[at] as Turn);
      } catch {
        // One of them may be what can't be taken: the others are no worse for it.
        for (const { incoming, resolve, reject } of waiting) await this.#alone(incoming).then(resolve, reject);
      }
    }
    this.#lines.delete(conversationId);
  }

  async #alone(incoming: Incoming): Promise<Turn> {
    const [turn] = await this.#untilCommitted([incoming]);
    return turn as Turn;
  }

  async #untilCommitted(incomings: readonly Incoming[]): Promise<Turn[]> {
    // Understood before the conversation is locked.
    const understood = new Map(
      incomings
        .filter(isCustomersOwn)
        .map((incoming): [Incoming, Understood] => [incoming, this.#understand([incoming])]),
    );
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#attempt(incomings, understood);
      } catch (error) {
        const { code = undefined, cause = undefined } = error as { code?: string; cause?: { code?: string } };
        if (attempt >= TRIES || !AGAIN.has(cause?.code ?? code ?? '')) throw error;
      }
    }
  }

  #understand(messages: readonly Incoming[]): Understood {
    return this.#parts.understanding.understand(textOf(messages.filter(isCustomersOwn)));
  }

  async #attempt(incomings: readonly Incoming[], understood: ReadonlyMap<Incoming, Understood>): Promise<Turn[]> {
    const { database, signals, clock } = this.#parts;
    const { outcomes, held } = await database.transaction(async (stores, last) => {
      const { conversation, duplicates } = await this.#hold(stores, incomings);
      const held = new HeldConversation(conversation, clock);
      const reference = incomings.findLast((incoming) => incoming.reference)?.reference;
      if (reference && !isDeepStrictEqual(reference, conversation.reference)) conversation.reference = reference;

      const entries = new Map<Incoming, string>();
      const first = (incoming: Incoming) => incomings.find((other) => isSame(other, incoming)) as Incoming;
      let fresh = incomings.filter((incoming, at) => duplicates[at] === undefined && first(incoming) === incoming);
      while (fresh.length > 0) {
        const group = together(fresh, understood, conversation.state as Partial<TalkState>);
        fresh = fresh.slice(group.length);
        await this.#answer(stores, held, group, understood, entries);
      }
      const outgoing = held.appended.some(({ role, audience }) => role !== 'customer' && audience === 'all');
      const { id, transport } = conversation;
      last(stores.conversations.save(held));
      if (conversation.reference && outgoing) last(stores.deliveries.wake(id, transport, clock()));
      const outcomes = incomings.map((incoming, at) => ({
        id: duplicates[at] ?? (entries.get(first(incoming)) as string),
        repeated: duplicates[at] !== undefined || first(incoming) !== incoming,
      }));
      return { outcomes, held };
    });
    const { conversation } = held;
    const { id: conversationId, headSeq, transport } = conversation;
    if (outcomes.some(({ repeated }) => !repeated)) signals.publish({ conversationId, headSeq, transport });
    return outcomes.map((outcome, at) => ({
      outcome,
      conversation,
      understood: understood.get(incomings[at] as Incoming),
    }));
  }

  /** Notes what came in, and lets the bot say something to all of it at once. */
  async #answer(
    stores: Stores,
    held: HeldConversation,
    group: readonly Incoming[],
    understood: ReadonlyMap<Incoming, Understood>,
    entries: Map<Incoming, string>,
  ): Promise<void> {
    const applied = group.map((incoming) => apply(held, incoming, this.#parts.clock()));
    for (const [at, incoming] of group.entries()) entries.set(incoming, (applied[at] as Applied).entry.id);
    const { entry, botSpeaks } = applied.at(-1) as Applied;
    if (!botSpeaks) return;
    const own = textOf(group.filter(isCustomersOwn));
    await this.#letBotSpeak(stores, held, {
      entry,
      understood: group.length === 1 ? understood.get(group[0] as Incoming) : this.#understand(group),
      text: own || (typeof entry.activity?.text === 'string' ? entry.activity.text : ''),
      files: applied.reduce((files, { entry }) => files + filesOf(entry), 0),
    });
  }

  /** Locks the conversation, and finds which of the messages had come in before. */
  async #hold(stores: Stores, incomings: readonly Incoming[]) {
    const duplicates: (string | undefined)[] = [];
    let conversation: Conversation | undefined;
    for (const { conversationId, messageId } of incomings) {
      const found = await stores.conversations.hold(conversationId, messageId);
      if (!found) throw new NoSuchConversation(conversationId);
      conversation ??= found.conversation;
      duplicates.push(found.duplicateOf);
    }
    return { conversation: conversation as Conversation, duplicates };
  }

  async #letBotSpeak(stores: Stores, held: HeldConversation, { entry, understood, text, files }: Heard): Promise<void> {
    const { knowledge, understanding, zone } = this.#parts;
    const { conversation } = held;
    if (understood?.language) conversation.locale = understood.language;
    const locale: Locale = conversation.locale;
    const said: Said = {
      ...(understood ?? { words: '', language: undefined, intent: 'out-of-scope', score: 0, other: undefined }),
      text,
      entryId: entry.id,
      at: entry.at,
      files,
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

const isCustomersOwn = (incoming: Incoming): incoming is CustomersOwn =>
  incoming.from === 'customer' && incoming.activity.type === 'message';

const apply = (held: HeldConversation, incoming: Incoming, now: Date): Applied =>
  incoming.from === 'agent'
    ? applyAgentAction(held, incoming.agent, incoming.action, now)
    : applyCustomerActivity(held, incoming);

/**
 * The messages at the head of a line that are answered at once: those that belong to the matter in hand, or to the one
 * that the first of them begins. A question, a thank-you, a wish for a person among them is answered by itself.
 */
function together(
  line: readonly Incoming[],
  understood: ReadonlyMap<Incoming, Understood>,
  { stack = [] }: Partial<TalkState>,
): readonly Incoming[] {
  const of = (incoming: Incoming | undefined) => incoming && understood.get(incoming);
  const begun = of(line[0])?.intent;
  const matter = stack.at(-1)?.dialog ?? (begun && begun !== 'ask' && BUSINESS.includes(begun) ? begun : undefined);
  if (!matter) return line.slice(0, 1);
  const isOther = (incoming: Incoming) => {
    const { intent = NOTHING, score = 0 } = of(incoming) ?? {};
    return intent !== NOTHING && intent !== matter && score >= SURE;
  };
  const end = line.findIndex((incoming, at) => at > 0 && isOther(incoming));
  return isOther(line[0] as Incoming) ? line.slice(0, 1) : line.slice(0, end === -1 ? line.length : end);
}

const isSame = (one: Incoming, other: Incoming): boolean =>
  one === other || (one.messageId !== undefined && one.messageId === other.messageId);

/** Several messages as one text, a line each; what was sent twice in a row is said once. */
const textOf = (messages: readonly CustomersOwn[]): string =>
  messages
    .map(({ activity }) => (typeof activity.text === 'string' ? activity.text : ''))
    .filter((text, at, all) => text !== '' && text !== all[at - 1])
    .join('\n');

const filesOf = ({ activity }: LogEntry): number => ((activity?.attachments as unknown[] | undefined) ?? []).length;
