import { WebSocket } from 'ws';
import type { RunningDesk } from '../../../app.ts';
import { Tokens } from '../../../channels/direct-line/tokens.ts';
import type { Clock } from '../../../services/time/clock.ts';
import type { SeenActivity } from '../../kit/customer.ts';
import { until } from './until.ts';

/** An answer of the desk, read. */
export interface Answer {
  status: number;
  headers: Headers;
  /** What it holds as JSON; `{}` where it isn't JSON. */
  json: Record<string, unknown>;
  text: string;
}

export interface Asking {
  token?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

/** One request with JSON, and whatever comes back. */
export async function ask(
  { url }: Pick<RunningDesk, 'url'>,
  method: string,
  path: string,
  { token, body, headers }: Asking = {},
): Promise<Answer> {
  const response = await fetch(url + path, {
    method,
    headers: {
      ...(body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  return { status: response.status, headers: response.headers, json: isJson ? JSON.parse(text) : {}, text };
}

/** Status and error code of an answer, for tables. */
export const outcomeOf = ({ status, json }: Answer): string =>
  [status, (json.error as { code?: string } | undefined)?.code].filter((part) => part !== undefined).join(' ');

/** What a visitor of our own page holds. */
export interface Visit {
  token: string;
  conversationId: string;
  streamUrl: string;
}

/** A new visitor, whose conversation has started. */
export async function visit(desk: Pick<RunningDesk, 'url'>): Promise<Visit> {
  const { token } = (await ask(desk, 'POST', '/webchat/token', { body: { locale: 'zh-CN' } })).json;
  const started = await ask(desk, 'POST', '/v3/directline/conversations', { token: String(token), body: {} });
  const { conversationId, streamUrl } = started.json;
  return { token: String(token), conversationId: String(conversationId), streamUrl: String(streamUrl) };
}

/** Where the activities of a conversation are posted and read. */
export const activitiesOf = ({ conversationId }: Pick<Visit, 'conversationId'>): string =>
  `/v3/directline/conversations/${conversationId}/activities`;

/** Posts a message and returns its id. */
export async function post(
  desk: Pick<RunningDesk, 'url'>,
  visit: Pick<Visit, 'token' | 'conversationId'>,
  activity: string | Record<string, unknown>,
): Promise<string> {
  const body = typeof activity === 'string' ? { type: 'message', text: activity } : activity;
  const answer = await ask(desk, 'POST', activitiesOf(visit), { token: visit.token, body });
  if (answer.status !== 200) throw new Error(`a message was answered with ${answer.status} ${answer.text}`);
  return String(answer.json.id);
}

/** Everything that the customer may see after a watermark. */
export async function history(
  desk: Pick<RunningDesk, 'url'>,
  visit: Pick<Visit, 'token' | 'conversationId'>,
  watermark = '',
): Promise<{ activities: SeenActivity[]; watermark: string }> {
  const answer = await ask(desk, 'GET', `${activitiesOf(visit)}?watermark=${watermark}`, { token: visit.token });
  return answer.json as unknown as { activities: SeenActivity[]; watermark: string };
}

/** What the desk signs its tokens with. */
export const tokenSecretOf = (desk: RunningDesk): Promise<string> =>
  desk.opened.database.secrets.secret('direct-line-tokens', () => 'made when the desk started');

/** The desk's own tokens, issued by a clock that the test chooses. */
export const tokensAt = async (desk: RunningDesk, clock: Clock): Promise<Tokens> =>
  new Tokens(await tokenSecretOf(desk), clock);

/** A Direct Line stream as it is on the wire. */
export class Stream {
  readonly activities: SeenActivity[] = [];
  /** How many activities each frame held. */
  readonly frames: number[] = [];
  watermark = '';
  /** The code that it was closed with. */
  closed: number | undefined;
  readonly socket: WebSocket;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (frame) => this.#take(String(frame)));
    socket.on('close', (code) => {
      this.closed = code;
    });
    socket.on('error', () => socket.terminate());
  }

  /** Opens a stream. Throws with the status where it is refused. */
  static async open(address: string): Promise<Stream> {
    const socket = new WebSocket(address, { perMessageDeflate: false });
    const stream = new Stream(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    return stream;
  }

  /** Waits for an activity that fits. */
  heard(what: string, fits: (activity: SeenActivity) => boolean): Promise<SeenActivity> {
    return until(what, () => this.activities.find(fits));
  }

  /** Waits for the activity with an id. */
  heardId(id: string): Promise<SeenActivity> {
    return this.heard(`${id} on the stream`, (activity) => activity.id === id);
  }

  close(): void {
    this.socket.terminate();
  }

  #take(frame: string): void {
    if (frame === '') return;
    const { activities, watermark } = JSON.parse(frame) as { activities: SeenActivity[]; watermark: string };
    this.activities.push(...activities);
    this.frames.push(activities.length);
    this.watermark = watermark;
  }
}
