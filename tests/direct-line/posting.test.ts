import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunningDesk } from '../../app.ts';
import type { SeenActivity } from '../kit/customer.ts';
import { DATABASES } from '../kit/databases.ts';
import { ADMIN_PASSWORD, startTestDesk } from '../kit/desk.ts';
import { activitiesOf, ask, history, outcomeOf, post, type Visit, visit } from './kit/wire.ts';

const isAnswer = ({ from }: SeenActivity): boolean => from.role === 'bot';

for (const { kind, available, fresh } of DATABASES) {
  describe.skipIf(!available)(`what a customer posts, on ${kind}`, () => {
    let desk: RunningDesk;
    let mine: Visit;
    beforeAll(async () => {
      desk = await startTestDesk(await fresh());
    });
    afterAll(() => desk.stop());

    const whole = async (): Promise<SeenActivity[]> => (await history(desk, mine)).activities;

    test('a repeat by its clientActivityID gets the same id, and there is one answer', async () => {
      mine = await visit(desk);
      const message = { type: 'message', text: '转人工', channelData: { clientActivityID: 'same' } };
      const first = await post(desk, mine, message);
      const atOnce = await Promise.all([1, 2, 3, 4, 5].map(() => post(desk, mine, message)));
      expect(new Set([first, ...atOnce])).toEqual(new Set([first]));
      expect((await whole()).map(({ id }) => id)).toHaveLength(3);
    });

    test('a repeat that comes at the same moment as the first is known too', async () => {
      mine = await visit(desk);
      const message = { type: 'message', text: '转人工', channelData: { clientActivityID: 'same' } };
      const ids = await Promise.all([1, 2, 3, 4, 5].map(() => post(desk, mine, message)));
      expect(new Set(ids).size).toBe(1);
      expect((await whole()).filter(isAnswer)).toHaveLength(2);
    });

    test('the same clientActivityID in another conversation is another message', async () => {
      const message = { type: 'message', text: '转人工', channelData: { clientActivityID: 'same' } };
      mine = await visit(desk);
      const here = await post(desk, mine, message);
      mine = await visit(desk);
      expect(await post(desk, mine, message)).not.toBe(here);
      expect(await whole()).toHaveLength(3);
    });

    test.each([
      ['long', 'x'.repeat(5_000)],
      ['a number', 1_732_000_000_000],
    ])('a repeat by an id that is %s is known', async (_, clientActivityID) => {
      mine = await visit(desk);
      const message = { type: 'event', name: 'x', channelData: { clientActivityID } };
      const first = await post(desk, mine, message);
      expect(await post(desk, mine, message)).toBe(first);
      const other = typeof clientActivityID === 'string' ? `${clientActivityID}y` : clientActivityID + 1;
      expect(await post(desk, mine, { ...message, channelData: { clientActivityID: other } })).not.toBe(first);
    });

    test('a watermark from the future brings nothing, and where the log ends', async () => {
      mine = await visit(desk);
      const { watermark } = await history(desk, mine);
      for (const future of [String(Number(watermark) + 1), '99999', '2147483647']) {
        expect(await history(desk, mine, future)).toEqual({ activities: [], watermark });
        const path = `/v3/directline/conversations/${mine.conversationId}?watermark=${future}`;
        const again = await ask(desk, 'GET', path, { token: mine.token });
        expect(new URL(String(again.json.streamUrl)).searchParams.get('watermark')).toBe(watermark);
      }
    });

    test('of what hangs on a message only what the protocol knows is kept, its names without folders', async () => {
      mine = await visit(desk);
      const card = {
        contentType: 'x',
        content: { a: null },
        contentUrl: null,
        name: '../\u202Egpj.x',
        size: 7,
        more: {},
      };
      const id = await post(desk, mine, { type: 'message', text: '看', attachments: [card] });
      const kept = (await whole()).find((activity) => activity.id === id);
      expect(kept?.attachments).toEqual([{ contentType: 'x', content: { a: null }, name: 'gpj.x' }]);
    });

    test('no clientActivityID is taken for one of the desk’s own', async () => {
      mine = await visit(desk);
      const log = await desk.opened.database.log.read(mine.conversationId, 0, { reader: 'staff', limit: 10 });
      const own = log.flatMap(({ messageId }) => (messageId === undefined ? [] : [messageId]));
      expect(own).toHaveLength(1);
      for (const clientActivityID of own)
        await post(desk, mine, { type: 'message', text: '转人工', channelData: { clientActivityID } });
      expect((await whole()).map(({ text }) => text)).toContain('转人工');
    });

    test('messages that come all at once are all kept, with strictly increasing times', async () => {
      mine = await visit(desk);
      const ids = await Promise.all(Array.from({ length: 12 }, (_, n) => post(desk, mine, `第 ${n} 句`)));
      const activities = await whole();
      expect(
        activities
          .filter(({ from }) => from.role === 'user')
          .map(({ id }) => id)
          .sort(),
      ).toEqual(ids.sort());
      const times = activities.map(({ timestamp }) => Date.parse(String(timestamp)));
      for (const [index, time] of times.entries()) if (index > 0) expect(time).toBeGreaterThan(times[index - 1] ?? 0);
    });

    test('a watermark brings exactly what comes after it', async () => {
      mine = await visit(desk);
      await post(desk, mine, '转人工');
      const all = await history(desk, mine);
      const positions = all.activities.map(({ id }) => Number(id.split('|')[1]));
      for (const [index, position] of positions.entries()) {
        const rest = await history(desk, mine, String(position));
        expect(rest).toEqual({ activities: all.activities.slice(index + 1), watermark: all.watermark });
      }
      for (const unreadable of ['', '0', '-1', 'abc', '1e99', 'NaN', '1.5', '%00'.replace('%00', '%20')])
        expect((await history(desk, mine, unreadable)).activities).toEqual(all.activities);
    });

    test('an agent’s part of the talk: only what the customer may see, and no reply to what they don’t', async () => {
      mine = await visit(desk);
      await post(desk, mine, { type: 'event', name: 'webchat/join' });
      await post(desk, mine, '转人工');
      const agent = await signIn(desk);
      for (const [action, fields] of [
        ['take', {}],
        ['reply', { text: '您好，我来帮您。' }],
        ['hand-back', {}],
      ] as const)
        await agent(`/inbox/api/conversations/${mine.conversationId}/${action}`, fields);
      await post(desk, mine, '在吗');

      const activities = await whole();
      expect(activities.map(({ type }) => type)).not.toContain('conversationUpdate');
      expect(activities.map(({ name }) => name)).not.toContain('handoff.status');
      expect(activities.map(({ text }) => text)).toContain('您好，我来帮您。');
      const seen = new Set<unknown>([undefined]);
      for (const { id, replyToId } of activities) {
        expect(seen).toContain(replyToId);
        seen.add(id);
      }
      // There is more in the log, for the staff alone.
      const log = await desk.opened.database.log.read(mine.conversationId, 0, { reader: 'staff', limit: 100 });
      expect(log.length).toBeGreaterThan(activities.length);
    });

    describe('an activity', () => {
      beforeAll(async () => {
        mine = await visit(desk);
      });

      const answerTo = (activity: unknown) =>
        ask(desk, 'POST', activitiesOf(mine), { token: mine.token, body: activity });

      test.each<[string, Record<string, unknown>]>([
        ['text', { type: 'message', text: '你好' }],
        ['20,000 characters', { type: 'message', text: '字'.repeat(20_000) }],
        ['a value', { type: 'message', value: { plan: 'basic' } }],
        ['an event', { type: 'event', name: 'webchat/join', value: { language: 'zh-CN' } }],
        ['a reaction', { type: 'messageReaction', reactionsAdded: [{ type: 'like' }] }],
        ['the end', { type: 'endOfConversation' }],
        ['8 KB of channelData', { type: 'message', text: '你好', channelData: { more: 'x'.repeat(8_180) } }],
        ['16 KB of value', { type: 'message', value: 'x'.repeat(16_382) }],
        ['8 KB of entities', { type: 'message', text: '你好', entities: [{ type: 'x'.repeat(8_179) }] }],
        ['a card', { type: 'message', attachments: [{ contentType: 'x', content: { a: 'x'.repeat(32_000) } }] }],
        ['a place without words', { type: 'message', attachments: [], entities: [], value: { latitude: 30.2 } }],
        ['half nulls', { type: 'message', text: '你好', name: null, value: null, attachments: null, entities: null }],
        [
          'what nobody knows',
          { type: 'message', text: '你好', speak: 'x', importance: 'high', id: 'mine', timestamp: 'never' },
        ],
      ])('may be %s', async (_, activity) => {
        const { status, json } = await answerTo(activity);
        expect({ status, json }).toEqual({ status: 200, json: { id: expect.stringMatching(/\|\d{7}$/) } });
        const { activities } = await history(desk, mine);
        const kept = activities.find(({ id }) => id === json.id);
        expect(kept).toMatchObject({ type: activity.type, ...(activity.text ? { text: activity.text } : {}) });
        expect(kept?.timestamp).toMatch(/^2026-11-18T/);
        expect(kept).not.toHaveProperty('speak');
        expect(kept).not.toHaveProperty('importance');
      });

      test('of typing is answered and not kept', async () => {
        const before = (await history(desk, mine)).watermark;
        expect((await answerTo({ type: 'typing' })).status).toBe(200);
        expect((await history(desk, mine)).watermark).toBe(before);
      });

      test.each<[string, unknown, string]>([
        ['empty', {}, '400 BadArgument'],
        ['of no type', { text: 'x' }, '400 BadArgument'],
        ['of a type that only the desk sends', { type: 'conversationUpdate' }, '400 BadArgument'],
        ['without any words', { type: 'message', text: '' }, '400 BadArgument'],
        ['without words or files', { type: 'message', attachments: [] }, '400 BadArgument'],
        ['with a number for its text', { type: 'message', text: 7 }, '400 BadArgument'],
        ['with an object for its attachments', { type: 'message', text: 'x', attachments: {} }, '400 BadArgument'],
        ['with a long name', { type: 'event', name: 'x'.repeat(201) }, '400 BadArgument'],
        ['with nothing in a list', { type: 'message', text: 'x', attachments: [null] }, '400 BadArgument'],
        ['with words for entities', { type: 'message', text: 'x', entities: ['x'] }, '400 BadArgument'],
        ['with a number for a name', { type: 'message', attachments: [{ name: 7 }] }, '400 BadArgument'],
        ['of 20,001 characters', { type: 'message', text: 'x'.repeat(20_001) }, '413 MessageTooLong'],
        ['with a long value', { type: 'message', value: '字'.repeat(5_500) }, '413 ActivityTooLarge'],
        ['with long channelData', { type: 'event', channelData: { a: 'x'.repeat(8_192) } }, '413 ActivityTooLarge'],
        ['with long entities', { type: 'event', entities: [{ a: 'x'.repeat(8_192) }] }, '413 ActivityTooLarge'],
        [
          'with many reactions',
          { type: 'messageReaction', reactionsAdded: Array(99).fill({ type: 'like' }) },
          '413 ActivityTooLarge',
        ],
        [
          'with files inside',
          { type: 'message', attachments: [{ contentUrl: `data:,${'x'.repeat(70_000)}` }] },
          '413 ActivityTooLarge',
        ],
      ])('is refused when it is %s', async (_, activity, outcome) => {
        expect(outcomeOf(await answerTo(activity))).toBe(outcome);
      });
    });
  });
}

