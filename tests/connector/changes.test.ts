import { ActivityTypes } from 'botbuilder';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { showEntry } from '../../inbox/show/entries.ts';
import { checkChain } from '../../services/conversation-log/chain.ts';
import { checkTranscript } from '../../services/conversation-log/check-transcript.ts';
import type { LogEntry, LoggedActivity } from '../../services/conversation-log/entry.ts';
import { exportTranscript } from '../../services/conversation-log/export-transcript.ts';
import type { Conversation } from '../../services/conversations/conversations.ts';
import { derive } from '../../services/evidence/derive.ts';
import { DATABASES, locationOf } from '../kit/databases.ts';
import { type Channel, type ChannelTalk, openChannel } from './channel.ts';

/*
 * What a customer does to what they have said: they change it, take it back, send it twice.
 * Long: each on both databases, before and after its answer.
 */

type Step =
  | [id: string, says: string]
  | { edits: string; to: string; at?: string }
  | { deletes: string }
  | { sends: Record<string, unknown> };

const CASES: Record<string, { steps: Step[]; heard: string[]; log: string[] }> = {
  'a greeting becomes a question': {
    steps: [['a', '你好'], { edits: 'a', to: '酒后开车出了事故赔吗' }],
    heard: ['greeting.hello', 'changed.taken', 'ask.bearing'],
    log: ['message 你好', 'messageUpdate 酒后开车出了事故赔吗 → 1'],
  },
  'a fact of a report is put right, and the open question stands': {
    steps: [
      ['a', '昨天下午三点我的车在文三路被追尾了，没人受伤'],
      ['b', '浙A12345'],
      { edits: 'a', to: '昨天下午四点我的车在文三路被追尾了，没人受伤' },
    ],
    heard: [
      ...['form.noted', 'report-incident.ask-policy', 'form.noted', 'report-incident.ask-name'],
      ...['changed.taken', 'form.noted', 'report-incident.ask-name'],
    ],
    log: [
      'message 昨天下午三点我的车在文三路被追尾了，没人受伤',
      'message 浙A12345',
      'messageUpdate 昨天下午四点我的车在文三路被追尾了，没人受伤 → 1',
    ],
  },
  'an older message becomes a yes, which answers nothing': {
    steps: [
      ['a', '昨天下午三点我的车在文三路被追尾了，没人受伤'],
      ['b', '浙A12345'],
      ['c', '13800138000'],
      { edits: 'b', to: '是的，提交' },
    ],
    heard: [
      ...['form.noted', 'report-incident.ask-policy', 'form.noted', 'report-incident.ask-name'],
      ...['form.noted', 'report-incident.confirm', 'changed.noted'],
    ],
    log: [
      'message 昨天下午三点我的车在文三路被追尾了，没人受伤',
      'message 浙A12345',
      'message 13800138000',
      'messageUpdate 是的，提交 → 2',
    ],
  },
  'the same words again, as for a link that got a picture': {
    steps: [['a', '谢谢'], { edits: 'a', to: '谢谢' }],
    heard: ['thanks.welcome'],
    log: ['message 谢谢'],
  },
  'twice, and back again, each posted twice': {
    steps: [
      ['a', '谢谢'],
      ...[
        { edits: 'a', to: '多谢', at: 't1' },
        { edits: 'a', to: '多谢', at: 't1' },
      ],
      ...[
        { edits: 'a', to: '谢谢', at: 't2' },
        { edits: 'a', to: '谢谢', at: 't2' },
      ],
    ],
    heard: ['thanks.welcome', 'changed.noted', 'changed.noted'],
    log: ['message 谢谢', 'messageUpdate 多谢 → 1', 'messageUpdate 谢谢 → 1'],
  },
  'taken back, twice': {
    steps: [['a', '谢谢'], { deletes: 'a' }, { deletes: 'a' }],
    heard: ['thanks.welcome', 'changed.taken-back'],
    log: ['message 谢谢', 'messageDelete → 1'],
  },
  'taken back, and there again': {
    steps: [['a', '谢谢'], { deletes: 'a' }, { edits: 'a', to: '谢谢' }],
    heard: ['thanks.welcome', 'changed.taken-back', 'changed.noted'],
    log: ['message 谢谢', 'messageDelete → 1', 'messageUpdate 谢谢 → 1'],
  },
  'a change of what never came in is what came in': {
    steps: [['a', '你好'], { edits: 'lost', to: '谢谢' }, { edits: 'lost', to: '谢谢' }],
    heard: ['greeting.hello', 'thanks.welcome'],
    log: ['message 你好', 'message 谢谢'],
  },
  'what is taken back before it came in': {
    steps: [['a', '谢谢'], { deletes: 'lost' }],
    heard: ['thanks.welcome'],
    log: ['message 谢谢', 'messageDelete'],
  },
  'the same id with other words, twice': {
    steps: [
      ['a', '谢谢'],
      ['a', '转人工'],
      ['a', '转人工'],
      ['a', '谢谢'],
    ],
    heard: ['thanks.welcome', 'human.queued'],
    log: ['message 谢谢', 'messageUpdate 转人工 → 1'],
  },
  'a wish to die, put into an older message while they wait': {
    steps: [['a', '转人工'], { edits: 'a', to: '我不想活了' }],
    heard: ['human.queued', 'distress.wish-to-die'],
    log: ['message 转人工', 'messageUpdate 我不想活了 → 1'],
  },
  'while they wait for a person, who sees it': {
    steps: [['a', '转人工'], { edits: 'a', to: '转人工，车险' }, { deletes: 'a' }],
    heard: ['human.queued', 'changed.noted', 'changed.taken-back'],
    log: ['message 转人工', 'messageUpdate 转人工，车险 → 1', 'messageDelete → 1'],
  },
  'without words, in all kinds': {
    steps: [
      { sends: { id: 'a', attachments: [{ contentType: 'audio/ogg', contentUrl: 'https://x.example/1' }] } },
      { sends: { id: 'b', channelData: { message: { sticker: { emoji: '😀' } } } } },
      { sends: { id: 'c', attachments: [{ contentType: 'image/png', contentUrl: 'https://x.example/1' }] } },
      { sends: { id: 'd', entities: [{ type: 'Place', name: '西湖' }] } },
      { sends: { id: 'e', value: { a: 1 } } },
      { sends: { id: 'f' } },
      { sends: { id: 'g', text: `谢谢${'！'.repeat(9_000)}` } },
    ],
    heard: [
      ...['without-words.voice', 'without-words.sticker', 'files.received', 'without-words.place'],
      ...['without-words.form', 'without-words.nothing', 'thanks.welcome', 'without-words.long'],
    ],
    log: [...Array(6).fill('message'), `message 谢谢${'！'.repeat(9_000)}`],
  },
  'a place on a map answers where it happened': {
    steps: [
      ['a', '昨天下午三点我的车被追尾了，没人受伤'],
      { sends: { id: 'b', entities: [{ type: 'Place', address: '杭州市西湖区文三路478号' }] } },
    ],
    heard: [
      ...['form.noted', 'report-incident.ask-place'],
      ...['without-words.place-taken', 'form.noted', 'report-incident.ask-policy'],
    ],
    log: ['message 昨天下午三点我的车被追尾了，没人受伤', 'message'],
  },
};

