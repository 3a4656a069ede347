import type { DialogServices } from '../dialogs/kit/dialog-services.ts';
import type { IdentitySettings } from '../services/identity/in-turn.ts';
import type { Signals } from '../services/signals.ts';
import type { Database } from '../services/stores.ts';
import type { WritingTime } from '../services/time/clock.ts';
import { HeardClock } from '../services/time/heard-clock.ts';
import { patient, systemTimer, type Timer, within } from '../services/time/timer.ts';
import { Unavailable } from '../services/unavailable.ts';
import type { Logger } from '../telemetry/logger.ts';
import * as metrics from '../telemetry/metrics.ts';
import type { IntentRecognizer } from '../understanding/intent-recognizer.ts';
import type { SecondReading } from '../understanding/second/second-reading.ts';
import { settled } from './incoming/changes.ts';
import { Crossing } from './incoming/crossing.ts';
import type { Incoming, Outcome } from './incoming/incoming.ts';
import { Lines } from './incoming/lines.ts';
import { type CustomersOwn, isCustomersOwn, type Message, unreadOf } from './incoming/message.ts';
import { SecondReadings } from './incoming/second-readings.ts';
import { DeskBot } from './speaking/desk-bot.ts';
import { type Bot, Speech } from './speaking/speech.ts';
import { BotFailed, isDatabases, isRefused, isToRunAgain } from './turn/failures.ts';
import { Gate } from './turn/gate.ts';
import { LastCommitted } from './turn/last-committed.ts';
import { LockedTurns } from './turn/locked.ts';
import { PreparedTurns } from './turn/prepared.ts';
import { tellOfTurn } from './turn/told.ts';
import { outcomeOf, type TurnResult } from './turn/turn.ts';

/** What the turns work with. */
export interface TurnsParts {
  database: Database;
  signals: Signals;
  knowledge: DialogServices['knowledge'];
  recognizer: Pick<IntentRecognizer, 'understand'>;
  /** Somebody else who reads what the recognizer is unsure of; without it, nothing of that costs anything. */
  secondReading?: SecondReading | undefined;
  writingTime: WritingTime;
  zone: string;
  /** The insurer's privacy notice, where it has one. */
  privacyUrl?: string | undefined;
  /** How it is found out who customers are; without it nobody is verified in the talk. */
  identity?: IdentitySettings | undefined;
  logger: Logger;
  /** Another bot than the desk's. */
  bot?: Bot;
  timer?: Timer;
  /** Counts milliseconds; the process's own unless told otherwise. */
  moment?: () => number;
}

const TRIES = 3;

/** Milliseconds that a turn may take; then it is given up, and whoever asked for it may ask again. */
export const TURN_MS = 15_000;
/** Milliseconds that a stop waits for the turns in hand. */
export const SETTLE_MS = 5_000;

/**
 * Runs the turns of all conversations: everything of one is kept, or nothing. A turn is prepared on what this process
 * last committed and kept by one statement, with others' turns, if the conversation still stands there; else it is run
 * again under the conversation's lock (decision 0026). Turns of different conversations run side by side. What a
 * customer sends while the bot is still answering them stands in the log message by message; what belongs together of
 * it is answered together.
 */
export class Turns {
  readonly #parts: TurnsParts;
  readonly #speech: Speech;
  readonly #running = new Set<Promise<unknown>>();
  readonly #timer: Timer;
  readonly #committed = new LastCommitted();
  readonly #clock = new HeardClock();
  readonly #prepared: PreparedTurns;
  readonly #locked: LockedTurns;
  readonly #secondReadings: SecondReadings | undefined;
  readonly #crossing: Crossing;
  /** Of each conversation, the messages that came in while one of them is answered. */
  readonly #lines: Lines<CustomersOwn, TurnResult>;

