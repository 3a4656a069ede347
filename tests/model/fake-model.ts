import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What an endpoint was asked. */
export interface AskedOf {
  path: string;
  authorization: string | undefined;
  body: {
    model: string;
    messages: { role: string; content: string }[];
    response_format: { type: string; json_schema: { strict: boolean; schema: Record<string, unknown> } };
  };
  /** The message of the customer, as it was sent. */
  message: string;
}

export interface ActAnswered {
  act: string;
  words: string;
  intent?: string | null;
  fact?: string | null;
}

/**
 * How it answers: with acts; with a content of its own; with a body of its own; with a status; or as no endpoint should:
 * not at all, with headers or a body that never end, with a huge body, by leading elsewhere, by cutting the connection.
 */
export type ModelAnswer =
  | ActAnswered[]
  | { content: string }
  | { body: string }
  | { status: number; location?: string }
  | 'hang'
  | 'endless-headers'
  | 'drip'
  | 'huge'
  | 'cut'
  /** Answered when the test has it {@link FakeModel.answerLate}. */
  | { late: ActAnswered[] };

/** A local endpoint that speaks the protocol of chat completions, and can be told to misbehave. */
export class FakeModel {
  readonly asked: AskedOf[] = [];
  readonly #server: Server;
  readonly #waiting: (() => void)[] = [];
  readonly #late: (() => void)[] = [];
  #answer: ModelAnswer | ((asked: AskedOf) => ModelAnswer) = [];

  private constructor() {
    this.#server = createServer({ keepAliveTimeout: 0 }, (request, response) => void this.#take(request, response));
  }

  static async start(): Promise<FakeModel> {
    const model = new FakeModel();
    await new Promise<void>((resolve) => model.#server.listen(0, '127.0.0.1', resolve));
    return model;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get url(): string {
    return `${this.origin}/v1/chat/completions`;
  }

  /** Its answer from now on. */
  answers(answer: ModelAnswer | ((asked: AskedOf) => ModelAnswer)): void {
    this.#answer = answer;
  }

  /** Resolves once it was asked so often in all. */
  async wasAsked(times: number): Promise<void> {
    while (this.asked.length < times) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** Answers what it has kept waiting. */
  answerLate(): void {
    for (const answer of this.#late.splice(0)) answer();
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = JSON.parse(await textOf(request)) as AskedOf['body'];
    const { message } = JSON.parse(body.messages.at(-1)?.content ?? '{}') as { message: string };
    const asked = { path: request.url ?? '', authorization: request.headers.authorization, body, message };
    this.asked.push(asked);
    for (const waiting of this.#waiting.splice(0)) waiting();
    this.#respond(typeof this.#answer === 'function' ? this.#answer(asked) : this.#answer, response);
  }

  #respond(answer: ModelAnswer, response: ServerResponse): void {
    if (Array.isArray(answer))
      return void answerWith(response, completion(JSON.stringify({ acts: answer.map(whole) })));
    if (typeof answer === 'object') {
      if ('late' in answer) return void this.#late.push(() => this.#respond(answer.late, response));
      if ('content' in answer) return void answerWith(response, completion(answer.content));
      if ('body' in answer) return void answerWith(response, answer.body);
      response.writeHead(answer.status, answer.location ? { location: answer.location } : {});
      return void response.end('{"error": {"message": "no"}}');
    }
    switch (answer) {
      case 'hang':
        return;
      case 'cut':
        return void response.destroy();
      case 'endless-headers':
        return void response.socket?.write('HTTP/1.1 200 OK\r\nx-more: 1\r\n');
      case 'drip':
        response.writeHead(200, { 'content-type': 'application/json' });
        return void response.write('{"choices": [');
      case 'huge':
        return void answerWith(response, `{"choices": [${' '.repeat(1024 * 1024)}`);
    }
  }
}

const whole = ({ act, words, intent = null, fact = null }: ActAnswered) => ({ act, words, intent, fact });

const completion = (content: string): string =>
  JSON.stringify({
    id: 'x',
    object: 'chat.completion',
    choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }],
  });

/** Not chained: restify changes `writeHead` for every server of the process, and its own returns nothing. */
function answerWith(response: ServerResponse, body: string): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(body);
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
