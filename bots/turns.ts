import { isDeepStrictEqual } from 'node:util';
import type { Desk } from '../dialogs/desk.ts';
import { isInDanger } from '../dialogs/distress.ts';
import type { TalkState } from '../dialogs/kit/talk.ts';
import type { Understanding, Understood } from '../dialogs/understand/understand.ts';
import type { WritingTime } from '../services/clock.ts';
import type { LogEntry, LoggedActivity } from '../services/conversation-log/entry.ts';
import { type Conversation, HeldConversation } from '../services/conversations.ts';
import type { Signals } from '../services/signals.ts';
import type { Database, Stores } from '../services/stores.ts';
import { patient, systemTimer, type Timer, within } from '../services/timer.ts';
import { Unavailable } from '../services/unavailable.ts';
import { type Logger, traceOf } from '../telemetry/logger.ts';
import * as metrics from '../telemetry/metrics.ts';
import { type Applied, applyAgentAction, applyCustomerActivity } from './apply.ts';
import { changedBy, saysTheSame, settled, spokenSince } from './changes.ts';
import { DeskBot } from './desk-bot.ts';
import { BotFailed, isDatabases, isRefused, isToRunAgain } from './failures.ts';
import { type Incoming, NoSuchConversation, NotDue, type Outcome } from './incoming.ts';
import { Lines } from './lines.ts';
import { type CustomersOwn, isChange, isCustomersOwn, type Message, together } from './message.ts';
import { type Answering, type Bot, Speech } from './speech.ts';

/** What the turns work with. */
export interface TurnsParts {
  database: Database;
  signals: Signals;
  knowledge: Desk['knowledge'];
  understanding: Pick<Understanding, 'understand'>;
  writingTime: WritingTime;
  zone: string;
  /** The insurer's privacy notice, where it has one. */
  privacyUrl?: string | undefined;
  logger: Logger;
  /** Another bot than the desk's. */
  bot?: Bot;
  timer?: Timer;
}

const TRIES = 3;

/** A turn that is done: what came of a message, and the conversation as it stands now. */
interface Turn {
  outcome: Outcome;
  conversation: Conversation;
  understood: Understood | undefined;
  answered: Answering;
}

/** A turn that isn't over by then is given up: whoever asked for it may ask again. */
export const TURN_MS = 15_000;
/** A stop waits no longer for the turns in hand. */
export const SETTLE_MS = 5_000;

/** The messages that aren't answered by the bot, because it failed in that. */
type Failed = Map<Message, Exclude<Answering, 'bot'>>;

/**
 * One turn, one transaction: everything of a turn is kept, or nothing. Turns of one conversation wait for each other on
 * its row; turns of different conversations run side by side. What a customer sends while the bot is still answering
 * them stands in the log message by message; what belongs together of it is answered together.
 */
export class Turns {
  readonly #parts: TurnsParts;
  readonly #speech: Speech;
  readonly #running = new Set<Promise<unknown>>();
  readonly #timer: Timer;
  /** Of each conversation, the messages that came in while one of them is answered. */
  readonly #lines: Lines<CustomersOwn, Turn>;

