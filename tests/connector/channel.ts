import type { AddressInfo } from 'node:net';
import { inArray } from 'drizzle-orm';
import { vi } from 'vitest';
import {
  type Cloud,
  type ConnectorAdapter,
  type ConnectorCredentials,
  cloudAdapter,
} from '../../channels/connector/adapter.ts';
import { type ConnectorParts, connectorRoutes } from '../../channels/connector/connector.ts';
import { TRANSPORT } from '../../channels/connector/sending/lease.ts';
import { ConnectorSender, type SenderParts } from '../../channels/connector/sending/sender.ts';
import type { DatabaseLocation } from '../../db/open.ts';
import { deliveries } from '../../db/schema.ts';
import { createServer } from '../../http/server.ts';
import type { Database } from '../../services/stores.ts';
import type { Timer } from '../../services/time/timer.ts';
import type { Logger } from '../../telemetry/logger.ts';
import { memoryLogger } from '../http/kit/memory-logger.ts';
import { type HandClock, openTalkDesk, type TalkDesk } from '../kit/talk.ts';
import { FakeConnector, type Received } from './fake-connector.ts';

/*
 * Long: all of the channel’s tests speak through it.
 */

/** A desk with nothing but the Bot Connector's channel, a connector beside it, and a clock that stands still. */
export interface Channel {
  desk: TalkDesk;
  adapter: ConnectorAdapter;
  connector: FakeConnector;
  url: string;
  /** What the desk logs, a JSON object a line. */
  logged: string[];
  /** Starts a sender; without one nothing goes out. */
  startSender(parts?: Partial<SenderParts>): ConnectorSender;
  /** Starts a sender whose process dies when it calls `port.method` of its database. Resolves when it has. */
  startSenderThatDies(moment: string): Promise<void>;
  /** Stops the senders, and lets as much time pass as they may take. */
  stopSenders(): Promise<void>;
  /** Stops the senders and forgets what there was to send, for the next test. */
  forget(): Promise<void>;
  /** Lets time pass: what waits for that time happens, and the senders look. */
  pass(seconds: number): void;
  /** Resolves when the senders have done what there is to do now. */
  settled(): Promise<void>;
  /** How far the deliveries of these have got. */
  deliveriesOf(talks: readonly Pick<ChannelTalk, 'deskId'>[]): Promise<DeliveryRow[]>;
  /** A conversation that nobody has had yet. */
  newTalk(channelId?: string): ChannelTalk;
  /** Posts to `/api/messages` what a connector posts. */
  post: Door['post'];
  close(): Promise<void>;
}

type DeliveryRow = typeof deliveries.$inferSelect;

/** A customer on a channel of the Bot Connector. */
export interface ChannelTalk {
  /** The connector's id of the conversation, and the desk's. */
  id: string;
  deskId: string;
  activity(more: Record<string, unknown>): Record<string, unknown>;
  /** The customer's channel posts something; returns the answer's status. */
  send(more: Record<string, unknown>, headers?: Record<string, string>): Promise<number>;
  /** Says something; returns the answer's status. */
  say(text: string, messageId?: string): Promise<number>;
  /** Says these, one turn after another. */
  says(...texts: string[]): Promise<void>;
  /** The customer's coming in. */
  join(messageId?: string): Promise<number>;
  /** The keys of what the connector has accepted. */
  heard(): string[];
  /** What the connector was sent, as often as it was, and the names under which it was. */
  tried(): Received[];
  entries(): (string | undefined)[];
  /** How far its delivery has got. */
  delivery(): Promise<DeliveryRow | undefined>;
  /** Resolves when nothing is to be sent any more. */
  rested(): Promise<void>;
  /** Resolves when so many tries have failed and the next one is put down. */
  failed(times: number): Promise<void>;
}

/** Longer than any lease. */
export const PAST_THE_LEASE = 31;

