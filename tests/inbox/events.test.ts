import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Browser, Office } from './office.ts';

let office: Office;
let lin: Browser;
beforeAll(async () => {
  office = await Office.open();
  await office.hire('lin@example.com', '林悦');
  await office.hire('wu@example.com', '吴桐');
  lin = await office.signedIn('lin@example.com');
});
const streams: Stream[] = [];
afterEach(() => {
  for (const stream of streams.splice(0)) stream.close();
});
afterAll(() => office.close());

interface SentEvent {
  event: string;
  id?: string;
  data: string;
}

/** Server-sent events as a browser reads them. */
class Stream {
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

  static async open(browser: Browser, query = '', headers: Record<string, string> = {}): Promise<Stream> {
    const leaving = new AbortController();
    const response = await fetch(`${browser.url}/inbox/events${query}`, {
      headers: { accept: 'text/event-stream', cookie: browser.cookie, ...headers },
      signal: leaving.signal,
    });
    const stream = new Stream(response, leaving);
    streams.push(stream);
    return stream;
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

  close(): void {
    this.#leaving.abort();
  }
}

const about = (id: string, after = 0) => `?conversation=${encodeURIComponent(id)}&after=${after}`;

describe('a page’s stream', () => {
  test('is neither compressed nor kept', async () => {
    const { response } = await Stream.open(lin);
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect(response.headers.get('cache-control')).toContain('no-transform');
    expect(response.headers.get('content-encoding')).toBeNull();
  });

  test('shows the queue at once, and again when somebody joins it', async () => {
    const stream = await Stream.open(lin);
    expect((await stream.nextOf('queue')).data).toContain('现在没有客户在等');
    await office.customer('joining', '转人工');
    expect((await stream.nextOf('queue', 'joining')).data).toContain('客户要求');
    expect((await stream.nextOf('waiting')).data).toContain('1 位客户在等');
  });

  test('sends the words of a conversation as they come, escaped and with their place', async () => {
    const id = 'live|1:a.b';
    await office.customer(id, '转人工');
    const stream = await Stream.open(lin, about(id));
    const first = await stream.nextOf('transcript', '转人工');
    await office.say(id, '<img src=x onerror=alert(1)>\r\n第二行\r第三行');
    const { data, id: seq } = await stream.nextOf('transcript', '第三行');
    expect(data).toContain('&lt;img');
    expect(data).not.toContain('<img');
    expect(Number(seq)).toBe(Number(first.id) + 1);
  });

  test('goes on after the last event that a page has seen, missing and repeating nothing', async () => {
    const id = 'coming-back';
    await office.customer(id, '转人工');
    const before = await Stream.open(lin, about(id));
    const { id: seen } = await before.nextOf('transcript');
    before.close();
    await office.say(id, '断线时说的');
    const after = await Stream.open(lin, about(id), { 'last-event-id': seen ?? '' });
    const { data, id: now } = await after.nextOf('transcript');
    expect(data.match(/<li id=/g)).toHaveLength(1);
    expect(data).toContain('断线时说的');
    expect(Number(now)).toBe(Number(seen) + 1);
  });

  test('shows what can be done when the floor changes', async () => {
    const id = 'changing-hands';
    await office.customer(id, '转人工');
    const stream = await Stream.open(lin, about(id));
    expect((await stream.nextOf('actions')).data).toContain('接手这个对话');
    const wu = await office.signedIn('wu@example.com');
    await wu.post(`/inbox/api/conversations/${id}/take`);
    expect((await stream.nextOf('actions')).data).toContain('吴桐 正在接待');
  });

  test('ends with the session, and says so', async () => {
    const browser = await office.signedIn('lin@example.com');
    const stream = await Stream.open(browser);
    await stream.nextOf('queue');
    await browser.post('/inbox/api/session/end');
    expect((await stream.nextOf('session')).data).toContain('重新登录');
    expect(await stream.next()).toBeUndefined();
    const late = await Stream.open(browser);
    expect((await late.next())?.event).toBe('session');
  });

  test('listens no more when the page is gone', async () => {
    const id = 'leaving';
    await office.customer(id, '转人工');
    const stream = await Stream.open(lin, about(id));
    await stream.nextOf('transcript');
    expect(office.signals.watched()).toEqual([id]);
    stream.close();
    await expect.poll(() => office.signals.watched()).toEqual([]);
  });

  test('follows no conversation that isn’t there', async () => {
    const { response } = await Stream.open(lin, '?conversation=a%00b');
    expect(response.status).toBe(404);
  });
});
