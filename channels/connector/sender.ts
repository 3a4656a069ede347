import type { ConversationReference } from 'botbuilder';
import { CatchUp } from '../../services/catch-up.ts';
import type { LogEntry } from '../../services/conversation-log/entry.ts';
import type { Delivery } from '../../services/deliveries.ts';
import { unguessable } from '../../services/ids.ts';
import type { Signals } from '../../services/signals.ts';
import type { Database } from '../../services/stores.ts';
import type { Clock, WritingTime } from '../../services/time/clock.ts';
import { systemTimer, type Timer, within } from '../../services/time/timer.ts';
import { Unavailable } from '../../services/unavailable.ts';
import type { Logger } from '../../telemetry/logger.ts';
import * as metrics from '../../telemetry/metrics.ts';
import type { ConnectorAdapter } from './adapter.ts';
import { type Failure, failureOf } from './failure.ts';
import { HangingServices } from './hanging-services.ts';
import { activityFor, answeredBy, channelsIdIn, isForChannel } from './outgoing.ts';
import { LeaseLost, noteRefusal } from './refusal.ts';
import { isAnsweredInResponse } from './replies.ts';

/** The name under which these deliveries stand. */
export const TRANSPORT = 'connector';

/** A send begins only while the lease outlasts it, so nobody else sends the same message meanwhile. */
const LEASE_MS = 30_000;
/** How long the connector has to accept a message. */
const SEND_MS = 10_000;
/** How long the database has for one thing that the sender asks of it; what comes of it later is nobody's concern. */
const DATABASE_MS = 10_000;
/** How long a stop waits for what is being sent, and then for what is noted of it. */
const STOP_MS = 3_000;
const POLL_MS = 1_000;
const AT_ONCE = 64;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 5 * 60_000;
/** When a conversation is looked at again whose service lets others hang. */
const HANGING_MS = 5_000;
/** A refusal that will not change is tried this often, in case it was the connector's mistake. */
const REFUSALS = 3;

export interface SenderParts {
  adapter: Pick<ConnectorAdapter, 'post'>;
  appId: string;
  database: Database;
  signals: Signals;
  clock: Clock;
  /** The time of what is written into the log. */
  writingTime: WritingTime;
  logger: Logger;
  /** From 0 to 1; spreads retries. */
  random?: () => number;
  timer?: Timer;
  /** Conversations that are sent to at the same time. */
  atOnce?: number;
}

/** A conversation that this sender alone sends to, while the lease lasts. */
interface Lease {
  owner: string;
  until: Date;
}

/** `stopping` finishes what is being sent; `cut-short` no longer waits for that. */
type Life = 'running' | 'stopping' | 'cut-short';

/** An entry that was refused for good. */
interface GivenUp {
  entry: LogEntry;
  failure: Failure;
  delivery: Delivery;
  lease: Lease;
}

/** Where a conversation is answered, by a service that can be sent to. */
type Reference = Partial<ConversationReference> & { serviceUrl: string };

/**
 * Delivers what the bot and the agents said to Bot Connector channels: for each conversation a cursor over its log,
 * which advances when the connector has accepted a message. A killed process loses nothing: another one takes the
 * lease over and goes on; the message that was under way then may come twice, and carries its log id to be known by.
 *
 * It is one class, and long: what is leased, what is under way and a stop in the middle of it are one state.
 */
export class ConnectorSender {
  readonly #parts: SenderParts;
  readonly #name = unguessable(96);
  readonly #timer: NodeJS.Timeout;
  readonly #unlisten: () => void;
  readonly #services = new HangingServices();
  readonly #inHand = new Set<Promise<void>>();
  readonly #sending = new Set<AbortController>();
  readonly #looking: CatchUp;
  #leases = 0;
  /** More may be due than there was room for. */
  #moreDue = false;
  #life: Life = 'running';

