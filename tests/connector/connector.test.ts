import { request } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { cloudAdapter } from '../../channels/connector/adapter.ts';
import type { ConnectorParts } from '../../channels/connector/connector.ts';
import { createLogger } from '../../telemetry/logger.ts';
import { DATABASES, locationOf } from '../kit/databases.ts';
import type { TalkDesk } from '../kit/talk.ts';
import { type Channel, type ChannelTalk, eventually, keysOf, openChannel, openDoor } from './channel.ts';
import { FakeConnector } from './fake-connector.ts';
import { CREDENTIALS, FakeIdentity, OUR_TOKEN } from './fake-identity.ts';

/*
 * The Bot Connector door by door, on both databases.
 * Long: one channel is opened for it all.
 */

/** The desk's turns, which fail for this message. */
const POISON = '今天天气怎么样';
const failingTurns =
  (fails: () => boolean) =>
  (desk: TalkDesk): ConnectorParts['turns'] => ({
    run: async (incoming) => {
      if (fails() && 'activity' in incoming && incoming.activity.text === POISON) throw new Error('the turn failed');
      return desk.turns.run(incoming);
    },
  });

describe.each(DATABASES)('on $kind', ({ available, fresh }) => {
  describe.skipIf(!available)('a channel of the Bot Connector', () => {
    let channel: Channel;
    let broken = false;
    beforeAll(async () => {
      channel = await openChannel(locationOf(await fresh()), { turns: failingTurns(() => broken) });
    });
    afterEach(() => channel.forget());
    afterAll(() => channel.close());

    const conversationOf = (talk: ChannelTalk) => channel.desk.opened.database.conversations.find(talk.deskId);

    test('is greeted once, and answered in order', async () => {
      channel.startSender();
      const talk = channel.newTalk();
      expect(await Promise.all([talk.join(), talk.join(), talk.join()])).toEqual([200, 200, 200]);
      await talk.says('酒后开车出了事故赔吗', '谢谢');
      expect(await talk.join()).toBe(200);
      await channel.settled();
      expect(talk.heard()).toEqual(['greeting.welcome', 'ask.bearing', 'thanks.welcome']);
    });

    test('whose customer speaks first is answered', async () => {
      channel.startSender();
      const talk = channel.newTalk();
      await talk.says('谢谢');
      await channel.settled();
      expect(talk.heard()).toEqual(['thanks.welcome']);
      expect(await conversationOf(talk)).toMatchObject({ channel: 'emulator', userId: `customer-${talk.id}` });
    });

    test('that sends a message again gets one turn', async () => {
      channel.startSender();
      const talk = channel.newTalk();
      const other = channel.newTalk();
      expect(await Promise.all([1, 2, 3].map(() => talk.say('谢谢', 'same')))).toEqual([200, 200, 200]);
      expect(await talk.say('你好', 'another')).toBe(200);
      expect(await talk.say('谢谢', 'same')).toBe(200);
      expect(await other.say('谢谢', 'same')).toBe(200); // an id is one conversation's
      await channel.settled();
      expect(talk.heard()).toEqual(['thanks.welcome', 'greeting.hello']);
      expect(other.heard()).toEqual(['thanks.welcome']);
      expect((await conversationOf(talk))?.headSeq).toBe(4);
    });

    test('whose turn fails is told so, and gets it when it sends the message again', async () => {
      channel.startSender();
      const talk = channel.newTalk();
      broken = true;
      await talk.says('谢谢');
      expect(await talk.say(POISON, 'poison')).toBe(500);
      expect(await talk.say(POISON, 'poison')).toBe(500);
      broken = false;
      expect((await conversationOf(talk))?.headSeq).toBe(2);
      expect(await talk.say(POISON, 'poison')).toBe(200);
      expect((await conversationOf(talk))?.headSeq).toBeGreaterThan(2);
      const failed = channel.logged.filter((line) => line.includes('a request failed'));
      expect(failed).toHaveLength(2);
      expect(failed.join()).not.toContain(POISON);
    });

    test('that fails while its conversation is opened is told so, and can begin again', async () => {
      channel.startSender();
      const talk = channel.newTalk();
      broken = true;
      expect(await talk.say(POISON, 'first')).toBe(500);
      broken = false;
      expect(await talk.say(POISON, 'first')).toBe(200);
      await channel.settled();
      expect(talk.heard()).toHaveLength(1);
    });

    describe('that moves to another address', () => {
      let elsewhere: FakeConnector;
      beforeAll(async () => {
        elsewhere = await FakeConnector.start();
      });
      afterAll(() => elsewhere.stop());

      test('is answered there from its next message on', async () => {
        channel.startSender();
        const talk = channel.newTalk();
        await talk.says('谢谢');
        await channel.settled();
        const moved = { serviceUrl: elsewhere.serviceUrl, recipient: { id: 'bot-2' }, from: { id: 'customer-2' } };
        expect(await talk.send({ ...moved, type: 'message', id: 'x1', text: '你好' })).toBe(200);
        await channel.settled();
        expect(keysOf(elsewhere.acceptedIn(talk.id))).toEqual(['greeting.hello']);
        expect(elsewhere.acceptedIn(talk.id)[0]?.activity).toMatchObject({
          serviceUrl: elsewhere.serviceUrl,
          from: { id: 'bot-2' },
          recipient: { id: 'customer-2' },
        });
        // And back again.
        await talk.says('谢谢');
        await channel.settled();
        expect(talk.heard()).toEqual(['thanks.welcome', 'thanks.welcome']);
      });

      test('gets there what could not be sent before, in order', async () => {
        channel.startSender();
        const talk = channel.newTalk();
        channel.connector.alwaysAnswers(talk.id, 503);
        await talk.says('谢谢');
        await talk.failed(1);
        await talk.send({ type: 'message', id: 'x1', text: '你好', serviceUrl: elsewhere.serviceUrl });
        channel.pass(1);
        await channel.settled();
        expect(keysOf(elsewhere.acceptedIn(talk.id))).toEqual(['thanks.welcome', 'greeting.hello']);
      });

      test.each([
        ['a coming in', { type: 'conversationUpdate', membersAdded: [{ id: 'customer-2' }] }],
        ['a repeated message', { type: 'message', id: 'same', text: '谢谢' }],
      ])('is believed when %s tells, which is otherwise dropped', async (_what, activity) => {
        channel.startSender();
        const talk = channel.newTalk();
        await talk.join();
        await talk.say('谢谢', 'same');
        await channel.settled();
        const { headSeq } = (await conversationOf(talk)) ?? {};
        expect(await talk.send({ ...activity, serviceUrl: elsewhere.serviceUrl })).toBe(200);
        expect(await conversationOf(talk)).toMatchObject({ headSeq, reference: { serviceUrl: elsewhere.serviceUrl } });
        expect(
          await channel.desk.opened.database.log.read(talk.deskId, 0, { reader: 'staff', limit: 50 }),
        ).toHaveLength(headSeq ?? 0);
      });

      test('gets what is said while the sender still sends to the old address at the new one', async () => {
        channel.startSender();
        const talk = channel.newTalk();
        channel.connector.willAnswer(talk.id, 'accept-late');
        await talk.says('谢谢');
        await eventually(() => expect(talk.tried()).toHaveLength(1));
        await talk.send({ type: 'message', id: 'x1', text: '你好', serviceUrl: elsewhere.serviceUrl });
        channel.connector.answerLate();
        await channel.settled();
        expect(talk.heard()).toEqual(['thanks.welcome']);
        expect(keysOf(elsewhere.acceptedIn(talk.id))).toEqual(['greeting.hello']);
      });
    });

    test.each([
      ['somebody types', { type: 'typing' }],
      ['the bot was added', { type: 'conversationUpdate', membersAdded: [{ id: 'bot' }] }],
      ['somebody left', { type: 'conversationUpdate', membersRemoved: [{ id: 'customer-1' }] }],
      ['a message was deleted', { type: 'messageDelete', id: 'm1' }],
      ['a type that nobody knows', { type: 'yodel' }],
    ])('is thanked for the news that %s, and nothing happens', async (_what, activity) => {
      const talk = channel.newTalk();
      expect(await talk.send(activity)).toBe(200);
      expect(await conversationOf(talk)).toBeUndefined();
    });

    const message = { type: 'message', id: 'x', text: '谢谢' };
    test.each<[what: string, activity: Record<string, unknown>]>([
      ['no type', { ...message, type: undefined }],
      ['a type that is none', { ...message, type: 7 }],
      ['no conversation', { ...message, conversation: undefined }],
      ['a conversation without an id', { ...message, conversation: {} }],
      ['an id that no database keeps', { ...message, conversation: { id: 'a\0b' } }],
      ['an id that is no text', { ...message, conversation: { id: '\ud800' } }],
      ['an id without end', { ...message, conversation: { id: 'x'.repeat(5_000) } }],
      ['a message id without end', { ...message, id: 'x'.repeat(5_000) }],
      ['nobody who says it', { ...message, from: undefined }],
      ['members that are no list', { type: 'conversationUpdate', membersAdded: 'all' }],
      ['a channel that is none', { ...message, channelId: 'no channel:at all' }],
      ['a text that is none', { ...message, text: { markdown: 'hi' } }],
    ])('is refused with %s', async (_what, activity) => {
      const talk = channel.newTalk();
      const response = await channel.post(talk.activity(activity));
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ error: { code: 'BadArgument' } });
      expect(await conversationOf(talk)).toBeUndefined();
    });

    test.each([
      [
        'null fields',
        { attachments: null, value: null, name: null, membersAdded: null, locale: null, textFormat: null },
      ],
      ['names that no database keeps', { from: { id: 'c', name: 'a\0b\ud800' }, recipient: { id: 'b', name: 5 } }],
      ['no id of the message', { id: undefined }],
      ['no recipient', { recipient: undefined }],
      ['nothing at all in the message', { text: undefined }],
      ['a text longer than any channel takes', { text: '长'.repeat(150_000) }],
      ['a character that no database keeps', { text: '谢\0谢\ud800' }],
      ['files that are no list', { attachments: 'a.png' }],
      ['an odd conversation', { conversation: { id: 'odd', name: '\0', isGroup: 'yes', properties: { deep: [] } } }],
    ])('is understood with %s', async (_what, odd) => {
      const talk = channel.newTalk();
      expect(await talk.send({ ...message, ...odd })).toBe(200);
    });

    describe('without credentials', () => {
      test.each<[what: string, activity: Record<string, unknown>, headers: Record<string, string>]>([
        ['a connector that is not on this machine', { serviceUrl: 'https://elsewhere.example' }, {}],
        ['one that only looks as if it were', { serviceUrl: 'http://127.0.0.1.elsewhere.example' }, {}],
        ['a name before the address', { serviceUrl: 'http://localhost@elsewhere.example' }, {}],
        ['no connector at all', { serviceUrl: undefined }, {}],
        ['one without a host', { serviceUrl: 'mailto:me@localhost' }, {}],
        ['a request that came through a proxy', {}, { 'x-forwarded-for': '203.0.113.9' }],
        ['a request that came through another proxy', {}, { forwarded: 'for=203.0.113.9' }],
        ['a request that came by way of somebody', {}, { via: '1.1 example' }],
      ])('refuses %s', async (_what, activity, headers) => {
        const talk = channel.newTalk();
        const response = await channel.post(talk.activity({ ...message, ...activity }), headers);
        expect(response.status).toBe(403);
        expect(await response.text()).toContain('set MicrosoftAppId and MicrosoftAppPassword');
        expect(await conversationOf(talk)).toBeUndefined();
      });

      test.each([
        ['another site', 'elsewhere.example', 403],
        ['localhost', 'localhost', 200],
        ['this machine', '127.0.0.1', 200],
      ])('asked for under the name of %s', async (_what, host, expected) => {
        const talk = channel.newTalk();
        const status = await postAs(channel.url, host, talk.activity(message));
        expect(status).toBe(expected);
      });

      test('refuses an address that no database keeps', async () => {
        const talk = channel.newTalk();
        for (const tail of ['\0', '\ud800'])
          expect(await talk.send({ ...message, serviceUrl: `${channel.connector.serviceUrl}/${tail}` })).toBe(400);
      });
    });

    test('with credentials is believed by its token, and answered with ours', async () => {
      const identity = await FakeIdentity.start();
      const adapter = cloudAdapter(CREDENTIALS, identity.cloud);
      const { desk } = channel;
      const door = await openDoor({
        adapter,
        turns: desk.turns,
        log: desk.opened.database.log,
        clock: desk.clock.tell,
        open: 'token',
        logger: createLogger('silent'),
      });
      try {
        channel.startSender({ adapter, appId: CREDENTIALS.appId });
        const talk = channel.newTalk('msteams');
        const { serviceUrl } = channel.connector;
        const post = async (token: string) =>
          // From anywhere, since the token says who it is.
          (
            await door.post(talk.activity(message), {
              authorization: `Bearer ${token}`,
              'x-forwarded-for': '203.0.113.9',
            })
          ).status;
        expect(await post(await identity.token({ serviceUrl }, 'stranger'))).toBe(401);
        expect(await conversationOf(talk)).toBeUndefined();
        expect(await post(await identity.token({ serviceUrl }))).toBe(200);
        await channel.settled();
        expect(talk.heard()).toEqual(['thanks.welcome']);
        expect(talk.tried()[0]?.authorization).toBe(`Bearer ${OUR_TOKEN}`);
      } finally {
        await door.close();
        await identity.stop();
      }
    });
  });
});

/** Posts under a name that the request says the desk has. */
const postAs = (url: string, host: string, body: unknown): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const { port } = new URL(url);
    const asking = request(
      {
        host: '127.0.0.1',
        port,
        path: '/api/messages',
        method: 'POST',
        headers: { host: `${host}:${port}`, 'content-type': 'application/json' },
      },
      (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode));
      },
    );
    asking.on('error', reject);
    asking.end(JSON.stringify(body));
  });
