import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { addAgent } from '../../services/staff/agent-accounts.ts';
import type { Database, Stores } from '../../services/stores.ts';
import { entryInMemoryLog, inMemoryLog } from '../http/kit/memory-logger.ts';
import { DATABASES, locationOf } from '../kit/databases.ts';
import { type Channel, type ChannelTalk, eventually, openChannel, PAST_THE_LEASE, standingStillAt } from './channel.ts';
import type { Answer } from './fake-connector.ts';

/*
 * What one sender does with what a connector answers.
 * Long: one channel is opened for it all.
 */

describe.each(DATABASES)('on $kind', ({ available, fresh }) => {
  describe.skipIf(!available)('a sender', () => {
    let channel: Channel;
    beforeAll(async () => {
      channel = await openChannel(locationOf(await fresh()));
    });
    afterEach(() => channel.forget());
    afterAll(() => channel.close());

    /** What the sender logged of a conversation, without the time. */
    const loggedOf = (talk: ChannelTalk): Record<string, unknown>[] =>
      channel.logged
        .map((line) => JSON.parse(line) as Record<string, unknown>)
        .filter(({ conversationId }) => conversationId === inMemoryLog(talk.deskId))
        .map(({ time: _, conversationId: __, ...line }) => line);

    /** What the transcript says was never delivered, to the staff alone. */
    const notDelivered = async (talk: ChannelTalk): Promise<unknown[]> => {
      const { log } = channel.desk.opened.database;
      const ours = (await log.read(talk.deskId, 0, { reader: 'staff', limit: 100 })).filter(
        ({ role, activity }) => role === 'system' && activity?.name === 'delivery.refused',
      );
      expect(ours.every(({ audience }) => audience === 'staff')).toBe(true);
      return ours.map(({ activity }) => activity?.value);
    };

    test('delivers in order, to the right conversation, with its format and buttons', async () => {
      channel.startSender();
      const talk = channel.newTalk();
      await talk.join();
      await talk.says('酒后开车出了事故赔吗', '谢谢');
      await talk.rested();
      expect(talk.heard()).toEqual(['greeting.welcome', 'ask.bearing', 'thanks.welcome']);
      const [welcome, bearing] = talk.tried();
      expect(welcome).toMatchObject({
        conversationId: talk.id,
        replyTo: undefined,
        activity: {
          type: 'message',
          channelId: 'emulator',
          serviceUrl: channel.connector.serviceUrl,
          conversation: { id: talk.id },
          from: { id: 'bot' },
          recipient: { id: `customer-${talk.id}` },
          suggestedActions: { actions: expect.any(Array) },
          channelData: { policydesk: { entry: `${talk.deskId}|0000002` } },
        },
      });
      expect(bearing?.activity).toMatchObject({ textFormat: 'markdown' });
      expect(channel.connector.strays).toEqual([]);
    });

    test('delivers what an agent says, and not what only the staff may read', async () => {
      channel.startSender();
      const { desk } = channel;
      const agent = await addAgent(
        desk.opened.database.agents,
        { email: 'mei@x.example', name: '梅', role: 'agent', password: 'long enough' },
        desk.clock.tell(),
      );
      const other = await addAgent(
        desk.opened.database.agents,
        { email: 'an@x.example', name: '安', role: 'agent', password: 'long enough' },
        desk.clock.tell(),
      );
      const talk = channel.newTalk();
      const act = (action: Parameters<typeof desk.turns.run>[0] & { from: 'agent' }) => desk.turns.run(action);
      const base = { conversationId: talk.deskId, from: 'agent', correlationId: 'test' } as const;
      await talk.says('转人工');
      await talk.says('在吗');
      await act({ ...base, agent, action: { do: 'take' } });
      await act({ ...base, agent, action: { do: 'reply', text: '您好，我看到了' } });
      await talk.says('酒驾赔吗'); // the floor is the agent's: silence
      await act({ ...base, agent, action: { do: 'transfer', to: other, note: '请核对保单' } });
      await act({ ...base, agent: other, action: { do: 'hand-back' } });
      await talk.rested();
      expect(talk.heard()).toEqual([
        'human.queued',
        'human.still-waiting',
        'human.joined',
        'agent.reply',
        'human.transferred',
        'human.handed-back',
        'greeting.hello',
      ]);
      expect(talk.tried()[3]?.activity).toMatchObject({ text: '您好，我看到了', textFormat: 'plain' });
      expect(JSON.stringify(talk.tried())).not.toContain('请核对保单');
    });

    test('a channel that takes no more at once gets a long answer in parts, each of them once', async () => {
      channel.startSender();
      const { desk } = channel;
      const agent = await addAgent(
        desk.opened.database.agents,
        { email: 'lan@x.example', name: '兰', role: 'agent', password: 'long enough' },
        desk.clock.tell(),
      );
      const talk = channel.newTalk('facebook');
      const base = { conversationId: talk.deskId, from: 'agent', correlationId: 'test', agent } as const;
      await talk.says('转人工');
      await talk.rested();
      await desk.turns.run({ ...base, action: { do: 'take' } });
      await talk.rested();
      const before = talk.tried().length;
      channel.connector.willAnswer(talk.id, 200, 500);
      const text = '这一句是说明。'.repeat(600);
      await desk.turns.run({ ...base, action: { do: 'reply', text } });
      await talk.failed(1);
      channel.pass(1);
      await talk.rested();
      const parts = talk.tried().slice(before);
      expect(parts.map(({ activity }) => activity.channelData?.policydesk?.part)).toEqual([
        [1, 3],
        [2, 3],
        [2, 3],
        [3, 3],
      ]);
      expect(
        parts
          .filter((_, at) => at !== 1)
          .map(({ activity }) => activity.text)
          .join(''),
      ).toBe(text);
    });

    test.each<[why: string, answers: Answer[], waits: number[], logged: (number | undefined)[]]>([
      ['fails three ways', [500, 502, 503], [1, 2, 4], [500, 502, 503]],
      ['cuts the connection', ['cut', 'cut'], [1, 2], [undefined, undefined]],
      ['says when to come again', [{ status: 429, headers: { 'retry-after': '90' } }], [90], [429]],
      [
        'says when to come again, as a date',
        [{ status: 503, headers: { 'retry-after': 'in-two-minutes' } }],
        [120],
        [503],
      ],
      [
        'says to come again sooner than we would',
        [500, 500, { status: 429, headers: { 'retry-after': '1' } }],
        [1, 2, 4],
        [500, 500, 429],
      ],
      ['wants us to wait a year', [{ status: 429, headers: { 'retry-after': '31536000' } }], [3600], [429]],
      ['says nonsense about when', [{ status: 429, headers: { 'retry-after': 'soon' } }], [1], [429]],
      ['does not know our token', [401, 401, 401, 401], [1, 2, 4, 8], [401, 401, 401, 401]],
      ['refuses twice', [403, 403], [1, 2], [403, 403]],
      ['refuses only now and then', [403, 403, 500, 403, 403], [1, 2, 4, 8, 16], [403, 403, 500, 403, 403]],
      ['fails often', Array.from({ length: 10 }, () => 500), [1, 2, 4, 8, 16, 32, 64, 128, 256, 300], []],
    ])(
      'that a connector %s tries again, no sooner than it should, and keeps the order',
      async (_why, answers, waits, logged) => {
        channel.startSender();
        const talk = channel.newTalk();
        const inTwoMinutes = new Date(channel.desk.clock.now.getTime() + 120_000).toUTCString();
        channel.connector.willAnswer(
          talk.id,
          ...answers.map((answer) =>
            JSON.stringify(answer).includes('in-two-minutes')
              ? { status: 503, headers: { 'retry-after': inTwoMinutes } }
              : answer,
          ),
        );
        await talk.says('谢谢');
        await talk.failed(1);
        await talk.says('你好'); // something new doesn't bring the next try forward
        for (const [index, wait] of waits.entries()) {
          await talk.failed(index + 1);
          const { dueAt } = (await talk.delivery()) ?? {};
          expect((dueAt?.getTime() ?? 0) - channel.desk.clock.now.getTime()).toBe(wait * 1000);
          expect(talk.tried()).toHaveLength(index + 1); // one request a try: nobody below us tries again by itself
          channel.pass(wait);
        }
        await talk.rested();
        expect(talk.heard()).toEqual(['thanks.welcome', 'greeting.hello']);
        expect(new Set(talk.entries().slice(0, waits.length + 1)).size).toBe(1);
        if (logged.length > 0)
          expect(loggedOf(talk)).toEqual(
            logged.map((status, index) => ({
              level: 40,
              attempts: index + 1,
              ...(status === undefined ? {} : { status }),
              cause: status === undefined ? 'ECONNRESET' : 'Refused',
              retryInMs: (waits[index] ?? 0) * 1000,
              msg: 'a message was not accepted; trying again',
            })),
          );
      },
    );

    test.each([
      ['403', 403, 'forbidden'],
      ['404', 404, 'gone'],
      ['413', 413, 'too-large'],
      ['409', 409, 'refused'],
    ])(
      'that is refused with %s three times in a row gives up, notes it, and goes on with the next',
      async (_name, status, reason) => {
        channel.startSender();
        const talk = channel.newTalk();
        channel.connector.willAnswer(talk.id, 500, status, status, status);
        await talk.says('谢谢', '你好');
        for (const [index, wait] of [1, 2, 4].entries()) {
          await talk.failed(index + 1);
          channel.pass(wait);
        }
        await talk.rested();
        expect(talk.heard()).toEqual(['greeting.hello']);
        expect(talk.tried()).toHaveLength(5);
        expect(loggedOf(talk).at(-1)).toEqual({
          level: 50,
          entry: entryInMemoryLog(talk.entries()[0] ?? ''),
          status,
          cause: 'Refused',
          msg: 'the connector refuses a message for good; the transcript says so',
        });
        expect(await notDelivered(talk)).toEqual([{ entry: talk.entries()[0], reason, status, cause: 'Refused' }]);
      },
    );

    test('counts refusals on where another process left off', async () => {
      const talk = channel.newTalk();
      channel.connector.willAnswer(talk.id, 403, 403, 403);
      channel.startSender();
      await talk.says('谢谢');
      await talk.failed(1);
      channel.pass(1);
      await talk.failed(2);
      expect(await talk.delivery()).toMatchObject({ refusals: 2 });
      await channel.stopSenders();
      channel.startSender();
      channel.pass(2);
      await talk.rested();
      expect(talk.tried()).toHaveLength(3);
      expect(await notDelivered(talk)).toHaveLength(1);
      expect(await talk.delivery()).toMatchObject({ refusals: 0, attempts: 0 });
    });

    test('counts only refusals in a row', async () => {
      channel.startSender();
      const talk = channel.newTalk();
      channel.connector.willAnswer(talk.id, 403, 403, 500);
      await talk.says('谢谢');
      for (const [index, wait] of [1, 2, 4].entries()) {
        await talk.failed(index + 1);
        expect((await talk.delivery())?.refusals).toBe([1, 2, 0][index]);
        channel.pass(wait);
      }
      await talk.rested();
      expect(await notDelivered(talk)).toEqual([]);
    });

    test.each([['conversations.save'], ['deliveries.advance']])(
      'that dies in %s while it notes a refusal leaves it to another, who notes it once',
      async (moment) => {
        const talk = channel.newTalk();
        channel.connector.alwaysAnswers(talk.id, { status: 403, code: 'ConversationBlockedByUser' });
        channel.startSender();
        await talk.says('谢谢');
        await talk.failed(1);
        channel.pass(1);
        await talk.failed(2);
        await channel.stopSenders();
        channel.startSender({ database: failingInside(channel.desk.opened.database, moment) });
        channel.pass(2);
        await eventually(() => expect(talk.tried()).toHaveLength(3));
        await channel.settled();
        expect(await notDelivered(talk)).toEqual([]);
        await channel.stopSenders();
        channel.startSender();
        channel.pass(PAST_THE_LEASE);
        await talk.rested();
        channel.pass(PAST_THE_LEASE);
        await channel.settled();
        expect(await notDelivered(talk)).toEqual([
          { entry: talk.entries()[0], reason: 'blocked', status: 403, cause: 'ConversationBlockedByUser' },
        ]);
        expect(talk.heard()).toEqual([]);
      },
    );

    test('of a database that never answers has stopped within six seconds', async () => {
      const talk = channel.newTalk();
      await talk.says('谢谢');
      const { database, reached, goOn } = standingStillAt(channel.desk.opened.database, 'log.read');
      const sender = channel.startSender({ database });
      channel.pass(0);
      await reached;
      const stopped = sender.stop();
      channel.pass(3);
      channel.pass(3);
      await stopped;
      goOn();
    });

    test('of a database that doesn’t answer once is free again after ten seconds', async () => {
      const talk = channel.newTalk();
      await talk.says('谢谢');
      const { database } = channel.desk.opened;
      let asked = 0;
      const read: typeof database.log.read = (...given) =>
        ++asked === 1 ? new Promise(() => {}) : database.log.read(...given);
      channel.startSender({ atOnce: 1, database: { ...database, log: { ...database.log, read } } });
      channel.pass(0);
      await eventually(() => expect(asked).toBe(1));
      channel.pass(10);
      await channel.settled();
      channel.pass(1);
      await talk.rested();
      expect(talk.heard()).toEqual(['thanks.welcome']);
    });

    test('names the channel’s own message that is answered', async () => {
      channel.startSender();
      const talk = channel.newTalk();
      await talk.join();
      await talk.say('谢谢', 'message-of-the-channel');
      await talk.rested();
      expect(talk.tried().map(({ activity }) => activity.replyToId)).toEqual([undefined, 'message-of-the-channel']);
    });

    test('notes the name that a connector gives an error, and nothing that is no name', async () => {
      channel.startSender();
      const talk = channel.newTalk();
      channel.connector.willAnswer(
        talk.id,
        { status: 500, code: 'BotNotInConversationRoster' },
        { status: 500, code: `张三 said: ${'x'.repeat(100)}` },
      );
      await talk.says('谢谢');
      await talk.failed(1);
      channel.pass(1);
      await talk.failed(2);
      expect(loggedOf(talk).map(({ cause }) => cause)).toEqual(['BotNotInConversationRoster', 'RestError']);
    });

    test('spreads its tries by chance', async () => {
      let chance = 0;
      channel.startSender({ random: () => chance });
      const talk = channel.newTalk();
      channel.connector.willAnswer(talk.id, 500, 500);
      const waits: number[] = [];
      await talk.says('谢谢');
      for (const failures of [1, 2]) {
        await talk.failed(failures);
        waits.push(((await talk.delivery())?.dueAt?.getTime() ?? 0) - channel.desk.clock.now.getTime());
        chance = 0.999;
        channel.pass(1);
      }
      expect(waits[0]).toBe(750);
      expect(waits[1]).toBeCloseTo(2_499, -1);
      channel.pass(10);
      await talk.rested();
    });

    test('takes an accepted message for accepted, however odd the answer', async () => {
      channel.startSender();
      const talk = channel.newTalk();
      channel.connector.willAnswer(talk.id, 'accept-with-nonsense', 202);
      await talk.says('谢谢', '你好');
      await talk.rested();
      expect(talk.tried()).toHaveLength(2);
    });
  });
});

/** A database whose transactions fail when they call `port.method`, after it was done. */
function failingInside(database: Database, moment: string): Database {
  const [port, method] = moment.split('.') as [keyof Stores, string];
  return {
    ...database,
    transaction: (work) =>
      database.transaction((stores, last) => {
        const store = stores[port] as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
        const failing = async (...args: unknown[]) => {
          await store[method]?.(...args);
          throw new Error('the process is gone');
        };
        return work({ ...stores, [port]: { ...store, [method]: failing } }, last);
      }),
  };
}
