import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunningDesk } from '../../app.ts';
import { conversations } from '../../db/schema.ts';
import { conversationColumns } from '../../db/stores/conversation-row.ts';
import { newConversation } from '../../services/conversations/conversations.ts';
import { BOTS_FLOOR, placeOf, type QueuePlace } from '../../services/conversations/floor.ts';
import { mostOfOneOrigin } from '../../services/conversations/handoffs.ts';
import { DATABASES } from '../kit/databases.ts';
import { ADMIN_PASSWORD, startTestDesk, WEDNESDAY } from '../kit/desk.ts';
import { Browser } from './office.ts';

const MANY = 10_000;
const FLOOD = 530;

for (const { kind, available, fresh } of DATABASES)
  describe.skipIf(!available)(`ten thousand wait (${kind} database)`, () => {
    let desk: RunningDesk;
    let admin: Browser;

    beforeAll(async () => {
      desk = await startTestDesk({ ...(await fresh()), TRUSTED_PROXIES: '1' });
      admin = new Browser(desk.url);
      await admin.post('/inbox/api/session', { email: 'admin@localhost', password: ADMIN_PASSWORD });
      const began = Date.parse(WEDNESDAY) - 3_600_000;
      const rows = Array.from({ length: MANY }, (_, n) => ({
        ...conversationColumns(
          newConversation(
            {
              id: `real-${n}`,
              channel: 'webchat',
              transport: 'direct-line',
              userId: `dl_${n}`,
              locale: 'zh-CN',
              reference: undefined,
            },
            new Date(began),
          ),
        ),
        floor: 'queue' as const,
        handoffReason: 'asked',
        queuedAt: new Date(began + n),
      }));
      for (let from = 0; from < rows.length; from += 1_000)
        await desk.opened.drizzle.insert(conversations).values(rows.slice(from, from + 1_000));
      await desk.opened.drizzle.execute(sql`analyze conversations`);
    }, 120_000);
    afterAll(() => desk.stop());

    /** A visitor from an address opens a conversation and says something, once the desk has taken it. */
    async function visitor(address: string, text: string): Promise<string> {
      const headers = { 'content-type': 'application/json', 'x-forwarded-for': address };
      const opened = await fetch(`${desk.url}/webchat/token`, { method: 'POST', headers, body: '{}' });
      const { token, conversationId } = (await opened.json()) as { token: string; conversationId: string };
      const said = await fetch(`${desk.url}/v3/directline/conversations/${conversationId}/activities`, {
        method: 'POST',
        headers: { ...headers, authorization: `Bearer ${token}` },
        body: JSON.stringify({ type: 'message', text, from: { id: 'x' } }),
      });
      expect([opened.status, said.status]).toEqual([200, 200]);
      return conversationId;
    }

    test('the counts are true, and each customer stands on one page', async () => {
      const { json } = await admin.get('/inbox/api/queue');
      expect(json.counts).toEqual({ waiting: MANY, crowded: 0, mine: 0, others: 0 });
      expect((await admin.get('/inbox')).text).toContain(`${MANY} 位客户在等`);
      const places: string[] = [];
      let pages = 0;
      for (let next: string | undefined = ''; next !== undefined; pages += 1) {
        const answer = await admin.get(`/inbox/api/queue${next && `?waiting=${next}`}`);
        const { waiting, next: following }: { waiting: { id: string; place: number }[]; next: { waiting?: string } } =
          answer.json;
        expect(waiting[0]?.place).toBe(places.length + 1);
        places.push(...waiting.map(({ id }) => id));
        next = following.waiting;
      }
      expect(places).toEqual(Array.from({ length: MANY }, (_, n) => `real-${n}`));
      expect(pages).toBe(Math.ceil(MANY / 60));
    }, 240_000);

    test('a page goes on where the one before ended, also without scripts', async () => {
      const first = (await admin.get('/inbox')).text;
      const next = /href="(\/inbox\?waiting[^"]+)"/.exec(first)?.[1]?.replaceAll('&#x3D;', '=') ?? '';
      const { text } = await admin.get(next);
      expect(text).toContain('<span class="place">61</span>');
      expect(text).not.toContain('sse-swap="queue"');
      expect(text).toContain('回到列表开头');
    });

    test('a page, a place and a count are ranges of an index', async () => {
      const { database, drizzle } = desk.opened;
      const [one] = await database.conversations.queue({ limit: 1 });
      const plan = async (query: ReturnType<typeof sql>) =>
        JSON.stringify(await drizzle.execute(sql`explain ${query}`));
      const page = await plan(
        sql`select id from conversations where floor = 'queue' and (crowd, (- urgency), queued_at, id) > (0, 0, ${one?.floor.place.since.toISOString()}::timestamptz, ${one?.id}::text) order by crowd, (- urgency), queued_at, id limit 60`,
      );
      expect(page).toMatch(/Index (Only )?Scan using conversations_queue/);
      expect(page).not.toMatch(/Sort|Seq Scan/);
      const alike = await plan(
        sql`select count(*) from conversations where floor = 'queue' and origin = 'x' and crowd = 0`,
      );
      expect(alike).toMatch(/conversations_origin/);
    });

    test('a flood from one address stands behind everybody else, and a real customer is where they belong', async () => {
      for (let done = 0; done < FLOOD; done += 10)
        await Promise.all(
          Array.from({ length: 10 }, (_, n) => visitor('203.0.113.9', n % 5 === 0 ? '有人受伤了，转人工' : '转人工')),
        );
      const real = await visitor('198.51.100.7', '我要转人工');
      const hurt = await visitor('198.51.100.8', '我撞车了，有人受伤流血，快转人工');
      const { json } = await admin.get('/inbox/api/queue');
      expect(json.counts.waiting).toBe(MANY + FLOOD + 2);
      // A few of a household wait like anybody; of those that came in the same moment a few more may.
      const ahead = mostOfOneOrigin(0) + mostOfOneOrigin(1) + 20;
      expect(json.counts.crowded).toBeGreaterThanOrEqual(FLOOD - ahead);
      const place = json.waiting.findIndex(({ id }: { id: string }) => id === hurt);
      expect(place).toBeGreaterThanOrEqual(0);
      expect(place).toBeLessThan(mostOfOneOrigin(1) + 10);
      const stands = await desk.opened.database.conversations.find(real);
      const stood = placeOf(stands?.floor ?? BOTS_FLOOR) as QueuePlace;
      const before = await desk.opened.database.conversations.waitingBefore({ id: real, ...stood });
      expect(before).toBeLessThanOrEqual(MANY + 1 + ahead);
      expect((await admin.get('/inbox')).text).toMatch(/其中 \d+ 位与另外几位在等的客户来自同一处/);

      const { origin = '' } = (await desk.opened.database.conversations.find(hurt)) ?? {};
      expect(origin).toMatch(/^[\w-]{20,}$/);
      expect(origin).not.toContain('198.51');
    }, 240_000);

    test('people in danger behind one address, as in a hospital, stand before everybody who is not', async () => {
      const { database } = desk.opened;
      for (let n = 0; n < mostOfOneOrigin(0) + 3; n += 1) await visitor('192.0.2.80', '转人工');
      const hurt: string[] = [];
      for (let n = 0; n < mostOfOneOrigin(0) + 3; n += 1) hurt.push(await visitor('192.0.2.80', '我不想活了'));
      for (const id of hurt)
        expect(await database.conversations.find(id)).toMatchObject({ floor: { place: { urgency: 1, crowd: 0 } } });
    });

    test('who is taken makes room for the next one of the same origin', async () => {
      const ids: string[] = [];
      for (let n = 0; n < mostOfOneOrigin(0) + 2; n += 1) ids.push(await visitor('192.0.2.4', '转人工'));
      const { conversations: store } = desk.opened.database;
      const crowd = () =>
        Promise.all(ids.map(async (id) => placeOf((await store.find(id))?.floor ?? BOTS_FLOOR)?.crowd));
      expect(await crowd()).toEqual([...Array(mostOfOneOrigin(0)).fill(0), 1, 1]);
      expect((await admin.post(`/inbox/api/conversations/${ids[0]}/take`)).status).toBe(200);
      expect(await crowd()).toEqual([...Array(mostOfOneOrigin(0) + 1).fill(0), 1]);
    });
  });