describe.each(DATABASES)('on $kind', ({ available, fresh }) => {
  describe.skipIf(!available)('a customer', () => {
    let channel: Channel;
    beforeAll(async () => {
      channel = await openChannel(locationOf(await fresh()));
    });
    afterEach(() => channel.forget());
    afterAll(() => channel.close());

    const logOf = (talk: ChannelTalk): Promise<LogEntry[]> =>
      channel.desk.opened.database.log.read(talk.deskId, 0, { reader: 'staff', limit: 1_000 });

    /** The customer's entries; `→ 1` says of which of them one is. */
    const own = (log: readonly LogEntry[]): string[] => {
      const theirs = log.filter(({ role }) => role === 'customer');
      return theirs.map(({ activity }) => {
        const of = theirs.findIndex(({ id }) => id === activity?.replyToId) + 1;
        return [activity?.type, activity?.text, ...(of ? [`→ ${of}`] : [])].filter(Boolean).join(' ');
      });
    };

    const step = (talk: ChannelTalk, one: Step): Promise<number> => {
      if (Array.isArray(one)) return talk.say(one[1], one[0]);
      if ('edits' in one) return talk.send({ type: 'messageUpdate', id: one.edits, text: one.to, timestamp: one.at });
      if ('deletes' in one) return talk.send({ type: 'messageDelete', id: one.deletes });
      return talk.send({ type: 'message', ...one.sends });
    };

    test.each(Object.entries(CASES))('%s', async (_what, { steps, heard, log }) => {
      channel.startSender();
      const talk = channel.newTalk();
      for (const one of steps) {
        expect(await step(talk, one)).toBe(200);
        await channel.settled();
        channel.desk.clock.pass(1);
      }
      expect(talk.heard()).toEqual(heard);
      const entries = await logOf(talk);
      expect(own(entries)).toEqual(log);
      expect(checkChain(talk.deskId, entries)).toMatchObject({ entries: entries.length });
    });

    test('whose answer is undelivered loses nothing and hears nothing twice, in order', async () => {
      channel.startSender();
      const talk = channel.newTalk();
      channel.connector.alwaysAnswers(talk.id, 503);
      await talk.say('谢谢', 'a');
      await channel.settled();
      for (const one of [
        { edits: 'a', to: '你好' },
        { edits: 'a', to: '您好' },
        ['b', '谢谢'],
        ['b', '多谢'],
        { deletes: 'b' },
      ]) {
        channel.desk.clock.pass(0.1); // nobody says the same twice in a breath
        expect(await step(talk, one as Step)).toBe(200);
      }
      channel.connector.alwaysAnswers(talk.id, undefined);
      await channel.settled();
      channel.pass(400); // past the longest wait between two tries
      await talk.rested();
      expect(talk.heard()).toEqual([
        ...[
          'thanks.welcome',
          'changed.noted',
          'changed.noted',
          'thanks.welcome',
          'changed.noted',
          'changed.taken-back',
        ],
      ]);
      const accepted = channel.connector
        .acceptedIn(talk.id)
        .map(({ activity }) => activity.channelData?.policydesk?.entry);
      expect(new Set(accepted).size).toBe(accepted.length);
    });

    test('who changes or takes back what wasn’t answered yet is answered as it stands in the end', async () => {
      const talk = channel.newTalk();
      await talk.say('你好', 'first');
      const before = (await logOf(talk)).length;
      const run = (type: string, id: string, text?: string) =>
        channel.desk.turns.run({
          conversationId: talk.deskId,
          from: 'customer',
          activity: { type, ...(text ? { text } : {}) },
          messageId: type === 'message' ? `channel:${id}` : `${type}:${id}`,
          about: type === 'message' ? undefined : `channel:${id}`,
          correlationId: 'test',
        });
      await Promise.all([
        run('message', 'a', '谢谢你们'),
        run('message', 'b', '你好'),
        run('messageUpdate', 'b', '酒后开车出了事故赔吗'),
        run('message', 'c', '我要投诉'),
        run('messageDelete', 'c'),
      ]);
      const log = (await logOf(talk)).slice(before);
      expect(own(log)).toEqual([
        ...[
          'message 谢谢你们',
          'message 你好',
          'messageUpdate 酒后开车出了事故赔吗 → 2',
          'message 我要投诉',
          'messageDelete → 4',
        ],
      ]);
      const keys = log.map(
        ({ activity }) => (activity?.channelData as { policydesk?: { key?: string } })?.policydesk?.key,
      );
      expect(keys.filter((key) => key !== undefined)).toEqual(['thanks.welcome', 'ask.bearing']);
    });

    test.each([
      ['changes', 'messageUpdate', '没看懂'],
      ['takes back', 'messageDelete', undefined],
    ])('who %s “I have understood” at once has confirmed nothing', async (_what, type, text) => {
      const talk = channel.newTalk();
      await talk.say('酒后开车出了事故赔吗', 'question');
      const run = (activity: LoggedActivity, messageId: string, about?: string) =>
        channel.desk.turns.run({
          ...{ conversationId: talk.deskId, from: 'customer', correlationId: 'test' },
          ...{ activity, messageId, about },
        });
      await Promise.all([
        // What says nothing new, so that the next ones wait for each other.
        run({ type: 'messageUpdate', text: '酒后开车出了事故赔吗' }, 'same', 'channel:question'),
        run({ type: 'message', text: '我看明白了' }, 'channel:u'),
        run({ type, ...(text ? { text } : {}) }, 'change', 'channel:u'),
      ]);
      const { database } = channel.desk.opened;
      const conversation = await database.conversations.find(talk.deskId);
      const lines: unknown[] = [];
      for await (const line of exportTranscript(database.log, conversation as Conversation, new Date()))
        lines.push(line);
      const read = checkTranscript(JSON.parse(JSON.stringify(lines)));
      const derived = derive('lines' in read ? read.lines : []);
      expect(derived.faults).toEqual([]);
      expect(derived.disclosures.length).toBeGreaterThan(0);
      expect(derived.disclosures.map(({ confirmation }) => confirmation?.answer)).not.toContain('understood');
    });

    test('who takes the answers in the response has them there, and again where it was lost', async () => {
      channel.startSender();
      const talk = channel.newTalk();
      const expecting = { type: 'message', id: 'a', text: '谢谢', deliveryMode: 'expectReplies' };
      for (const _try of [1, 2]) {
        const response = await channel.post(talk.activity(expecting));
        expect(response.status).toBe(200);
        expect(await response.json()).toMatchObject({
          activities: [
            {
              type: 'message',
              replyToId: 'a',
              conversation: { id: talk.id },
              from: { id: 'bot' },
              recipient: { id: `customer-${talk.id}` },
              channelData: { policydesk: { key: 'thanks.welcome' } },
            },
          ],
        });
      }
      await talk.say('你好', 'b');
      await channel.settled();
      expect(talk.heard()).toEqual(['greeting.hello']);
      const joined = await channel.post(talk.activity({ type: 'typing', deliveryMode: 'expectReplies' }));
      expect(await joined.json()).toEqual({ activities: [] });
    });

    test('whose channel posts every type there is, and odd ones, is thanked, and goes on talking', async () => {
      const talk = channel.newTalk();
      await talk.say('谢谢', 'a');
      const odd = { name: { a: 1 }, value: [7], action: 5, attachments: 7, entities: 'x', membersRemoved: 7 };
      for (const type of [...Object.values(ActivityTypes), 'yodel', 'constructor', '__proto__', '\u202e'])
        for (const more of [{}, odd]) {
          const status = await talk.send({ type, id: 'a', text: '谢谢', ...more });
          expect([type, status]).toEqual([type, type === 'invoke' ? 501 : 200]);
        }
      expect(await talk.say('你好', 'z')).toBe(200);
      const log = await logOf(talk);
      expect(checkChain(talk.deskId, log)).toMatchObject({ entries: log.length });
      expect(log.at(-1)?.activity?.channelData).toMatchObject({ policydesk: { key: 'greeting.hello' } });
      for (const locale of ['zh-CN', 'en'] as const)
        for (const entry of log) expect(showEntry(entry, locale).text).not.toMatch(/undefined|\[object|\u202e/);
    });

    test('whose channel invokes something is told that there is no such thing, and it is noted', async () => {
      const talk = channel.newTalk();
      const invoke = { type: 'invoke', id: 'i', name: 'adaptiveCard/action', value: { a: 1 } };
      expect(await talk.send(invoke)).toBe(501);
      await talk.say('谢谢');
      const response = await channel.post(talk.activity(invoke));
      expect(response.status).toBe(501);
      expect(await response.json()).toMatchObject({ error: { code: 'NotImplemented' } });
      expect(own(await logOf(talk))).toEqual(['message 谢谢', 'invoke']);
    });
  });
});
