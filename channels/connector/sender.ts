import type { Activity, CloudAdapter, ConversationReference } from 'botbuilder';
import type { Clock } from '../../services/clock.ts';
import type { LogEntry } from '../../services/conversation-log/entry.ts';
import type { Delivery } from '../../services/deliveries.ts';
import { unguessable } from '../../services/ids.ts';
import type { Signals } from '../../services/signals.ts';
import type { Database } from '../../services/stores.ts';
import type { Logger } from '../../telemetry/logger.ts';
import * as metrics from '../../telemetry/metrics.ts';

/** The name under which these deliveries stand. */
export const TRANSPORT = 'connector';

const LEASE_MS = 30_000;
const POLL_MS = 1_000;
const AT_ONCE = 8;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 5 * 60_000;
/** A refusal that will not change is tried this often, in case it was the connector's mistake. */
const REFUSALS = 3;

export interface SenderParts {
  adapter: CloudAdapter;
  appId: string;
  database: Database;
  signals: Signals;
  clock: Clock;
  logger: Logger;
  /** From 0 to 1; spreads retries. */
  random?: () => number;
}

/**
 * Delivers what the bot and the agents said to Bot Connector channels: for each conversation a cursor over its log,
 * which advances when the connector has accepted a message. A killed process loses nothing: another one takes the
 * lease over and goes on; the message that was under way then may come twice, and carries its log id to be known by.
 */
export class ConnectorSender {
  readonly #parts: SenderParts;
  readonly #owner = unguessable(96);
  readonly #timer: NodeJS.Timeout;
  readonly #unlisten: () => void;
  #round: Promise<void> | undefined;
  #again = false;
  #stopped = false;

  constructor(parts: SenderParts) {
    this.#parts = parts;
    this.#timer = setInterval(() => this.#kick(), POLL_MS).unref();
    this.#unlisten = parts.signals.listen('*', ({ transport }) => {
      if (transport === TRANSPORT) this.#kick();
    });
  }

  /** Finishes what is being sent, and sends no more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    this.#unlisten();
    await this.#round;
  }

  #kick(): void {
    this.#again = true;
    this.#round ??= this.#run().finally(() => {
      this.#round = undefined;
    });
  }

  async #run(): Promise<void> {
    const { database, clock, logger } = this.#parts;
    while (this.#again && !this.#stopped) {
      this.#again = false;
      try {
        const now = clock();
        const leased = await database.deliveries.lease(
          TRANSPORT,
          this.#owner,
          AT_ONCE,
          now,
          new Date(now.getTime() + LEASE_MS),
        );
        await Promise.all(leased.map((delivery) => this.#deliver(delivery)));
        if (leased.length === AT_ONCE) this.#again = true;
      } catch (error) {
        metrics.errors.inc({ where: 'sender' });
        logger.error({ err: error }, 'the sender could not read what is due; trying again');
      }
    }
  }

  /** Sends a conversation's entries in order until none is left or one fails. */
  async #deliver(delivery: Delivery): Promise<void> {
    const { database, clock } = this.#parts;
    const conversation = await database.conversations.find(delivery.conversationId);
    const reference = conversation?.reference as Partial<ConversationReference> | undefined;
    if (!reference) return database.deliveries.rest(delivery, this.#owner);
    let { attempts, position } = delivery;
    while (!this.#stopped) {
      const entries = await database.log.read(delivery.conversationId, position, { reader: 'customer', limit: 50 });
      if (entries.length === 0) return database.deliveries.rest(delivery, this.#owner);
      for (const entry of entries) {
        if (this.#stopped) return;
        const failure = isForChannel(entry) ? await this.#send(reference, entry) : undefined;
        if (failure && !(failure.final && attempts + 1 >= REFUSALS))
          return this.#postpone({ ...delivery, attempts }, failure);
        if (failure) this.#giveUp(entry, failure);
        position = entry.seq;
        attempts = 0;
        const until = new Date(clock().getTime() + LEASE_MS);
        if (!(await database.deliveries.advance(delivery, this.#owner, position, until))) return; // another sender has it now
      }
    }
  }

  async #send(reference: Partial<ConversationReference>, entry: LogEntry): Promise<Failure | undefined> {
    const { adapter, appId } = this.#parts;
    try {
      await adapter.continueConversationAsync(appId, reference, async (context) => {
        await context.sendActivity(activityFor(entry));
      });
      metrics.deliveries.inc({ channel: TRANSPORT, outcome: 'accepted' });
      return undefined;
    } catch (error) {
      return failureOf(error);
    }
  }

  async #postpone(delivery: Delivery, failure: Failure): Promise<void> {
    const { database, clock, logger, random = Math.random } = this.#parts;
    const backoff = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** delivery.attempts) * (0.75 + random() / 2);
    const wait = Math.max(backoff, failure.retryAfterMs ?? 0);
    metrics.deliveries.inc({ channel: TRANSPORT, outcome: 'retried' });
    logger.warn(
      {
        conversationId: delivery.conversationId,
        attempts: delivery.attempts + 1,
        status: failure.status,
        retryInMs: Math.round(wait),
      },
      'a message was not accepted; trying again',
    );
    await database.deliveries.postpone(
      delivery,
      this.#owner,
      new Date(clock().getTime() + wait),
      `HTTP ${failure.status ?? 'none'}`,
    );
  }

  #giveUp(entry: LogEntry, failure: Failure): void {
    metrics.deliveries.inc({ channel: TRANSPORT, outcome: 'given-up' });
    this.#parts.logger.error(
      { conversationId: entry.conversationId, entry: entry.id, status: failure.status },
      'the connector refuses a message for good; it stays in the log, unsent',
    );
  }
}

/** Why a send failed: `final` where the connector refused it and would refuse it again. */
interface Failure {
  status: number | undefined;
  final: boolean;
  retryAfterMs: number | undefined;
}

function failureOf(error: unknown): Failure {
  const { statusCode, response } = error as {
    statusCode?: number;
    response?: { headers?: { get?(name: string): string | null } };
  };
  const seconds = Number(response?.headers?.get?.('retry-after') ?? Number.NaN);
  return {
    status: statusCode,
    final:
      statusCode !== undefined && statusCode >= 400 && statusCode < 500 && statusCode !== 408 && statusCode !== 429,
    retryAfterMs: Number.isFinite(seconds) ? seconds * 1000 : undefined,
  };
}

const isForChannel = ({ role, activity }: LogEntry): boolean => role !== 'customer' && activity?.type === 'message';

/** A log entry as the channel gets it. Its id travels in `channelData`, since the connector gives its own. */
function activityFor({ id, activity }: LogEntry): Partial<Activity> {
  const {
    id: _,
    from: __,
    conversation: ___,
    timestamp: ____,
    replyToId: _____,
    channelData,
    ...rest
  } = (activity ?? {}) as Record<string, unknown>;
  const { policydesk } = (channelData ?? {}) as { policydesk?: Record<string, unknown> };
  return { ...rest, channelData: { policydesk: { ...policydesk, entry: id } } } as Partial<Activity>;
}
