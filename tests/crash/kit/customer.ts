import { setTimeout as wait } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { LoggedActivity } from '../../../services/conversation-log/entry.ts';
import type { Chance } from '../../../tools/lab/chance.ts';

/** A replica of the desk, as its customers know it. */
export interface Replica {
  readonly url: string;
  /** Resolves once it takes requests, and rejects where it ended before it did. */
  ready(): Promise<void>;
}

export type Replicas = readonly [Replica, ...Replica[]];

/** A request that nobody answered by then was lost. */
const LOST_AFTER_MS = 15_000;
/** Pause before a failed request is sent again, unless a customer is told otherwise. */
const AGAIN_AFTER_MS = 25;
const LAST_ANSWER_WITHIN_MS = 60_000;

/** The words of a message. They are nothing that the desk does, whatever the number (第 50 条 names a clause): each is answered by one sentence. */
export const wordsOf = (number: number): string => `第 ${number} 句话`;

/**
 * A customer of a desk that dies again and again. Sends numbered messages one after the other, each until it is
 * acknowledged, to whichever replica answers, and holds a stream that goes on from its watermark.
 */
export class NumberedCustomer {
  /** The id under which each message was acknowledged, in the order of their numbers. */
  readonly acknowledged: string[] = [];
  /** What the stream brought, in the order in which it came. */
  readonly heard: LoggedActivity[] = [];
  /** Answers that no customer should get. */
  readonly complaints: string[] = [];
  /** When each message was acknowledged, in `performance.now()`. */
  readonly acknowledgedAt: number[] = [];
  /** Requests that got no answer at all in time. */
  unanswered = 0;
  conversationId = '';
  readonly #replicas: Replicas;
  readonly #chance: Chance;
  readonly #againAfterMs: number;
  #token = '';
  #watermark = '';
  readonly #over = new AbortController();
  #socket: WebSocket | undefined;

  constructor(replicas: Replicas, chance: Chance, { againAfterMs = AGAIN_AFTER_MS } = {}) {
    this.#replicas = replicas;
    this.#chance = chance;
    this.#againAfterMs = againAfterMs;
  }

  /** Opens a conversation and its stream. */
  async open(): Promise<void> {
    const granted = await this.#request('POST', '/webchat/token', { locale: 'zh-CN', fresh: true });
    this.conversationId = String(granted.conversationId);
    this.#token = String(granted.token);
    await this.#request('POST', '/v3/directline/conversations', { locale: 'zh-CN' });
    this.#listen().catch((error: unknown) => {
      if (!this.#over.signal.aborted) this.complaints.push(String(error));
    });
  }

  /**
   * Sends messages for as long as `wanted` of their number says so, thinking at most `thinking()` milliseconds before
   * the next one, and waits for the answer to the last one.
   */
  async talk(wanted: (number: number) => boolean, thinking: () => number): Promise<void> {
    for (let number = 1; wanted(number); number++) {
      const id = await this.#send(number);
      this.acknowledged.push(id);
      this.acknowledgedAt.push(performance.now());
      // A client that did not see the answer in time asks again: it must be told the same.
      if (this.#chance.happens(0.1)) {
        const again = await this.#send(number);
        if (again !== id) this.complaints.push(`${wordsOf(number)} was first ${id}, then ${again}`);
      }
      await wait(this.#chance.below(thinking()));
    }
    const last = this.acknowledged.at(-1);
    const deadline = Date.now() + LAST_ANSWER_WITHIN_MS;
    const isMissing = () => !this.#over.signal.aborted && !this.heard.some(({ replyToId }) => replyToId === last);
    while (Date.now() < deadline && isMissing()) await wait(20);
  }

  /** Closes the stream for good. */
  hangUp(): void {
    this.#over.abort();
    this.#socket?.terminate();
  }

  async #send(number: number): Promise<string> {
    const { id } = await this.#request('POST', `/v3/directline/conversations/${this.conversationId}/activities`, {
      type: 'message',
      text: wordsOf(number),
      locale: 'zh-CN',
      channelData: { clientActivityID: `${this.conversationId}-${number}` },
    });
    return String(id);
  }

  /** Holds a stream until the customer hangs up: a new one, from where the last one ended, as soon as it is cut. */
  async #listen(): Promise<void> {
    while (!this.#over.signal.aborted) {
      const path = `/v3/directline/conversations/${this.conversationId}?watermark=${this.#watermark}`;
      const { streamUrl } = await this.#request('GET', path);
      await new Promise<void>((resolve) => {
        const socket = new WebSocket(String(streamUrl), { perMessageDeflate: false });
        this.#socket = socket;
        socket.on('message', (frame) => this.#take(String(frame)));
        socket.on('error', () => socket.terminate());
        socket.on('close', () => resolve());
      });
    }
  }

  #take(frame: string): void {
    if (frame === '') return;
    const { activities, watermark } = JSON.parse(frame) as { activities: LoggedActivity[]; watermark: string };
    this.heard.push(...activities);
    this.#watermark = watermark;
  }

  /**
   * Asks any replica that is up until one answers. Throws on an answer that says that the request itself is wrong.
   * Knocking at closed doors all the time would only keep the desk from starting.
   */
  async #request(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Record<string, unknown>> {
    for (;;) {
      this.#over.signal.throwIfAborted();
      const replica = this.#chance.pick(this.#replicas);
      const answer = await this.#ask(method, replica.url + path, body).catch((error: unknown) => {
        if (error instanceof DOMException && error.name === 'TimeoutError') this.unanswered += 1;
        return undefined;
      });
      if (answer && answer.status < 400) return JSON.parse(answer.text) as Record<string, unknown>;
      if (answer && answer.status < 500) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
      await wait(this.#againAfterMs);
      await Promise.any(this.#replicas.map((other) => other.ready())).catch(() => undefined);
    }
  }

  async #ask(method: string, address: string, body: unknown): Promise<{ status: number; text: string }> {
    const response = await fetch(address, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(this.#token ? { authorization: `Bearer ${this.#token}` } : {}),
      },
      signal: AbortSignal.any([this.#over.signal, AbortSignal.timeout(LOST_AFTER_MS)]),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, text: await response.text() };
  }
}
