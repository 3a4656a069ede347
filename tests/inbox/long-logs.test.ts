import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { conversations } from '../../db/schema.ts';
import { appendEntries } from '../../db/stores/conversation-log.ts';
import { changedColumns } from '../../db/stores/conversation-row.ts';
import type { Conversation } from '../../services/conversations/conversations.ts';
import { ConversationInTurn } from '../../services/conversations/in-turn.ts';
import { type Browser, Office } from './office.ts';

/** What no answer of the inbox is larger than, whatever a customer sends. */
const MOST_BYTES = 1024 * 1024;

let office: Office;
let lin: Browser;
beforeAll(async () => {
  office = await Office.open();
  await office.hire('lin@example.com', '林悦');
  lin = await office.signedIn('lin@example.com');
});
afterAll(() => office.close());

/** Writes a customer's activities into a log, as so many turns would have. */
async function fill(id: string, activities: Iterable<Record<string, unknown>>): Promise<void> {
  await office.customer(id, '转人工');
  const { database, drizzle } = office.opened;
  const inTurn = new ConversationInTurn((await database.conversations.find(id)) as Conversation, new Date());
  for (const activity of activities) inTurn.append({ activity: { type: 'message', ...activity }, role: 'customer' });
  for (let from = 0; from < inTurn.appended.length; from += 100)
    await appendEntries(drizzle, inTurn.appended.slice(from, from + 100));
  await drizzle.update(conversations).set(changedColumns(inTurn)).where(eq(conversations.id, inTurn.conversation.id));
}

const times = <Item>(number: number, make: (n: number) => Item): Item[] =>
  Array.from({ length: number }, (_, n) => make(n));
const pageOf = (id: string, query = '') => `/inbox/conversations/${id}${query}`;
const seqsIn = (html: string): number[] => [...html.matchAll(/<li id="entry-(\d+)"/g)].map(([, seq]) => Number(seq));

const FLOODS: [what: string, activities: () => Record<string, unknown>[]][] = [
  ['919 empty messages with 60 KB of value', () => times(919, () => ({ value: { filler: 'x'.repeat(60_000) } }))],
  ['texts of nothing but line ends', () => times(150, () => ({ text: '\n'.repeat(60_000) }))],
  ['texts that every mark of is escaped in', () => times(150, () => ({ text: '=\'"`<&'.repeat(1_000) }))],
  [
    'hundreds of files in one message',
    () =>
      times(120, () => ({
        text: 'x',
        attachments: times(300, (n) => ({
          name: '='.repeat(300),
          contentType: '='.repeat(300),
          contentUrl: `https://example.com/${n}`,
        })),
      })),
  ],
  [
    'events with long names',
    () => times(150, () => ({ type: 'event', name: 'n'.repeat(60_000), value: 'v'.repeat(9_000) })),
  ],
];

