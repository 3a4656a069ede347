import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { addressOf } from '../../http/client.ts';
import { delivered } from '../../http/delivery.ts';
import { Problem } from '../../http/problem.ts';
import { answerRaw } from '../../http/raw-answer.ts';
import { CatchUp } from '../../services/catch-up.ts';
import type { LoggedActivity } from '../../services/conversation-log/entry.ts';
import type { ConversationLog } from '../../services/conversation-log/log.ts';
import { readPage } from '../../services/conversation-log/pages.ts';
import { networkOf } from '../../services/secrets/origins.ts';
import type { Signals } from '../../services/signals.ts';
import type { Logger } from '../../telemetry/logger.ts';
import * as metrics from '../../telemetry/metrics.ts';
import { type ActivitySet, PAGE, positionOf, streamSets } from './activity-set.ts';
import { Heartbeat } from './heartbeat.ts';
import type { FileLinks } from './links.ts';
import type { Quotas } from './quotas.ts';
import type { Grant, Tokens } from './tokens.ts';

const ADDRESS = /^\/v3\/directline\/conversations\/([^/?]+)\/stream(?:\?|$)/;

export interface StreamsParts {
  tokens: Tokens;
  links: FileLinks;
  log: Pick<ConversationLog, 'read'>;
  quotas: Pick<Quotas, 'stream'>;
  trustedProxies: number;
  signals: Signals;
  logger: Logger;
}

/** The WebSocket streams of Direct Line: each one reads the log on from its watermark, whoever appended to it. */
export class Streams {
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: 4 * 1024, perMessageDeflate: false });
  readonly #open = new Map<string, Set<WebSocket>>();
  readonly #heartbeat = new Heartbeat();
  readonly #parts: StreamsParts;

  constructor(parts: StreamsParts) {
    this.#parts = parts;
    this.#server.on('wsClientError', (_error, socket) =>
      answerRaw(socket, new Problem(400, 'BadArgument', 'this is not a valid WebSocket upgrade')),
    );
  }

  /** Answers an upgrade. Returns false where its address is none of a stream's. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
    const match = ADDRESS.exec(request.url ?? '');
    if (!match) return false;
    // Node has let go of the socket: without anybody to hear its error, a client that goes now would end the process.
    const gone = () => socket.destroy();
    socket.on('error', gone);
    this.#admit(match[1] ?? '', request)
      .then(({ grant, after, closed }) => {
        socket.once('close', closed);
        if (socket.destroyed) return closed(); // gone while its token was read
        socket.off('error', gone);
        this.#server.handleUpgrade(request, socket, head, (webSocket) => this.#run(webSocket, grant, after));
      })
      .catch((error: unknown) => {
        if (!(error instanceof Problem)) this.#parts.logger.error({ err: error }, 'a stream could not be opened');
        answerRaw(
          socket,
          error instanceof Problem
            ? error
            : new Problem(500, 'ServiceError', 'something went wrong here; please try again'),
        );
      });
    return true;
  }

  /** Cuts all streams: their clients reconnect to another replica. */
  close(): void {
    this.#heartbeat.stop();
    for (const sockets of this.#open.values()) for (const socket of sockets) socket.close(1001);
    for (const sockets of this.#open.values()) for (const socket of sockets) socket.terminate();
  }

  /** Throws a {@link Problem} where it isn't let in; otherwise it counts as open until `closed` is called. */
  async #admit(
    encodedId: string,
    request: IncomingMessage,
  ): Promise<{ grant: Grant; after: number; closed: () => void }> {
    const { tokens, quotas, trustedProxies } = this.#parts;
    const query = new URL(request.url ?? '', 'http://localhost').searchParams;
    const grant = tokens.verify(query.get('t') ?? '', 'stream');
    if (grant.conversationId !== decoded(encodedId))
      throw new Problem(403, 'Forbidden', 'this token is for another conversation');
    const network = grant.relayed ? undefined : networkOf(addressOf(request, trustedProxies));
    const closed = quotas.stream(grant.conversationId, network);
    return { grant, after: positionOf(query.get('watermark')), closed };
  }

  #run(socket: WebSocket, { conversationId }: Grant, after: number): void {
    const sockets = this.#open.get(conversationId) ?? new Set();
    this.#open.set(conversationId, sockets.add(socket));
    this.#heartbeat.watch(socket);
    metrics.openStreams.inc();
    const pump = this.#pump(socket, conversationId, after);
    const unlisten = this.#parts.signals.listen(conversationId, ({ headSeq }) => pump(headSeq));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      unlisten();
      sockets.delete(socket);
      if (sockets.size === 0) this.#open.delete(conversationId);
      metrics.openStreams.dec();
    });
    pump(Number.POSITIVE_INFINITY);
  }

  /** Shows those who listen to a conversation here what isn't kept. Without a watermark: a client keeps the one it has. */
  echo(conversationId: string, activity: LoggedActivity): void {
    for (const socket of this.#open.get(conversationId) ?? [])
      if (socket.readyState === socket.OPEN && socket.bufferedAmount === 0)
        socket.send(JSON.stringify({ activities: [activity] }));
  }

  /** Sends what is new, in order, a page once the one before it was taken. Returns what to tell where the log ends now. */
  #pump(socket: WebSocket, conversationId: string, after: number): (headSeq: number) => void {
    const { log, logger, links } = this.#parts;
    let position = after;
    const pump: CatchUp = new CatchUp({
      read: async () => {
        if (socket.readyState !== socket.OPEN) return;
        const { entries, more } = await readPage(log, conversationId, position, { reader: 'customer', limits: PAGE });
        if (entries.length === 0) return;
        position = entries.at(-1)?.seq ?? position;
        if (!(await taken(socket, streamSets(entries, links)))) socket.terminate();
        else if (more) pump.hint();
      },
      failed: (error) => {
        logger.warn({ err: error, conversationId }, 'a stream could not read the log; its client reconnects');
        socket.terminate();
      },
    });
    return (headSeq) => {
      if (headSeq > position) pump.hint();
    };
  }
}

/** Sends sets in order, and waits until the last one was taken. Returns false where the client has gone. */
async function taken(socket: WebSocket, sets: readonly ActivitySet[]): Promise<boolean> {
  const last = sets.at(-1);
  if (!last) return true;
  for (const set of sets.slice(0, -1)) socket.send(JSON.stringify(set));
  return delivered((done) => socket.send(JSON.stringify(last), done));
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new Problem(400, 'BadArgument', 'the address is not validly encoded');
  }
}