/** Where a test's database is. */
/** Waits for what `look` expects. */
export const eventually = <T>(look: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(look, { timeout: 20_000, interval: 5 });

/** Conversations so far, of all channels: no two have one name. */
let talks = 0;

export async function openChannel(
  location: DatabaseLocation,
  given: {
    credentials?: ConnectorCredentials;
    cloud?: Cloud;
    /** One that outlives the desk. */
    connector?: FakeConnector;
    turns?: (desk: TalkDesk) => ConnectorParts['turns'];
  } = {},
): Promise<Channel> {
  const desk = await openTalkDesk(location);
  const { clock, opened, signals } = desk;
  const connector = given.connector ?? (await FakeConnector.start());
  const timers = new HandTimers(clock);
  const adapter = cloudAdapter(given.credentials, given.cloud, timers.timer);
  const logged: string[] = [];
  const logger = memoryLogger(logged);
  const door = await openDoor({
    adapter,
    turns: given.turns?.(desk) ?? desk.turns,
    log: opened.database.log,
    clock: clock.tell,
    open: given.credentials === undefined ? 'loopback' : 'token',
    logger,
  });
  const senders = new Set<ConnectorSender>();

  const newSender = (parts: Partial<SenderParts>): ConnectorSender =>
    new ConnectorSender({
      adapter,
      appId: given.credentials?.appId ?? '',
      database: opened.database,
      signals,
      clock: clock.tell,
      writingTime: clock.tell,
      logger,
      random: () => 0.5,
      timer: timers.timer,
      ...parts,
    });

  const pass: Channel['pass'] = (seconds) => {
    clock.pass(seconds / 60);
    timers.fire();
    signals.publish({ conversationId: 'any', headSeq: 0, transport: TRANSPORT });
  };

  const stopSenders: Channel['stopSenders'] = async () => {
    const stopping = [...senders].map((sender) => sender.stop());
    pass(3);
    await Promise.all(stopping);
    senders.clear();
  };

  const deliveriesOf: Channel['deliveriesOf'] = (talks) => {
    const ids = talks.map(({ deskId }) => deskId);
    return opened.drizzle.select().from(deliveries).where(inArray(deliveries.conversationId, ids));
  };

  const newTalk: Channel['newTalk'] = (channelId = 'emulator') => {
    const id = `talk|${++talks}`;
    const deskId = `${channelId}:${id}`;
    let said = 0;
    const activity: ChannelTalk['activity'] = (more) => ({
      channelId,
      serviceUrl: connector.serviceUrl,
      conversation: { id },
      from: { id: `customer-${id}`, name: '客户' },
      recipient: { id: 'bot', name: 'Policydesk' },
      locale: 'zh-CN',
      ...more,
    });
    const send: ChannelTalk['send'] = async (more, headers) => {
      const response = await door.post(activity(more), headers);
      await response.arrayBuffer();
      return response.status;
    };
    const say: ChannelTalk['say'] = (text, messageId = `m${++said}`) => send({ type: 'message', id: messageId, text });
    const delivery: ChannelTalk['delivery'] = async () => (await deliveriesOf([{ deskId }]))[0];
    const tried = () => connector.triesIn(id);
    return {
      id,
      deskId,
      activity,
      send,
      say,
      async says(...texts) {
        for (const text of texts) {
          const status = await say(text);
          if (status !== 200) throw new Error(`${text} was answered with ${status}`);
        }
      },
      join: (messageId = `j${++said}`) =>
        send({ type: 'conversationUpdate', id: messageId, membersAdded: [{ id: 'bot' }, { id: `customer-${id}` }] }),
      heard: () => keysOf(connector.acceptedIn(id)),
      tried,
      entries: () => tried().map(({ activity }) => activity.channelData?.policydesk?.entry),
      delivery,
      rested: () =>
        eventually(async () => {
          const row = await delivery();
          if (!row || row.dueAt || row.leasedBy) throw new Error(`not at rest: ${JSON.stringify(row)}`);
        }),
      failed: (times) =>
        eventually(async () => {
          const row = await delivery();
          if (row?.attempts !== times || row.leasedBy)
            throw new Error(`not failed ${times} times: ${JSON.stringify(row)}`);
        }),
    };
  };

  return {
    desk,
    adapter,
    connector,
    url: door.url,
    logged,
    startSender(parts = {}) {
      const sender = newSender(parts);
      senders.add(sender);
      return sender;
    },
    async startSenderThatDies(moment) {
      const { database, reached } = standingStillAt(opened.database, moment);
      newSender({ database });
      pass(0);
      await reached;
    },
    stopSenders,
    async forget() {
      await stopSenders();
      connector.mend();
      await opened.drizzle.delete(deliveries);
    },
    pass,
    async settled() {
      await Promise.all([...senders].map((sender) => sender.settled()));
    },
    deliveriesOf,
    newTalk,
    post: door.post,
    async close() {
      await stopSenders();
      await door.close();
      if (!given.connector) await connector.stop();
      await desk.close();
    },
  };
}

/** The sentences' keys of what a connector was sent. */
export const keysOf = (received: readonly Received[]): string[] =>
  received.map(({ activity }) => activity.channelData?.policydesk?.key ?? '');

/** `/api/messages` by itself. */
export interface Door {
  url: string;
  post(body: unknown, headers?: Record<string, string>): Promise<Response>;
  close(): Promise<void>;
}

export async function openDoor({
  logger,
  ...parts
}: Omit<ConnectorParts, 'locale'> & { logger: Logger }): Promise<Door> {
  const { server, routes } = createServer(logger);
  connectorRoutes(routes, { ...parts, locale: 'zh-CN' });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    post: (body, headers = {}) =>
      fetch(`${url}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.server.closeAllConnections();
      });
    },
  };
}

/** Timers of a clock that is set by hand. */
export class HandTimers {
  readonly #clock: HandClock;
  readonly #waiting = new Set<{ due: number; then: () => void }>();

  constructor(clock: HandClock) {
    this.#clock = clock;
  }

  readonly timer: Timer = (ms, then) => {
    const waiting = { due: this.#clock.now.getTime() + ms, then };
    this.#waiting.add(waiting);
    return () => this.#waiting.delete(waiting);
  };

  /** Does what is due. */
  fire(): void {
    for (const waiting of [...this.#waiting].sort((one, other) => one.due - other.due)) {
      if (waiting.due > this.#clock.now.getTime() || !this.#waiting.delete(waiting)) continue;
      waiting.then();
    }
  }
}

/**
 * A database of a process that stands still when it calls `port.method`: that call and all later ones wait until it
 * goes on, if ever.
 */
export function standingStillAt(
  database: Database,
  moment: string,
): { database: Database; reached: Promise<void>; goOn: () => void } {
  let stand = () => {};
  let goOn = () => {};
  const reached = new Promise<void>((resolve) => {
    stand = resolve;
  });
  const gone = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  let still = false;
  const slow = <T extends object>(store: T, path: string): T =>
    new Proxy(store, {
      get(target, name) {
        const found: unknown = Reflect.get(target, name);
        const here = `${path}${String(name)}`;
        if (typeof found === 'object' && found !== null) return slow(found, `${here}.`);
        if (typeof found !== 'function') return found;
        return async (...args: unknown[]) => {
          if (here === moment && !still) {
            still = true;
            stand();
          }
          if (still) await gone;
          return found.apply(target, args);
        };
      },
    });
  return { database: slow(database, ''), reached, goOn };
}