describe.each(FLOODS)('%s', (what, activities) => {
  const id = `flood-${FLOODS.findIndex(([one]) => one === what)}`;
  beforeAll(() => fill(id, activities()), 120_000);

  test('make no page of the inbox long, and every entry can be come to', async () => {
    let worst = 0;
    const seen = new Set<number>();
    for (let path: string | undefined = pageOf(id); path; ) {
      const { status, text } = await lin.get(path);
      expect(status).toBe(200);
      worst = Math.max(worst, Buffer.byteLength(text));
      for (const seq of seqsIn(text)) seen.add(seq);
      const earlier = /<li class="earlier"><a href="([^"]+)"/.exec(text)?.[1]?.replaceAll('&#x3D;', '=');
      if (earlier) {
        const part = await lin.get(earlier.replace('?', '/earlier?'), { 'hx-request': 'true' });
        worst = Math.max(worst, Buffer.byteLength(part.text));
        expect(seqsIn(part.text).length).toBeGreaterThan(0);
        expect(part.text).not.toContain('<html');
      }
      path = earlier;
    }
    console.log(JSON.stringify({ figure: `largest page: ${what}`, unit: 'bytes', value: worst, most: MOST_BYTES }));
    expect(worst).toBeLessThan(MOST_BYTES);
    const { headSeq } = (await office.opened.database.conversations.find(id)) as Conversation;
    expect(seen.size).toBe(headSeq);
  });

  test('come over a stream in pieces, each once', async () => {
    const leaving = new AbortController();
    const { headSeq } = (await office.opened.database.conversations.find(id)) as Conversation;
    const response = await fetch(`${office.url}/inbox/events?conversation=${id}&after=0`, {
      headers: { accept: 'text/event-stream', cookie: lin.cookie },
      signal: leaving.signal,
    });
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    const decoder = new TextDecoder();
    let unread = '';
    let worst = 0;
    const seen: number[] = [];
    while (seen.length < headSeq) {
      const { value, done } = await reader.read();
      if (done) break;
      unread += decoder.decode(value, { stream: true });
      for (let end = unread.indexOf('\n\n'); end >= 0; end = unread.indexOf('\n\n')) {
        const event = unread.slice(0, end);
        unread = unread.slice(end + 2);
        worst = Math.max(worst, Buffer.byteLength(event));
        if (event.startsWith('event: transcript')) seen.push(...seqsIn(event));
      }
    }
    leaving.abort();
    expect(seen).toEqual(times(headSeq, (n) => n + 1));
    expect(worst).toBeLessThan(MOST_BYTES);
  });

  test('are read by a program piece by piece', async () => {
    const seqs: number[] = [];
    for (let query = ''; ; ) {
      const { json, text } = await lin.get(`/inbox/api/conversations/${id}/transcript${query}`);
      expect(Buffer.byteLength(text)).toBeLessThan(8 * MOST_BYTES);
      expect(json.conversation.id).toBe(id);
      seqs.unshift(...json.entries.map(({ seq }: { seq: number }) => seq));
      if (!json.earlier) break;
      query = `?before=${json.earlier}`;
    }
    expect(seqs).toEqual(times(seqs.length, (n) => n + 1));
  });
});

describe('a long message', () => {
  test('is folded in the talk, and shown whole as text', async () => {
    const long = `开头${'很长的一段话。'.repeat(2_000)}结尾<script>`;
    await fill('folded', [{ text: long }, { text: '短的' }]);
    const { text } = await lin.get(pageOf('folded'));
    expect(text).toContain('开头');
    expect(text).not.toContain('结尾');
    const whole = /<p class="whole"><a href="([^"]+)"/.exec(text)?.[1] ?? '';
    const shown = await lin.get(whole);
    expect([shown.status, shown.headers.get('content-type'), shown.headers.get('x-content-type-options')]).toEqual([
      200,
      'text/plain; charset=utf-8',
      'nosniff',
    ]);
    expect(shown.text).toBe(long);
    expect((await lin.get('/inbox/conversations/folded/entries/9999')).status).toBe(404);
    lin.cookie = `${lin.cookie}x`;
    expect((await lin.get(whole)).status).toBe(303);
    lin.cookie = lin.cookie.slice(0, -1);
  });

  test('an older page says how to come back, and nothing new is put below what is old', async () => {
    await fill(
      'older',
      times(250, (n) => ({ text: `第 ${n} 句` })),
    );
    const latest = (await lin.get(pageOf('older'))).text;
    expect(latest).toContain('sse-swap="transcript"');
    expect(seqsIn(latest)).toHaveLength(100);
    const older = (await lin.get(pageOf('older', `?before=${seqsIn(latest)[0]}`))).text;
    expect(seqsIn(older).at(-1)).toBe((seqsIn(latest)[0] ?? 0) - 1);
    expect(older).not.toContain('sse-swap="transcript"');
    expect(older).toContain('回到最新的消息');
  });
});