  constructor(parts: SenderParts) {
    this.#parts = parts;
    this.#looking = new CatchUp({
      read: () => this.#look(),
      failed: (error) => this.#note(error, 'the sender could not read what is due; trying again'),
    });
    this.#timer = setInterval(() => this.#looking.hint(), POLL_MS).unref();
    this.#unlisten = parts.signals.overhear(({ transport }) => {
      if (transport === TRANSPORT) this.#looking.hint();
    });
  }

  /** Finishes what is being sent, unless that takes too long, and sends no more. */
  async stop(): Promise<void> {
    this.#life = 'stopping';
    this.#looking.stop();
    clearInterval(this.#timer);
    this.#unlisten();
    const { timer = systemTimer } = this.#parts;
    const callOff = timer(STOP_MS, () => {
      this.#life = 'cut-short';
      for (const send of this.#sending) send.abort(new Error('the desk stops'));
    });
    // What even that doesn't end waits for the database; the lease runs out by itself.
    await within(2 * STOP_MS, timer, this.settled(), () => new Error('the desk stops')).catch(() => undefined);
    callOff();
  }

  /** Resolves when it has looked at what is due, and what it took in hand is done, whatever came of it. */
  async settled(): Promise<void> {
    while (this.#looking.readings || this.#inHand.size > 0)
      await Promise.all([this.#looking.readings, ...this.#inHand]);
  }

  /** Takes in hand what is due, as long as there is room; it doesn't wait for any of it. */
  async #look(): Promise<void> {
    const room = (this.#parts.atOnce ?? AT_ONCE) - this.#inHand.size;
    this.#moreDue = true; // also where it can't be read: what ends next looks again
    if (room > 0) this.#moreDue = (await this.#lease(room)) === room;
  }

  async #lease(room: number): Promise<number> {
    const { database, clock } = this.#parts;
    const lease = { owner: `${this.#name}.${++this.#leases}`, until: this.#leaseEnd() };
    const leased = await this.#inTime(database.deliveries.lease(TRANSPORT, lease.owner, room, clock(), lease.until));
    for (const delivery of leased) {
      const work = this.#take(delivery, { ...lease }).then((dueAgain) => {
        this.#inHand.delete(work);
        if (dueAgain || this.#moreDue) this.#looking.hint();
      });
      this.#inHand.add(work);
    }
    return leased.length;
  }

  /** What the database answers. Throws {@link Unavailable} where it doesn't in time. */
  #inTime<T>(asked: Promise<T>): Promise<T> {
    const { timer = systemTimer } = this.#parts;
    return within(
      DATABASE_MS,
      timer,
      asked,
      () => new Unavailable(`the database did not answer the sender within ${DATABASE_MS} ms`),
    );
  }

  readonly #leaseEnd = (): Date => new Date(this.#parts.clock().getTime() + LEASE_MS);

  /** Never throws. Returns whether the conversation is due again at once. */
  async #take(delivery: Delivery, lease: Lease): Promise<boolean> {
    const { database, clock } = this.#parts;
    try {
      return await this.#deliver(delivery, lease);
    } catch (error) {
      this.#note(error, 'the sender could not read or note what it sends; trying again', delivery.conversationId);
      const soon = new Date(clock().getTime() + POLL_MS);
      // Where that fails too, the lease runs out.
      await this.#inTime(database.deliveries.putOff(delivery, lease.owner, soon)).catch(() => undefined);
      return false;
    }
  }

  /** Sends a conversation's entries in order until none is left or one fails. */
  async #deliver({ ...delivery }: Delivery, lease: Lease): Promise<boolean> {
    const { database } = this.#parts;
    for (;;) {
      const { conversationId, position } = delivery;
      const entries = await this.#inTime(
        database.log.read(conversationId, position, { reader: 'customer', limit: 50 }),
      );
      // Read after them: an entry never goes to an address that had been left when it was written.
      const reference = entries.length > 0 ? await this.#referenceOf(conversationId) : undefined;
      if (!reference) return this.#inTime(database.deliveries.rest(delivery, lease.owner));
      if (!(await this.#sendAll(entries, reference, delivery, lease))) return false;
    }
  }

  async #referenceOf(conversationId: string): Promise<Reference | undefined> {
    const reference = (await this.#inTime(this.#parts.database.conversations.find(conversationId)))?.reference;
    return typeof reference?.serviceUrl === 'string' ? (reference as Reference) : undefined;
  }

  /** Sends these in order, and moves `delivery` along. Returns false when it is over for now. */
  async #sendAll(entries: LogEntry[], reference: Reference, delivery: Delivery, lease: Lease): Promise<boolean> {
    const { database, clock, random = Math.random } = this.#parts;
    if (!this.#services.mayTry(reference.serviceUrl)) {
      const later = new Date(clock().getTime() + HANGING_MS * (0.75 + random() / 2));
      await this.#inTime(database.deliveries.putOff(delivery, lease.owner, later));
      return false;
    }
    let hung: boolean | undefined;
    try {
      for (const entry of entries) {
        if (!isForChannel(entry)) {
          delivery.position = entry.seq;
          continue;
        }
        const answered = await this.#inTime(answeredBy(entry, entries, database.log));
        if (isAnsweredInResponse(answered)) {
          delivery.position = entry.seq;
          continue;
        }
        if (this.#life !== 'running') {
          await this.#inTime(database.deliveries.putOff(delivery, lease.owner, clock()));
          return false;
        }
        if (lease.until.getTime() - clock().getTime() < SEND_MS) return false; // we were held up: it is another's turn
        const failure = await this.#send(reference, entry, channelsIdIn(answered));
        if (failure && this.#isCutShort()) {
          await this.#inTime(database.deliveries.putOff(delivery, lease.owner, clock()));
          return false;
        }
        hung = failure?.hung ?? false;
        if (failure && !this.#isFinal(failure, delivery)) {
          await this.#postpone(delivery, lease, failure);
          return false;
        }
        lease.until = this.#leaseEnd();
        const isStillOurs = failure
          ? await this.#giveUp({ entry, failure, delivery, lease })
          : await this.#inTime(database.deliveries.advance(delivery, lease.owner, entry.seq, lease.until));
        if (!isStillOurs) return false;
        Object.assign(delivery, { position: entry.seq, attempts: 0, refusals: 0 });
      }
      return true;
    } finally {
      this.#services.done(reference.serviceUrl, hung);
    }
  }

  async #send(reference: Reference, entry: LogEntry, replyToId: string | undefined): Promise<Failure | undefined> {
    const { adapter, appId, clock, timer = systemTimer } = this.#parts;
    const send = new AbortController();
    const callOff = timer(SEND_MS, () => send.abort(new DOMException('no answer in time', 'TimeoutError')));
    this.#sending.add(send);
    let failure: Failure | undefined;
    try {
      await adapter.post(appId, reference, activityFor(entry, replyToId), send.signal);
    } catch (error) {
      failure = failureOf(send.signal.aborted ? send.signal.reason : error, clock());
    } finally {
      callOff();
      this.#sending.delete(send);
    }
    if (!failure) metrics.deliveries.inc({ channel: TRANSPORT, outcome: 'accepted' });
    return failure;
  }

  readonly #isCutShort = (): boolean => this.#life === 'cut-short';

  /** Only refusals in a row are final: a connector in trouble says many things. */
  #isFinal({ refused }: Failure, { refusals }: Delivery): boolean {
    return refused && refusals + 1 >= REFUSALS;
  }

  async #postpone(delivery: Delivery, lease: Lease, failure: Failure): Promise<void> {
    const { database, clock, logger, random = Math.random } = this.#parts;
    const backoff = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** delivery.attempts) * (0.75 + random() / 2);
    const wait = Math.max(backoff, failure.retryAfterMs ?? 0);
    metrics.deliveries.inc({ channel: TRANSPORT, outcome: 'retried' });
    logger.warn(
      {
        conversationId: delivery.conversationId,
        attempts: delivery.attempts + 1,
        status: failure.status,
        cause: failure.cause,
        retryInMs: Math.round(wait),
      },
      'a message was not accepted; trying again',
    );
    const refusals = failure.refused ? delivery.refusals + 1 : 0;
    const retryAt = new Date(clock().getTime() + wait);
    await this.#inTime(
      database.deliveries.postpone(delivery, lease.owner, { retryAt, refusals, error: noteOf(failure) }),
    );
  }

  /** Notes for the staff that an entry was never delivered, and goes past it. Returns whether the lease is still ours. */
  async #giveUp({ entry, failure, delivery, lease }: GivenUp): Promise<boolean> {
    const { database, signals, writingTime } = this.#parts;
    const { conversationId } = entry;
    let headSeq: number;
    try {
      headSeq = await this.#inTime(
        database.transaction((stores) => noteRefusal(stores, { entry, failure, delivery, lease, writingTime })),
      );
    } catch (error) {
      if (error instanceof LeaseLost) return false;
      throw error;
    }
    metrics.deliveries.inc({ channel: TRANSPORT, outcome: 'given-up' });
    this.#parts.logger.error(
      { conversationId, entry: entry.id, status: failure.status, cause: failure.cause },
      'the connector refuses a message for good; the transcript says so',
    );
    signals.publish({ conversationId, headSeq, transport: TRANSPORT });
    return true;
  }

  #note(error: unknown, message: string, conversationId?: string): void {
    metrics.errors.inc({ where: 'sender' });
    this.#parts.logger.error({ err: error, conversationId }, message);
  }
}

/** What is noted of a failure, for who looks after the desk. */
const noteOf = ({ status, refused, cause }: Failure): string =>
  status === undefined ? `no answer: ${cause}` : `HTTP ${status}${refused ? `, refused: ${cause}` : ''}`;
