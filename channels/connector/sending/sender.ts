import { CatchUp } from '../../../services/catch-up.ts';
import { unguessable } from '../../../services/ids.ts';
import type { Signals } from '../../../services/signals.ts';
import type { Database } from '../../../services/stores.ts';
import type { Clock, WritingTime } from '../../../services/time/clock.ts';
import { systemTimer, type Timer, within } from '../../../services/time/timer.ts';
import type { Logger } from '../../../telemetry/logger.ts';
import * as metrics from '../../../telemetry/metrics.ts';
import type { ConnectorAdapter } from '../adapter.ts';
import { ConversationPosts } from './conversation-posts.ts';
import { inTimeBy } from './in-time.ts';
import { claim, type Lease, type LeaseParts, TRANSPORT } from './lease.ts';
import { Posts } from './posts.ts';

/** How long a stop waits for what is being sent, and then for what is noted of it. */
const STOP_MS = 3_000;
const POLL_MS = 1_000;
const AT_ONCE = 64;

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

/**
 * Delivers what the bot and the agents said to Bot Connector channels: for each conversation a cursor over its log,
 * which advances when the connector has accepted a message. A killed process loses nothing: another one takes the
 * lease over and goes on; the message that was under way then may come twice, and carries its log id to be known by.
 */
export class ConnectorSender {
  readonly #logger: Logger;
  readonly #timer: Timer;
  readonly #atOnce: number;
  readonly #leases: LeaseParts;
  readonly #posts: Posts;
  readonly #conversations: ConversationPosts;
  readonly #name = unguessable(96);
  readonly #inHand = new Set<Promise<void>>();
  readonly #looking: CatchUp;
  readonly #poll: NodeJS.Timeout;
  readonly #unlisten: () => void;
  #claims = 0;
  /** More may be due than there was room for. */
  #moreDue = false;

  constructor({ timer = systemTimer, random = Math.random, atOnce = AT_ONCE, ...parts }: SenderParts) {
    const inTime = inTimeBy(timer);
    this.#logger = parts.logger;
    this.#timer = timer;
    this.#atOnce = atOnce;
    this.#leases = { deliveries: parts.database.deliveries, clock: parts.clock, inTime };
    this.#posts = new Posts({ ...parts, timer });
    this.#conversations = new ConversationPosts({ ...parts, posts: this.#posts, inTime, random });
    this.#looking = new CatchUp({
      read: () => this.#look(),
      failed: (error) => this.#note(error, 'the sender could not read what is due; trying again'),
    });
    this.#poll = setInterval(() => this.#looking.hint(), POLL_MS).unref();
    this.#unlisten = parts.signals.overhear(({ transport }) => {
      if (transport === TRANSPORT) this.#looking.hint();
    });
  }

  /** Finishes what is being sent, unless that takes too long, and sends no more. */
  async stop(): Promise<void> {
    this.#looking.stop();
    this.#posts.stop();
    clearInterval(this.#poll);
    this.#unlisten();
    const callOff = this.#timer(STOP_MS, () => this.#posts.cutShort());
    // What even that doesn't end waits for the database; the lease runs out by itself.
    await within(2 * STOP_MS, this.#timer, this.settled(), () => new Error('the desk stops')).catch(() => undefined);
    callOff();
  }

  /** Resolves when it has looked at what is due, and what it took in hand is done, whatever came of it. */
  async settled(): Promise<void> {
    while (this.#looking.readings || this.#inHand.size > 0)
      await Promise.all([this.#looking.readings, ...this.#inHand]);
  }

  /** Takes in hand what is due, as long as there is room; it doesn't wait for any of it. */
  async #look(): Promise<void> {
    const room = this.#atOnce - this.#inHand.size;
    this.#moreDue = true; // also where it can't be read: what ends next looks again
    if (room <= 0) return;
    // Each claim is an owner of its own: who has lost a lease and gets another one knows them apart.
    const claimed = await claim(`${this.#name}.${++this.#claims}`, room, this.#leases);
    for (const lease of claimed) {
      const work = this.#send(lease).then((dueAgain) => {
        this.#inHand.delete(work);
        if (dueAgain || this.#moreDue) this.#looking.hint();
      });
      this.#inHand.add(work);
    }
    this.#moreDue = claimed.length === room;
  }

  /** Never throws. Returns whether the conversation is due again at once. */
  async #send(lease: Lease): Promise<boolean> {
    try {
      return await this.#conversations.sendAll(lease);
    } catch (error) {
      this.#note(error, 'the sender could not read or note what it sends; trying again', lease.conversationId);
      await lease.putOff(POLL_MS).catch(() => undefined); // where that fails too, the lease runs out
      return false;
    }
  }

  #note(error: unknown, message: string, conversationId?: string): void {
    metrics.errors.inc({ where: 'sender' });
    this.#logger.error({ err: error, conversationId }, message);
  }
}
