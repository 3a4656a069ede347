import type { Browser } from './office.ts';

export interface SentEvent {
  event: string;
  id?: string;
  data: string;
}

/** Server-sent events as a browser reads them. */
export class EventReader {
  readonly response: Response;
  readonly #leaving: AbortController;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #decoder = new TextDecoder();
  #unread = '';

  private constructor(response: Response, leaving: AbortController) {
    this.response = response;
    this.#leaving = leaving;
    this.#reader = (response.body as ReadableStream<Uint8Array>).getReader();
  }

  static async open(browser: Browser, query = '', headers: Record<string, string> = {}): Promise<EventReader> {
    const leaving = new AbortController();
    const response = await fetch(`${browser.url}/inbox/events${query}`, {
      headers: { accept: 'text/event-stream', cookie: browser.cookie, ...headers },
      signal: leaving.signal,
    });
    return new EventReader(response, leaving);
  }

  /** The next event, undefined at the stream's end. */
  async next(): Promise<SentEvent | undefined> {
    for (;;) {
      const end = this.#unread.indexOf('\n\n');
      if (end < 0) {
        const { value, done } = await this.#reader.read();
        if (done) return undefined;
        this.#unread += this.#decoder.decode(value, { stream: true });
        continue;
      }
      const lines = this.#unread.slice(0, end).split('\n');
      this.#unread = this.#unread.slice(end + 2);
      const field = (name: string) =>
        lines.filter((line) => line.startsWith(`${name}: `)).map((line) => line.slice(name.length + 2));
      const [event] = field('event');
      const [id] = field('id');
      if (event) return { event, data: field('data').join('\n'), ...(id ? { id } : {}) };
    }
  }

  /** The next event of this name whose data holds `text`. */
  async nextOf(name: string, text = ''): Promise<SentEvent> {
    for (;;) {
      const found = await this.next();
      if (!found) throw new Error(`the stream ended before ${name} with ${text}`);
      if (found.event === name && found.data.includes(text)) return found;
    }
  }

  /** Reads on until the stream ends. */
  async toItsEnd(): Promise<void> {
    while (await this.next());
  }

  close(): void {
    this.#leaving.abort();
  }
}