/** Signs in to the inbox. Returns how to do something there. */
async function signIn(desk: RunningDesk): Promise<(path: string, fields: unknown) => Promise<void>> {
  const body = { email: 'admin@localhost', password: ADMIN_PASSWORD };
  const session = await ask(desk, 'POST', '/inbox/api/session', { body });
  const cookie = (session.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const headers = { cookie, 'x-csrf-token': String(session.json.csrf) };
  return async (path, fields) => {
    const answer = await ask(desk, 'POST', path, { body: fields, headers });
    expect(outcomeOf(answer)).toBe('200');
  };
}

test('more than a conversation may send in a minute waits, with the time to wait; reading goes on', async () => {
  const desk = await startTestDesk({ MESSAGES_PER_MINUTE: '2' });
  try {
    const mine = await visit(desk);
    for (const text of ['转人工', '在吗']) await post(desk, mine, text);
    const body = { type: 'message', text: '还在吗' };
    const refused = await ask(desk, 'POST', activitiesOf(mine), { token: mine.token, body });
    expect(outcomeOf(refused)).toBe('429 TooManyRequests');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await history(desk, mine)).activities.length).toBeGreaterThan(2);
    await post(desk, await visit(desk), '转人工'); // another's is their own
  } finally {
    await desk.stop();
  }
});
