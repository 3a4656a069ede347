import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { Problem } from '../../http/problem.ts';
import type { ConversationLog } from '../../services/conversations.ts';
import type { Signals } from '../../services/signals.ts';
import type { Logger } from '../../telemetry/logger.ts';
import * as metrics from '../../telemetry/metrics.ts';
import { activitySet, PAGE, positionOf } from './direct-line.ts';
import type { Grant, Tokens } from './tokens.ts';

/** Streams that one conversation may have open: some tabs, some that died unnoticed. */
const MOST_PER_CONVERSATION = 20;
/** A client that doesn't answer a ping within this time is gone. */
const HEARTBEAT_MS = 30_000;
/** A client that reads this much slower than it is written for is cut off; it reconnects and reads the log on. */
const MOST_BUFFERED = 1024 * 1024;

const ADDRESS = /^\/v3\/directline\/conversations\/([^/?]+)\/stream(?:\?|$)/;

/** The WebSocket streams of Direct Line: each one reads the log on from its watermark, whoever appended to it. */
export class Streams {
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: 4 * 1024, perMessageDeflate: false });
  readonly #open = new Map<string, Set<WebSocket>>();
  readonly #alive = new WeakSet<WebSocket>();
  readonly #heartbeat: NodeJS.Timeout;
  readonly #parts: { tokens: Tokens; log: ConversationLog; signals: Signals; logger: Logger };

  constructor(parts: { tokens: Tokens; log: ConversationLog; signals: Signals; logger: Logger }) {
    this.#parts = parts;
    this.#heartbeat = setInterval(() => this.#beat(), HEARTBEAT_MS).unref();
  }

  /** Answers an upgrade. Returns false where its address is none of a stream's. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
    const match = ADDRESS.exec(request.url ?? '');
    if (!match) return false;
    this.#admit(match[1] ?? '', request)
      .then(({ grant, after }) => {
        this.#server.handleUpgrade(request, socket, head, (webSocket) => this.#run(webSocket, grant, after));
      })
      .catch((error: unknown) =>
        refuseUpgrade(
          socket,
          error instanceof Problem
            ? error
            : new Problem(500, 'ServiceError', 'something went wrong here; please try again'),
        ),
      );
    return true;
  }

  /** Cuts all streams: their clients reconnect to another replica. */
  close(): void {
    clearInterval(this.#heartbeat);
    for (const sockets of this.#open.values()) for (const socket of sockets) socket.close(1001);
    for (const sockets of this.#open.values()) for (const socket of sockets) socket.terminate();
  }

  async #admit(encodedId: string, request: IncomingMessage): Promise<{ grant: Grant; after: number }> {
    const query = new URL(request.url ?? '', 'http://localhost').searchParams;
    const grant = await this.#parts.tokens.verify(query.get('t') ?? '', 'stream');
    if (grant.conversationId !== decodeURIComponent(encodedId))
      throw new Problem(403, 'Forbidden', 'this token is for another conversation');
    if ((this.#open.get(grant.conversationId)?.size ?? 0) >= MOST_PER_CONVERSATION) {
      throw new Problem(429, 'TooManyStreams', 'this conversation has too many open streams: close some');
    }
    return { grant, after: positionOf(query.get('watermark')) };
  }

  #run(socket: WebSocket, { conversationId }: Grant, after: number): void {
    const sockets = this.#open.get(conversationId) ?? new Set();
    this.#open.set(conversationId, sockets.add(socket));
    this.#alive.add(socket);
    metrics.openStreams.inc();
    const pump = this.#pump(socket, conversationId, after);
    const unlisten = this.#parts.signals.listen(conversationId, ({ headSeq }) => pump(headSeq));
    socket.on('pong', () => this.#alive.add(socket));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      unlisten();
      sockets.delete(socket);
      if (sockets.size === 0) this.#open.delete(conversationId);
      metrics.openStreams.dec();
    });
    pump(Number.POSITIVE_INFINITY);
  }

  /** Sends what is new, in order, one reading at a time; a hint that comes meanwhile makes it look once more. */
  #pump(socket: WebSocket, conversationId: string, after: number): (headSeq: number) => void {
    const { log, logger } = this.#parts;
    let position = after;
    let wanted = 0;
    let reading = false;
    const readOn = async () => {
      while (wanted > position && socket.readyState === socket.OPEN) {
        const upTo = wanted;
        const entries = await log.read(conversationId, position, { reader: 'customer', limit: PAGE });
        if (entries.length > 0) {
          const set = activitySet(entries, position);
          position = Number(set.watermark);
          if (set.activities.length > 0) socket.send(JSON.stringify(set));
          if (socket.bufferedAmount > MOST_BUFFERED) return socket.terminate();
        }
        // What is left up to there isn't for the customer.
        if (entries.length < PAGE && wanted === upTo) wanted = position;
      }
    };
    return (headSeq) => {
      wanted = Math.max(wanted, headSeq);
      if (reading) return;
      reading = true;
      readOn()
        .catch((error) => {
          logger.warn({ err: error, conversationId }, 'a stream could not read the log; its client reconnects');
          socket.terminate();
        })
        .finally(() => {
          reading = false;
        });
    };
  }

  #beat(): void {
    for (const sockets of this.#open.values()) {
      for (const socket of sockets) {
        if (!this.#alive.delete(socket)) socket.terminate();
        else socket.ping();
      }
    }
  }
}

/** Answers an upgrade with an error: one that nobody answers would stay open for ever. */
export function refuseUpgrade(socket: Duplex, problem: Problem): void {
  const body = JSON.stringify(problem.body());
  socket.on('error', () => socket.destroy());
  socket.end(
    `HTTP/1.1 ${problem.status} ${problem.code}\r\nconnection: close\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    () => socket.destroy(),
  );
}