  constructor(parts: TurnsParts) {
    this.#parts = parts;
    const { bot = new DeskBot() } = parts;
    const timer = patient(parts.timer ?? systemTimer);
    this.#timer = timer;
    this.#crossing = new Crossing(parts.moment ?? (() => performance.now()));
    this.#speech = new Speech({ ...parts, bot, timer });
    const { database, writingTime, signals, secondReading } = parts;
    this.#secondReadings =
      secondReading &&
      new SecondReadings({
        secondReading,
        understand: (text) => this.#speech.understand(text),
        conversations: database.conversations,
      });
    const [committed, clock] = [this.#committed, this.#clock];
    const keeping = { database, writingTime, gate: new Gate() };
    this.#prepared = new PreparedTurns({ ...keeping, committed, clock }, this.#speech);
    this.#locked = new LockedTurns(keeping, this.#speech);
    signals.overhear(({ conversationId, headSeq }) => committed.notice(conversationId, headSeq));
    this.#lines = new Lines({
      run: (incomings) => this.#untilCommitted(incomings),
      mayGoAlone: (error) => !isDatabases(error),
      timer,
    });
  }

  /**
   * Runs a turn and returns when it is committed. Throws `NoSuchConversation`, `FloorRefused` for an agent's action that
   * isn't theirs to take, `NotDue` for a duty that is none any more: then nothing was written. Throws `Unavailable` where
   * the database isn't to be had in time: the same message may come again.
   */
  async run(incoming: Incoming): Promise<Outcome> {
    const started = performance.now();
    const own = isCustomersOwn(incoming) ? incoming : undefined;
    if (own) for (const watching of [this.#crossing, this.#secondReadings]) watching?.begin(own);
    const turn = own ? this.#lines.take(own.conversationId, own) : this.#alone(incoming);
    this.#running.add(turn);
    try {
      const result = await turn;
      tellOfTurn(this.#parts.logger, incoming, result, (performance.now() - started) / 1000);
      return result.outcome;
    } finally {
      this.#running.delete(turn);
      if (own) for (const watching of [this.#crossing, this.#secondReadings]) watching?.end(own);
    }
  }

  /** Resolves when the turns in hand are done, whatever came of them, or after {@link SETTLE_MS}. */
  async settled(): Promise<void> {
    const done = Promise.allSettled([...this.#running]).then(() => true);
    const isDone = await within(SETTLE_MS, this.#timer, done, () => new Error('too long')).catch(() => false);
    if (!isDone)
      this.#parts.logger.warn({ turns: this.#running.size }, 'stopping without the turns that take too long');
  }

  async #alone(incoming: Incoming): Promise<TurnResult> {
    const [turn] = await this.#untilCommitted([incoming]);
    return turn as TurnResult;
  }

  /** Runs a turn until it is kept. Throws what it failed with, or {@link Unavailable} where it isn't over in time. */
  async #untilCommitted(incomings: readonly Incoming[]): Promise<TurnResult[]> {
    const late = new AbortController();
    const turn = this.#tryUntilCommitted(incomings, late.signal);
    return within(TURN_MS, this.#timer, turn, () => {
      late.abort();
      return new Unavailable(`the turn was not over within ${TURN_MS} ms`);
    });
  }

  async #tryUntilCommitted(incomings: readonly Incoming[], late: AbortSignal): Promise<TurnResult[]> {
    // Understood before the conversation is locked.
    const messages = settled(incomings);
    for (const message of messages)
      if (isCustomersOwn(message.incoming)) {
        message.understood = this.#speech.understand(message.words, unreadOf(message.incoming));
        message.crossed = this.#crossing.has(message.incoming);
      }
    await this.#secondReadings?.heard(messages);
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#attempt(messages, late);
      } catch (error) {
        if (late.aborted) throw error;
        if (isToRunAgain(error) && attempt < TRIES) continue;
        if (!this.#isMet(error, messages)) throw error;
      }
    }
  }

  /**
   * Whether a failure costs only the answer: the turn is then run again with what came in, and an apology in the bot's
   * place. Nothing that the bot had written until then is kept: the transaction was rolled back as a whole.
   */
  #isMet(error: unknown, messages: readonly Message[]): boolean {
    // What the bot said or remembers may be what the database refuses: half a surrogate pair, U+0000.
    if (!(error instanceof BotFailed) && !isRefused(error)) return false;
    const unanswered = error instanceof BotFailed && !error.hung ? error.messages : messages;
    // A duty of the bot's is done whole, or comes again.
    if (unanswered.some(({ answering, incoming }) => answering === 'nothing' || isBotsDuty(incoming))) return false;
    const wasApology = unanswered.some(({ answering }) => answering === 'apology');
    for (const message of unanswered)
      message.answering = isCustomersOwn(message.incoming) && !wasApology ? 'apology' : 'nothing';
    const [{ incoming } = { incoming: undefined }] = unanswered;
    metrics.errors.inc({ where: wasApology ? 'apology' : 'bot' });
    this.#parts.logger.error(
      {
        correlationId: incoming?.correlationId,
        conversationId: incoming?.conversationId,
        messages: unanswered.length,
        trace: error instanceof BotFailed ? error.cause : error,
      },
      'the bot failed; what came in is kept',
    );
    return true;
  }

  /** Takes the turn without a lock, if it can be, or under it. */
  async #attempt(messages: readonly Message[], late: AbortSignal): Promise<TurnResult[]> {
    const { conversation, now } =
      (await this.#prepared.take(messages, late)) ?? (await this.#locked.take(messages, late));
    this.#clock.hear(now);
    const { id: conversationId, headSeq, transport } = conversation;
    if (messages.some(({ entry }) => entry)) this.#parts.signals.publish({ conversationId, headSeq, transport });
    this.#committed.put(conversation);
    return messages.map((message) => ({
      outcome: outcomeOf(message),
      conversation,
      understood: message.understood,
      isProposed: message.proposal !== undefined,
      answered: message.answering,
    }));
  }
}

const isBotsDuty = (incoming: Incoming) => incoming.from === 'system' && incoming.isDue !== undefined;
