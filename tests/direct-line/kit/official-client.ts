import { ConnectionStatus, DirectLine, type Message } from 'botframework-directlinejs';
import type { SeenActivity } from '../../kit/customer.ts';
import { behaveLikeABrowser } from '../../kit/xml-http-request.ts';
import { until } from './until.ts';

behaveLikeABrowser();

/** What a page gives the client. */
export interface PageOptions {
  token: string;
  /** Over a WebSocket, or by polling. */
  webSocket: boolean;
  /** Of a conversation to come back to, with how much of it was seen. */
  conversationId?: string;
  watermark?: string;
}

/** The official Direct Line client, unmodified, and what it told its page. */
export class OfficialClient {
  readonly heard: SeenActivity[] = [];
  readonly statuses: ConnectionStatus[] = [];
  /** Addresses of the sockets that it opened, one after another. */
  readonly sockets: WebSocket[] = [];
  readonly #line: DirectLine;
  readonly #stop: () => void;

  constructor({ url }: { url: string }, { token, webSocket, conversationId, watermark }: PageOptions) {
    const { sockets } = this;
    this.#line = new DirectLine({
      domain: `${url}/v3/directline`,
      token,
      webSocket,
      pollingInterval: 200,
      // The client waits 3 s and this share of 12 s before it reconnects: so, not at all.
      random: () => -0.25,
      conversationStartProperties: { locale: 'zh-CN' },
      ...(conversationId === undefined ? {} : { conversationId }),
      ...(watermark === undefined ? {} : { watermark }),
      WebSocket: class extends WebSocket {
        constructor(address: string) {
          super(address);
          sockets.push(this);
        }
      } as typeof WebSocket,
    });
    const status = this.#line.connectionStatus$.subscribe((value) => this.statuses.push(value));
    const activity = this.#line.activity$.subscribe(
      (value) => this.heard.push(value as unknown as SeenActivity),
      () => undefined, // the status tells
    );
    this.#stop = () => {
      activity.unsubscribe();
      status.unsubscribe();
      this.#line.end();
    };
  }

  get status(): ConnectionStatus | undefined {
    return this.statuses.at(-1);
  }

  /** Sends a message as Web Chat does. Resolves with its id. */
  say(text: string, more: Record<string, unknown> = {}): Promise<string> {
    return this.post({ type: 'message', text, ...more });
  }

  post(activity: Record<string, unknown>): Promise<string> {
    const sent = { from: { id: 'whoever the page says', role: 'user' }, ...activity } as unknown as Message;
    return new Promise((resolve, reject) => {
      this.#line.postActivity(sent).subscribe(resolve, reject);
    });
  }

  /** Waits until so many activities were heard, and returns all of them. */
  hears(count: number): Promise<SeenActivity[]> {
    return until(
      `${count} activities (there are ${this.heard.length})`,
      () => this.heard.length >= count && this.heard,
    );
  }

  reaches(status: ConnectionStatus): Promise<true> {
    return until(`the status ${ConnectionStatus[status]}`, () => this.status === status);
  }

  end(): void {
    this.#stop();
  }
}
