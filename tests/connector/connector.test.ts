import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RunningDesk } from '../../app.ts';
import { DATABASES } from '../kit/databases.ts';
import { startTestDesk } from '../kit/desk.ts';
import { FakeConnector } from './fake-connector.ts';

describe.each(DATABASES)('on $kind', ({ available, fresh }) => {
  describe.skipIf(!available)('a channel of the Bot Connector', () => {
    let desk: RunningDesk;
    let connector: FakeConnector;
    let sent = 0;
    beforeEach(async () => {
      [desk, connector] = await Promise.all([fresh().then(startTestDesk), FakeConnector.start()]);
    });
    afterEach(async () => {
      await desk.stop();
      await connector.stop();
    });

    const post = (activity: Record<string, unknown>, headers: Record<string, string> = {}) =>
      fetch(`${desk.url}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({
          channelId: 'emulator',
          serviceUrl: connector.serviceUrl,
          conversation: { id: 'talk|1' },
          from: { id: 'customer-1', name: '客户' },
          recipient: { id: 'bot' },
          locale: 'zh-CN',
          ...activity,
        }),
      });
    const say = (text: string, id = `m${++sent}`) => post({ type: 'message', id, text });
    const keys = () => connector.accepted.map(({ activity }) => activity.channelData?.policydesk?.key);

    test('is greeted once, and answered in order with buttons and format', async () => {
      const joined = { type: 'conversationUpdate', id: 'j1', membersAdded: [{ id: 'customer-1' }, { id: 'bot' }] };
      expect((await post(joined)).status).toBeLessThan(300);
      expect((await post({ ...joined, id: 'j2' })).status).toBeLessThan(300);
      await say('酒后开车出了事故赔吗');
      await say('谢谢');
      await connector.until('accepted', 4);
      expect(keys()).toEqual(['greeting.welcome', 'ask.bearing', 'ask.confirm', 'thanks.welcome']);
      expect(connector.accepted[0]).toMatchObject({
        conversationId: 'talk|1',
        activity: {
          type: 'message',
          recipient: { id: 'customer-1' },
          suggestedActions: { actions: expect.any(Array) },
        },
      });
      expect(connector.accepted[1]?.activity).toMatchObject({ textFormat: 'markdown' });
    });

    test('that sends a message again gets one turn', async () => {
      await Promise.all([say('谢谢', 'same'), say('谢谢', 'same')]);
      await say('你好', 'other');
      await connector.until('accepted', 2);
      expect(keys()).toEqual(['thanks.welcome', 'greeting.hello']);
    });

    test('that fails is tried again, and the order stays', async () => {
      connector.failures.push(500, { status: 429, headers: { 'retry-after': '1' } });
      await say('谢谢');
      await say('你好');
      await connector.until('accepted', 2);
      expect(keys()).toEqual(['thanks.welcome', 'greeting.hello']);
      const entries = connector.tries.map(({ activity }) => activity.channelData?.policydesk?.entry);
      // The first one was tried three times, under the same name; the second one waited for it.
      expect(new Set(entries.slice(0, 3)).size).toBe(1);
      expect(entries).toHaveLength(4);
    });

    test('that is down when the answer is made gets it when the desk has started again', async () => {
      connector.failures.push(...Array.from({ length: 50 }, () => 503));
      await say('谢谢');
      await connector.until('tries', 1);
      const conversation = await desk.opened.database.conversations.find('emulator:talk|1');
      expect(conversation?.headSeq).toBe(2);
      connector.failures.length = 0;
      await connector.until('accepted', 1);
      expect(keys()).toEqual(['thanks.welcome']);
    });

    test.each([
      [
        'a connector that is not on this machine',
        { type: 'message', id: 'x', text: 'hi', serviceUrl: 'https://elsewhere.example' },
        {},
        403,
      ],
      [
        'a request that came through a proxy',
        { type: 'message', id: 'x', text: 'hi' },
        { 'x-forwarded-for': '203.0.113.9' },
        403,
      ],
      ['no type', { id: 'x', text: 'hi' }, {}, 400],
    ])('without credentials refuses %s', async (_what, activity, headers, status) => {
      expect((await post(activity, headers)).status).toBe(status);
      expect(await desk.opened.database.conversations.find('emulator:talk|1')).toBeUndefined();
    });
  });
});

test('with credentials nobody is taken for the connector without its token', async () => {
  const desk = await startTestDesk({
    MicrosoftAppId: '00000000-0000-0000-0000-000000000001',
    MicrosoftAppPassword: 'not a real one',
  });
  try {
    for (const authorization of ['', 'Bearer forged.token.here', 'Bearer ']) {
      const response = await fetch(`${desk.url}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) },
        body: JSON.stringify({
          type: 'message',
          id: 'm1',
          text: 'hi',
          channelId: 'msteams',
          serviceUrl: 'http://127.0.0.1:9',
          conversation: { id: 'c' },
          from: { id: 'u' },
          recipient: { id: 'b' },
        }),
      });
      expect([401, 403]).toContain(response.status);
    }
    expect(await desk.opened.database.conversations.find('msteams:c')).toBeUndefined();
  } finally {
    await desk.stop();
  }
});
