import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { EventReader } from './event-reader.ts';
import { type Browser, Office } from './office.ts';

let office: Office;
let lin: Browser;
beforeAll(async () => {
  office = await Office.open();
  await office.hire('lin@example.com', '林悦');
  await office.hire('wu@example.com', '吴桐');
  lin = await office.signedIn('lin@example.com');
});
const streams: EventReader[] = [];
const open = async (...given: Parameters<typeof EventReader.open>): Promise<EventReader> => {
  const stream = await EventReader.open(...given);
  streams.push(stream);
  return stream;
};
afterEach(() => {
  for (const stream of streams.splice(0)) stream.close();
});
afterAll(() => office.close());

const about = (id: string, after = 0) => `?conversation=${encodeURIComponent(id)}&after=${after}`;

describe('a page’s stream', () => {
  test('is neither compressed nor kept', async () => {
    const { response } = await open(lin);
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect(response.headers.get('cache-control')).toContain('no-transform');
    expect(response.headers.get('content-encoding')).toBeNull();
  });

  test('shows the queue at once, and again when somebody joins it', async () => {
    const stream = await open(lin);
    expect((await stream.nextOf('queue')).data).toContain('现在没有客户在等');
    await office.customer('joining', '转人工');
    expect((await stream.nextOf('queue', 'joining')).data).toContain('客户要求');
    expect((await stream.nextOf('waiting')).data).toContain('1 位客户在等');
  });

  test('sends the words of a conversation as they come, escaped and with their place', async () => {
    const id = 'live|1:a.b';
    await office.customer(id, '转人工');
    const stream = await open(lin, about(id));
    const first = await stream.nextOf('transcript', '转人工');
    await office.say(id, '<img src=x onerror=alert(1)>\r\n第二行\r第三行');
    const { data, id: seq } = await stream.nextOf('transcript', '第三行');
    expect(data).toContain('&lt;img');
    expect(data).not.toContain('<img');
    // With what the bot says to it.
    expect(Number(seq)).toBe(Number(first.id) + 2);
  });

  test('goes on after the last event that a page has seen, missing and repeating nothing', async () => {
    const id = 'coming-back';
    await office.customer(id, '转人工');
    const before = await open(lin, about(id));
    const { id: seen } = await before.nextOf('transcript');
    before.close();
    await office.say(id, '断线时说的');
    const after = await open(lin, about(id), { 'last-event-id': seen ?? '' });
    const { data, id: now } = await after.nextOf('transcript');
    expect(data.match(/<li id=/g)).toHaveLength(2);
    expect(data).toContain('断线时说的');
    expect(Number(now)).toBe(Number(seen) + 2);
  });

  test('shows what can be done when the floor changes', async () => {
    const id = 'changing-hands';
    await office.customer(id, '转人工');
    const stream = await open(lin, about(id));
    expect((await stream.nextOf('actions')).data).toContain('接手这个对话');
    const wu = await office.signedIn('wu@example.com');
    await wu.post(`/inbox/api/conversations/${id}/take`);
    expect((await stream.nextOf('actions')).data).toContain('吴桐 正在接待');
  });

  test('ends with the session, and says so', async () => {
    const browser = await office.signedIn('lin@example.com');
    const stream = await open(browser);
    await stream.nextOf('queue');
    await browser.post('/inbox/api/session/end');
    expect((await stream.nextOf('session')).data).toContain('重新登录');
    expect(await stream.next()).toBeUndefined();
    const late = await open(browser);
    expect((await late.next())?.event).toBe('session');
  });

  test('listens no more when the page is gone', async () => {
    const id = 'leaving';
    await office.customer(id, '转人工');
    const stream = await open(lin, about(id));
    await stream.nextOf('transcript');
    expect([...office.signals.watched()]).toEqual([id]);
    stream.close();
    await expect.poll(() => [...office.signals.watched()]).toEqual([]);
  });

  test('follows no conversation that isn’t there', async () => {
    const { response } = await open(lin, '?conversation=a%00b');
    expect(response.status).toBe(404);
  });
});
