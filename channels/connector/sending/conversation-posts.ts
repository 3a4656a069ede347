import type { LogEntry } from '../../../services/conversation-log/entry.ts';
import type { Signals } from '../../../services/signals.ts';
import type { Database } from '../../../services/stores.ts';
import type { WritingTime } from '../../../services/time/clock.ts';
import type { Logger } from '../../../telemetry/logger.ts';
import * as metrics from '../../../telemetry/metrics.ts';
import { answeredBy, channelsIdIn, isForChannel } from '../outgoing.ts';
import { isAnsweredInResponse } from '../replies.ts';
import type { Failure } from './failure.ts';
import { HangingServices } from './hanging-services.ts';
import type { InTime } from './in-time.ts';
import { type Lease, TRANSPORT } from './lease.ts';
import { type Posted, type Posts, type Reference, SEND_MS } from './posts.ts';
import { LeaseLost, noteRefusal } from './refusal.ts';
import { consequenceOf, spread } from './retry.ts';

/** When a conversation is looked at again whose service lets others hang. */
const HANGING_MS = 5_000;

/** What follows an entry: the next one, or nothing while this lease lasts. */
type Following = 'next' | 'nothing';

export interface ConversationPostsParts {
  posts: Posts;
  database: Database;
  inTime: InTime;
  signals: Signals;
  writingTime: WritingTime;
  logger: Logger;
  random: () => number;
}

/** Sends a leased conversation's entries in order, and keeps how far it has got. */
export class ConversationPosts {
  readonly #parts: ConversationPostsParts;
  readonly #services = new HangingServices();

  constructor(parts: ConversationPostsParts) {
    this.#parts = parts;
  }

  /** Sends until no entry is left or one fails. Returns whether the conversation is due again at once. */
  async sendAll(lease: Lease): Promise<boolean> {
    const { database, inTime } = this.#parts;
    for (;;) {
      const { conversationId, cursor } = lease;
      const entries = await inTime(
        database.log.read(conversationId, cursor.position, { reader: 'customer', limit: 50 }),
      );
      // Read after them: an entry never goes to an address that had been left when it was written.
      const reference = entries.length > 0 ? await this.#referenceOf(conversationId) : undefined;
      if (!reference) return lease.rest();
      if ((await this.#sendThese(entries, reference, lease)) === 'nothing') return false;
    }
  }

  async #referenceOf(conversationId: string): Promise<Reference | undefined> {
    const { database, inTime } = this.#parts;
    const reference = (await inTime(database.conversations.find(conversationId)))?.reference;
    return typeof reference?.serviceUrl === 'string' ? (reference as Reference) : undefined;
  }

  async #sendThese(entries: readonly LogEntry[], reference: Reference, lease: Lease): Promise<Following> {
    if (!this.#services.mayTry(reference.serviceUrl)) {
      await lease.putOff(spread(HANGING_MS, this.#parts.random));
      return 'nothing';
    }
    let hung: boolean | undefined;
    try {
      for (const entry of entries) {
        const asked = isForChannel(entry) ? await this.#answered(entry, entries) : undefined;
        if (!isForChannel(entry) || isAnsweredInResponse(asked)) {
          lease.pass(entry.seq);
          continue;
        }
        const posted = await this.#post(entry, reference, lease, channelsIdIn(asked));
        if (!posted) return 'nothing';
        hung = posted.outcome === 'failed' && posted.failure.hung;
        if ((await this.#keep(posted, entry, lease)) === 'nothing') return 'nothing';
      }
      return 'next';
    } finally {
      this.#services.done(reference.serviceUrl, hung);
    }
  }

  #answered(entry: LogEntry, read: readonly LogEntry[]): Promise<LogEntry | undefined> {
    const { database, inTime } = this.#parts;
    return inTime(answeredBy(entry, read, database.log));
  }

  /** Undefined where nothing is to be posted any more, or what came of it is to be found out by who comes next. */
  async #post(
    entry: LogEntry,
    reference: Reference,
    lease: Lease,
    replyToId: string | undefined,
  ): Promise<Posted | undefined> {
    const { posts } = this.#parts;
    if (!posts.areStopped) {
      if (!lease.outlasts(SEND_MS)) return undefined; // we were held up: it is another's turn
      const posted = await posts.post(reference, entry, replyToId);
      if (posted !== 'called-off') return posted;
    }
    await lease.putOff(0);
    return undefined;
  }

  async #keep(posted: Posted, entry: LogEntry, lease: Lease): Promise<Following> {
    if (posted.outcome === 'accepted') return (await lease.advance(entry.seq)) ? 'next' : 'nothing';
    const { failure } = posted;
    const consequence = consequenceOf(failure, lease.cursor, this.#parts.random);
    if (consequence.mode === 'give-up') return (await this.#giveUp(entry, failure, lease)) ? 'next' : 'nothing';
    metrics.deliveries.inc({ channel: TRANSPORT, outcome: 'retried' });
    this.#parts.logger.warn(
      {
        conversationId: lease.conversationId,
        attempts: lease.cursor.attempts + 1,
        status: failure.status,
        cause: failure.cause,
        retryInMs: Math.round(consequence.afterMs),
      },
      'a message was not accepted; trying again',
    );
    await lease.postpone({ ...consequence, error: errorOf(failure) });
    return 'nothing';
  }

  /** Notes for the staff that an entry was never delivered, and goes past it. Returns whether the lease is still ours. */
  async #giveUp(entry: LogEntry, failure: Failure, lease: Lease): Promise<boolean> {
    const { database, inTime, signals, writingTime, logger } = this.#parts;
    const { conversationId } = entry;
    let headSeq: number;
    try {
      headSeq = await inTime(
        database.transaction((stores) => noteRefusal(stores, { entry, failure, lease, writingTime })),
      );
    } catch (error) {
      if (error instanceof LeaseLost) return false;
      throw error;
    }
    metrics.deliveries.inc({ channel: TRANSPORT, outcome: 'given-up' });
    logger.error(
      { conversationId, entry: entry.id, status: failure.status, cause: failure.cause },
      'the connector refuses a message for good; the transcript says so',
    );
    signals.publish({ conversationId, headSeq, transport: TRANSPORT });
    return true;
  }
}

/** What is kept of a failure, for who looks after the desk. */
const errorOf = ({ status, refused, cause }: Failure): string =>
  status === undefined ? `no answer: ${cause}` : `HTTP ${status}${refused ? `, refused: ${cause}` : ''}`;
