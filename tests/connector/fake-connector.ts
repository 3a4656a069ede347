import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the connector was sent. */
export interface Received {
  conversationId: string;
  /** The activity that it answers, where it was sent as a reply. */
  replyTo: string | undefined;
  authorization: string | undefined;
  activity: {
    type: string;
    text?: string;
    channelData?: { policydesk?: { key: string; entry: string; part?: number[] } };
    [name: string]: unknown;
  };
}

/**
 * How it answers a send: with a status, where it has some with headers and an error's code; not at all (`hang`); by
 * cutting the connection; or by one of these two after it has accepted the message, which the sender cannot tell from
 * the other kind.
 */
export type Answer =
  | number
  | { status: number; headers?: Record<string, string>; code?: string }
  | 'hang'
  | 'cut'
  | 'accept-and-hang'
  | 'accept-and-cut'
  /** Accepted, and said so when the test has it {@link FakeConnector.answerLate}. */
  | 'accept-late'
  | 'accept-with-nonsense';

/** A local Bot Connector: takes activities as the service does, and can be told to fail, for each conversation by itself. */
export class FakeConnector {
  /** What it has accepted, and everything that it was sent, in order. */
  readonly accepted: Received[] = [];
  readonly tries: Received[] = [];
  /** Requests that no Bot Connector knows. */
  readonly strays: string[] = [];
  readonly #answers = new Map<string, Answer[]>();
  readonly #always = new Map<string, Answer>();
  readonly #late: ServerResponse[] = [];
  readonly #server: Server;

  private constructor() {
    // It never ends a connection by itself: that would fail the one who is about to send by it.
    this.#server = createServer({ keepAliveTimeout: 0 }, (request, response) => void this.#take(request, response));
  }

  static async start(): Promise<FakeConnector> {
    const connector = new FakeConnector();
    await new Promise<void>((resolve) => connector.#server.listen(0, '127.0.0.1', resolve));
    return connector;
  }

  get serviceUrl(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Its answers to the next sends to a conversation; after them it accepts. */
  willAnswer(conversationId: string, ...answers: Answer[]): void {
    this.#answers.set(conversationId, answers);
  }

  /** Its answer to all sends to a conversation; `undefined` for to accept them again. */
  alwaysAnswers(conversationId: string, answer: Answer | undefined): void {
    if (answer === undefined) this.#always.delete(conversationId);
    else this.#always.set(conversationId, answer);
  }

  /** Accepts everything from now on. */
  mend(): void {
    this.#answers.clear();
    this.#always.clear();
  }

  /** Answers what it has accepted and not yet answered. */
  answerLate(): void {
    for (const response of this.#late.splice(0)) this.#answer(200, response);
  }

  acceptedIn = (conversationId: string): Received[] =>
    this.accepted.filter((it) => it.conversationId === conversationId);
  triesIn = (conversationId: string): Received[] => this.tries.filter((it) => it.conversationId === conversationId);

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = /^\/v3\/conversations\/([^/]+)\/activities(?:\/([^/]+))?$/.exec(request.url ?? '');
    const activity = (await read(request)) as Received['activity'];
    if (!path || request.method !== 'POST') {
      this.strays.push(`${request.method} ${request.url}`);
      return answerJson(response, 404, '{}');
    }
    const received: Received = {
      conversationId: decodeURIComponent(path[1] ?? ''),
      replyTo: path[2],
      authorization: request.headers.authorization,
      activity,
    };
    this.tries.push(received);
    const answer =
      this.#answers.get(received.conversationId)?.shift() ?? this.#always.get(received.conversationId) ?? 200;
    if (answer === 200 || String(answer).startsWith('accept')) this.accepted.push(received);
    this.#answer(answer, response);
  }

  #answer(answer: Answer, response: ServerResponse): void {
    if (answer === 'hang' || answer === 'accept-and-hang') return;
    if (answer === 'cut' || answer === 'accept-and-cut') return void response.destroy();
    if (answer === 'accept-late') return void this.#late.push(response);
    if (answer === 'accept-with-nonsense') {
      answerJson(response, 200, '<html>');
      return;
    }
    const { status, headers = {}, code = 'Refused' } = typeof answer === 'object' ? answer : { status: answer };
    const body = status === 200 ? { id: `c${this.accepted.length}` } : { error: { code, message: 'no' } };
    answerJson(response, status, JSON.stringify(body), headers);
  }
}

/** Not chained: restify changes `writeHead` for every server of the process, and its own returns nothing. */
function answerJson(
  response: ServerResponse,
  status: number,
  body: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body);
}

async function read(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}');
}
