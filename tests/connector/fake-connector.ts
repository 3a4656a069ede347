import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the connector was sent. */
export interface Received {
  conversationId: string;
  activity: {
    type: string;
    text?: string;
    channelData?: { policydesk?: { key: string; entry: string } };
    [name: string]: unknown;
  };
}

/** How it answers a send: a status, with headers where it has some. */
export type Answer = number | { status: number; headers: Record<string, string> };

/** A local Bot Connector: takes activities as the service does, and can be told to fail. */
export class FakeConnector {
  readonly accepted: Received[] = [];
  readonly tries: Received[] = [];
  /** The answers to the next sends; after them everything is accepted. */
  readonly failures: Answer[] = [];
  readonly #server: Server;
  #waiting: (() => void)[] = [];

  private constructor() {
    this.#server = createServer((request, response) => {
      const conversationId = decodeURIComponent(
        /\/v3\/conversations\/([^/]+)\/activities/.exec(request.url ?? '')?.[1] ?? '',
      );
      read(request).then((activity) => {
        const received = { conversationId, activity: activity as Received['activity'] };
        this.tries.push(received);
        const failure = this.failures.shift();
        const { status, headers } = typeof failure === 'object' ? failure : { status: failure ?? 200, headers: {} };
        if (status === 200) this.accepted.push(received);
        response.writeHead(status, { 'content-type': 'application/json', ...headers });
        response.end(
          JSON.stringify(status === 200 ? { id: `c${this.accepted.length}` } : { error: { code: 'Refused' } }),
        );
        for (const look of this.#waiting) look();
      });
    });
  }

  static async start(): Promise<FakeConnector> {
    const connector = new FakeConnector();
    await new Promise<void>((resolve) => connector.#server.listen(0, '127.0.0.1', resolve));
    return connector;
  }

  get serviceUrl(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Resolves when so many activities were tried (or accepted). */
  async until(what: 'tries' | 'accepted', count: number): Promise<void> {
    while (this[what].length < count) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

async function read(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}');
}
