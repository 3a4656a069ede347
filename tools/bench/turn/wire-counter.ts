import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** What went over the wire to a PostgreSQL server. */
export interface WireCounts {
  /** Statements that were run: an Execute, or a simple Query. */
  statements: number;
  /** Ends of a group, each answered for itself by a `ReadyForQuery`: a Sync, or a simple Query. */
  flushes: number;
}

/** A message before the session starts has no type: length, then a code. PostgreSQL's protocol, 55.7 (message formats). */
const LENGTH = 4;
const TYPED = 1 + LENGTH;
/** SSLRequest and GSSENCRequest: another message without a type follows. */
const ASKS_FOR_ENCRYPTION = new Set([80_877_103, 80_877_104]);

const EXECUTE = 'E'.charCodeAt(0);
const QUERY = 'Q'.charCodeAt(0);
const SYNC = 'S'.charCodeAt(0);

/** Counts the messages of one client's side of a connection, however they are cut into chunks. */
export class MessageCounter {
  readonly #counts: WireCounts;
  #rest: Buffer = Buffer.alloc(0);
  #started = false;

  constructor(counts: WireCounts) {
    this.#counts = counts;
  }

  take(chunk: Buffer): void {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    for (;;) {
      const type = this.#started ? this.#rest[0] : undefined;
      const head = this.#started ? TYPED : LENGTH;
      if (this.#rest.length < head) return;
      const size = this.#rest.readUInt32BE(head - LENGTH) + head - LENGTH;
      if (this.#rest.length < size) return;
      if (!this.#started) this.#started = !ASKS_FOR_ENCRYPTION.has(this.#rest.readUInt32BE(LENGTH));
      if (type === EXECUTE || type === QUERY) this.#counts.statements += 1;
      if (type === SYNC || type === QUERY) this.#counts.flushes += 1;
      this.#rest = this.#rest.subarray(size);
    }
  }
}

/** NotificationResponse: what a LISTEN hears. */
const NOTIFICATION = 'A'.charCodeAt(0);

/** Takes notifications out of the server's side of a connection that was not encrypted, however it is cut into chunks. */
export class NotificationLoss {
  #rest: Buffer = Buffer.alloc(0);

  /** What is left of what has come whole. */
  without(chunk: Buffer, lost: boolean): Buffer {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const kept: Buffer[] = [];
    let at = 0;
    while (at + TYPED <= bytes.length) {
      const next = at + 1 + bytes.readUInt32BE(at + 1);
      if (next > bytes.length) break;
      if (!lost || bytes[at] !== NOTIFICATION) kept.push(bytes.subarray(at, next));
      at = next;
    }
    this.#rest = bytes.subarray(at);
    return kept.length === 1 ? (kept[0] as Buffer) : Buffer.concat(kept);
  }
}

/** A way to a PostgreSQL server, on which what goes to it is counted. */
export interface CountedWire {
  /** Leads to the same database. */
  url: string;
  counts: WireCounts;
  /** Set, no notification comes through. */
  losesHints: boolean;
  close(): Promise<void>;
}

/** Opens a counted way to a database on this machine. It adds a hop: nothing is timed through it. */
export async function countWire(databaseUrl: string): Promise<CountedWire> {
  const url = new URL(databaseUrl);
  const upstreamAt = { host: url.hostname, port: Number(url.port) };
  const counts: WireCounts = { statements: 0, flushes: 0 };
  const sockets = new Set<Socket>();
  const wire = { url: '', counts, losesHints: false };
  const server = createServer({ noDelay: true }, (client) => {
    const upstream = connect({ ...upstreamAt, noDelay: true });
    const counter = new MessageCounter(counts);
    client.on('data', (chunk: Buffer) => counter.take(chunk));
    const loss = new NotificationLoss();
    client.pipe(upstream);
    upstream.on('data', (chunk: Buffer) => void client.write(loss.without(chunk, wire.losesHints)));
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url.port = String((server.address() as AddressInfo).port);
  url.searchParams.set('sslmode', 'disable');
  return Object.assign(wire, {
    url: url.href,
    close: () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      return closed;
    },
  });
}