  constructor(parts: TurnsParts) {
    this.#parts = parts;
    const { bot = new DeskBot() } = parts;
    const timer = patient(parts.timer ?? systemTimer);
    this.#timer = timer;
    this.#speech = new Speech({ ...parts, bot, timer });
    this.#lines = new Lines({
      run: (incomings) => this.#untilCommitted(incomings),
      mayGoAlone: (error) => !isDatabases(error),
      timer,
    });
  }

  /** Opens a conversation, unless it is open. Returns whether this call opened it; its first turn is the caller's. */
  open(conversation: Conversation): Promise<boolean> {
    return this.#parts.database.conversations.create(conversation);
  }

  /**
   * Runs a turn and returns when it is committed. Throws `NoSuchConversation`, `FloorRefused` for an agent's action that
   * isn't theirs to take, `NotDue` for a duty that is none any more: then nothing was written. Throws `Unavailable` where
   * the database isn't to be had in time: the same message may come again.
   */
  async run(incoming: Incoming): Promise<Outcome> {
    const started = performance.now();
    const turn = isCustomersOwn(incoming) ? this.#lines.take(incoming.conversationId, incoming) : this.#alone(incoming);
    this.#running.add(turn);
    try {
      const { outcome, conversation, understood, answered } = await turn;
      const seconds = (performance.now() - started) / 1000;
      const came = outcome.repeated ? 'repeated' : answered === 'bot' ? 'committed' : 'unanswered';
      metrics.turns.inc({ channel: conversation.transport, outcome: came });
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
          ...(answered === 'bot' ? {} : { answered }),
          ms: Math.round(seconds * 1000),
        },
        'turn',
      );
      return outcome;
    } finally {
      this.#running.delete(turn);
    }
  }

  /** Resolves when the turns in hand are done, whatever came of them, or after {@link SETTLE_MS}. */
  async settled(): Promise<void> {
    const done = Promise.allSettled([...this.#running]).then(() => true);
    const isDone = await within(SETTLE_MS, this.#timer, done, () => new Error('too long')).catch(() => false);
    if (!isDone)
      this.#parts.logger.warn({ turns: this.#running.size }, 'stopping without the turns that take too long');
  }

  async #alone(incoming: Incoming): Promise<Turn> {
    const [turn] = await this.#untilCommitted([incoming]);
    return turn as Turn;
  }

  /** Runs a turn until it is kept. Throws what it failed with, or {@link Unavailable} where it isn't over in time. */
  async #untilCommitted(incomings: readonly Incoming[]): Promise<Turn[]> {
    const late = new AbortController();
    const turn = this.#tryUntilCommitted(incomings, late.signal);
    return within(TURN_MS, this.#timer, turn, () => {
      late.abort();
      return new Unavailable(`the turn was not over within ${TURN_MS} ms`);
    });
  }

  async #tryUntilCommitted(incomings: readonly Incoming[], late: AbortSignal): Promise<Turn[]> {
    // Understood before the conversation is locked.
    const messages = settled(incomings).map((message): Message => {
      const understood = isCustomersOwn(message.incoming) ? this.#speech.understand(message.words) : undefined;
      return { ...message, understood };
    });
    const failed: Failed = new Map();
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#attempt(messages, failed);
      } catch (error) {
        if (late.aborted) throw error;
        if (isToRunAgain(error) && attempt < TRIES) continue;
        if (!this.#isMet(error, messages, failed)) throw error;
      }
    }
  }

  /**
   * Whether a failure costs only the answer: the turn is then run again with what came in, and an apology in the bot's
   * place. Nothing that the bot had written until then is kept: the transaction was rolled back as a whole.
   */
  #isMet(error: unknown, messages: readonly Message[], failed: Failed): boolean {
    // What the bot said or remembers may be what the database refuses: half a surrogate pair, U+0000.
    if (!(error instanceof BotFailed) && !isRefused(error)) return false;
    const unanswered = error instanceof BotFailed && !error.hung ? error.messages : messages;
    // A duty of the bot's is done whole, or comes again.
    if (unanswered.some((message) => failed.get(message) === 'nothing' || isBotsDuty(message.incoming))) return false;
    const wasApology = unanswered.some((message) => failed.has(message));
    for (const message of unanswered)
      failed.set(message, isCustomersOwn(message.incoming) && !wasApology ? 'apology' : 'nothing');
    const [{ incoming } = { incoming: undefined }] = unanswered;
    metrics.errors.inc({ where: wasApology ? 'apology' : 'bot' });
    this.#parts.logger.error(
      {
        correlationId: incoming?.correlationId,
        conversationId: incoming?.conversationId,
        messages: unanswered.length,
        trace: traceOf(error instanceof BotFailed ? error.cause : error),
      },
      'the bot failed; what came in is kept',
    );
    return true;
  }

  async #attempt(messages: readonly Message[], failed: Failed): Promise<Turn[]> {
    const { database, signals, writingTime } = this.#parts;
    const { outcomes, held } = await database.transaction(async (stores, last) => {
      const incomings = messages.map(({ incoming }) => incoming);
      const { conversation, duplicates, now } = await this.#hold(stores, incomings);
      for (const incoming of incomings)
        if (!((await dutyOf(incoming)?.(conversation, stores)) ?? true)) throw new NotDue(conversation.id);
      const held = new HeldConversation(conversation, writingTime(now));
      const reference = incomings.findLast((incoming) => incoming.reference)?.reference;
      if (reference && !isDeepStrictEqual(reference, conversation.reference)) conversation.reference = reference;

      const entries = new Map<Message, string>();
      await this.#findChanged(stores, messages, duplicates);
      const first = (message: Message) =>
        messages.find(({ incoming }) => isSame(incoming, message.incoming)) as Message;
      let fresh = messages.filter((message, at) => duplicates[at] === undefined && first(message) === message);
      while (fresh.length > 0) {
        const group = together(fresh, conversation.state as Partial<TalkState>);
        fresh = fresh.slice(group.length);
        await this.#answer(stores, held, { group, failed, entries });
      }
      const outgoing = held.appended.some(({ role, audience }) => role !== 'customer' && audience === 'all');
      const { id, transport } = conversation;
      last(stores.conversations.save(held));
      if (conversation.reference && outgoing) last(stores.deliveries.wake(id, transport, held.now));
      const outcomes = messages.map((message, at) => ({
        id: duplicates[at] ?? (entries.get(first(message)) as string),
        repeated: duplicates[at] !== undefined || first(message) !== message,
      }));
      return { outcomes, held };
    });
    const { conversation } = held;
    const { id: conversationId, headSeq, transport } = conversation;
    if (outcomes.some(({ repeated }) => !repeated)) signals.publish({ conversationId, headSeq, transport });
    return messages.map((message, at) => ({
      outcome: outcomes[at] as Outcome,
      conversation,
      understood: message.understood,
      answered: failed.get(message) ?? 'bot',
    }));
  }

  /** Notes what came in, and lets the bot say something to all of it at once. */
  async #answer(
    stores: Stores,
    held: HeldConversation,
    { group, failed, entries }: { group: readonly Message[]; failed: Failed; entries: Map<Message, string> },
  ): Promise<void> {
    const inDanger = group.some(({ understood }) => isInDanger(understood));
    const changedIn = ({ incoming, changed }: Message): string | undefined =>
      changed?.entry ?? (isChange(incoming) ? entryNamed(entries, incoming.about) : undefined);
    const applied = group.map((message) => apply(held, message.incoming, inDanger, changedIn(message)));
    for (const [at, message] of group.entries()) entries.set(message, (applied[at] as Applied).entry.id);
    if (!applied.at(-1)?.botSpeaks) return;
    if (group.every(({ moot }) => moot)) {
      if (group.some(({ rewritten }) => rewritten)) held.conversation.state = spokenSince(held.conversation.state);
      return;
    }
    const how = group.map((message) => failed.get(message) ?? 'bot').find((one) => one !== 'bot') ?? 'bot';
    await this.#speech.answer(stores, held, { messages: group, entries: applied.map(({ entry }) => entry) }, how);
  }

  /**
   * Finds what the changes among the messages are of. One that says what stands there already is a repeat; one of a
   * message that never came in is that message.
   */
  async #findChanged(stores: Stores, messages: readonly Message[], duplicates: (string | undefined)[]): Promise<void> {
    for (const [at, message] of messages.entries()) {
      const { incoming } = message;
      if (!isChange(incoming) || message.moot || duplicates[at] !== undefined) continue;
      const { conversationId, about } = incoming;
      const named = (await stores.conversations.hold(conversationId, about))?.duplicateOf;
      const found = await changedBy(stores, incoming, named);
      if (found && saysTheSame(found.latest, incoming)) duplicates[at] = found.latest.id;
      else if (found) message.changed = { entry: found.entry.id, before: textIn(found.latest) };
      else if (incoming.activity.type === 'messageUpdate')
        message.incoming = { ...incoming, messageId: about, about: undefined, activity: asMessage(incoming.activity) };
    }
  }

  /** Locks the conversation, and finds which of the messages had come in before. */
  async #hold(stores: Stores, incomings: readonly Incoming[]) {
    const duplicates: (string | undefined)[] = [];
    let held: { conversation: Conversation; now: Date } | undefined;
    for (const { conversationId, messageId } of incomings) {
      const found = await stores.conversations.hold(conversationId, messageId);
      if (!found) throw new NoSuchConversation(conversationId);
      held ??= found;
      duplicates.push(found.duplicateOf);
    }
    return { ...(held as { conversation: Conversation; now: Date }), duplicates };
  }
}

const apply = (held: HeldConversation, incoming: Incoming, inDanger: boolean, about: string | undefined): Applied =>
  incoming.from === 'agent' ? applyAgentAction(held, incoming) : applyCustomerActivity(held, incoming, inDanger, about);

/** The entry of the message with this id, among those of this turn. */
const entryNamed = (entries: ReadonlyMap<Message, string>, messageId: string | undefined): string | undefined =>
  [...entries].find(([{ incoming }]) => incoming.messageId === messageId)?.[1];

const asMessage = (activity: LoggedActivity): LoggedActivity => ({ ...activity, type: 'message' });

const textIn = ({ activity }: LogEntry): string | undefined =>
  activity?.type === 'messageDelete' ? undefined : (activity?.text ?? '');

const dutyOf = (incoming: Incoming) => (incoming.from === 'customer' ? undefined : incoming.isDue);

const isBotsDuty = (incoming: Incoming) => incoming.from === 'system' && incoming.isDue !== undefined;

const isSame = (one: Incoming, other: Incoming): boolean =>
  one === other || (one.messageId !== undefined && one.messageId === other.messageId);
