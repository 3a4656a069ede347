import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { Connection } from '../../db/connection/connection.ts';
import { openDatabase } from '../../db/open.ts';
import { tables } from '../../db/spreading.ts';
import { newConversation } from '../../services/conversations/conversations.ts';
import { Signals } from '../../services/signals.ts';
import { createLogger } from '../../telemetry/logger.ts';
import { freshDatabase } from '../../tools/lab/postgres.ts';
import { openTalkDesk, type TalkDesk, type TestTalk } from '../kit/talk.ts';
import { partition, partsOf, type Sent } from './kit/partitions.ts';

/** What is read, and never locked, on all servers: by what it begins with, and why. */
const READ_EVERYWHERE: readonly [what: RegExp, why: string][] = [
  [/^select count\(\*\) from "conversations" where .*"floor" =/, 'a place in the queue is one among all who wait'],
  [/^select "conversation_id" from "deliveries" where /, 'who is due: each is leased by itself then'],
  [/^select conversation_id as id, max\(seq\) as seq, true as moved from activities\n/, 'what moved: for lost hints'],
  [/^select id, head_seq as seq, false as moved from conversations\n/, 'where those end that somebody watches'],
  [/^select .* from "case_deadlines" where /, 'for the inbox: of the conversation, or empty by the version before'],
];
/**
 * Keeps turns of several conversations, if each still stands where its turn was prepared (`db/turns/statement.ts`): it is
 * of as many servers as they are. What Citus refuses of it, and what it takes in its place: decision 0028.
 */
const TURNS = /^\s*with t as materialized/;

const AGENT = { id: 'agent-1', email: 'mei@insurer.example', name: '梅', role: 'agent' } as const;

describe.skipIf(!inject('postgres'))('a conversation', () => {
  let server: postgres.Sql;
  let desk: TalkDesk;
  let talk: TestTalk;
  const sent: Sent[] = [];

  beforeAll(async () => {
    const url = await freshDatabase(inject('postgres') ?? '');
    await (await openDatabase({ url }, { signals: new Signals(), logger: createLogger('silent') })).close();
    server = postgres(url, { max: 1, onnotice: () => undefined });
    await partition(server);
    const open = Connection.open;
    vi.spyOn(Connection, 'open').mockImplementation(async (options) => {
      const connection = await open.call(Connection, options);
      const { send } = connection;
      const heard = (text: string, parameters: never[] = [], more?: never) => {
        sent.push({ text, parameters });
        return send(text, parameters, more);
      };
      Object.defineProperty(connection, 'send', { value: heard });
      return connection;
    });
    desk = await openTalkDesk({ url });
    sent.length = 0;
    talk = await desk.open();
    await lives();
  }, 60_000);
  afterAll(async () => {
    vi.restoreAllMocks();
    await desk.close();
    await server.end();
  });

  /** Everything that happens to a conversation between its first message and its end. */
  async function lives(): Promise<void> {
    const { database } = desk.opened;
    const { conversations, deliveries, log, staffLog, cases, disclosures } = database;
    for (const words of [
      '我要报案',
      '车被追尾了，没人受伤',
      '昨天下午三点',
      '杭州市西湖区文三路',
      '没有',
      '13800001111',
      '是',
    ])
      await talk.say(words);
    for (const words of ['车险酒驾赔吗', '我看明白了', '外星人撞了车险赔吗', '转人工']) await talk.say(words);
    await talk.act(AGENT, { do: 'take' });
    await talk.act(AGENT, { do: 'reply', text: '您好' });
    await talk.act(AGENT, { do: 'hand-back' });
    // A push channel's turns, and those that wait for the lock.
    const now = desk.clock.tell();
    const until = new Date(now.getTime() + 30_000);
    await deliveries.wake(talk.id, 'push', now);
    const [leased] = await deliveries.lease('push', 'me', 10, now, until);
    if (!leased) throw new Error('nothing was leased');
    await deliveries.advance(leased, 'me', 1, until);
    await deliveries.postpone(leased, 'me', { retryAt: now, refusals: 0, error: 'x' });
    await deliveries.lease('push', 'you', 10, now, until);
    await deliveries.rest(leased, 'you');
    await conversations.create(
      newConversation(
        { id: 'locked', channel: 'webchat', transport: 'push', userId: 'u', locale: 'zh-CN', reference: undefined },
        now,
      ),
    );
    await database.transaction(async (stores) => {
      const held = await stores.conversations.lock(talk.id, 'm');
      if (!held) throw new Error('it is gone');
      await stores.misses.record({
        id: 'miss',
        key: 'k',
        conversationId: talk.id,
        question: 'q',
        locale: 'zh-CN',
        nearest: [],
        askedAt: now,
      });
      const [one] = await stores.cases.ofConversation(talk.id);
      if (!one) throw new Error('no case was opened');
      await stores.cases.keep({ ...one, id: 'another', deadlines: [{ name: 'n', source: 's', dueAt: now }] });
      await stores.cases.take('BA261118-000000', talk.id);
    });
    await Promise.all([
      conversations.find(talk.id),
      conversations.look(talk.id),
      cases.conversationOf('BA261118-000000'),
    ]);
    await Promise.all([talk.log(), log.entry(talk.id, 'x'), disclosures.ofConversation(talk.id)]);
    await staffLog.piece(talk.id, { before: 1_000 }, { entries: 100, bytes: 100_000 });
    await staffLog.at(talk.id, 1);
    // Somebody relies on being told, so that a replica looks for what moved.
    await new Promise<void>((resolve) => desk.signals.listen(talk.id, () => resolve()));
  }

  const everywhere = ({ text }: Sent) => READ_EVERYWHERE.some(([what]) => what.test(text));
  /** The statements that name a spread table, each text once. */
  const ofTables = () => {
    const names = tables.flatMap((spread) => ('by' in spread ? [spread.table] : []));
    const named = new RegExp(`\\b(?:${names.join('|')})\\b`);
    return [...new Map(sent.filter(({ text }) => named.test(text)).map((one) => [one.text, one])).values()];
  };

  test('is read, locked and written on one server', async () => {
    const statements = ofTables().filter((one) => !everywhere(one) && !TURNS.test(one.text));
    expect(statements.length).toBeGreaterThan(20);
    const wide: unknown[] = [];
    for (const one of statements) {
      const parts = await partsOf(server, one);
      if (new Set(parts.map((part) => part.replace(/^.*_part/, ''))).size > 1) wide.push({ text: one.text, parts });
    }
    expect(wide).toEqual([]);
  });

  test('is kept by the one statement that may be of several conversations', () => {
    const turns = ofTables().filter(({ text }) => TURNS.test(text));
    expect(turns.length).toBeGreaterThan(0);
  });

  test('would be seen if it were looked for on all servers', async () => {
    const wide = { text: 'select from cases where reference = $1 for update', parameters: ['BA261118-000000'] };
    expect((await partsOf(server, wide)).length).toBeGreaterThan(1);
  });

  test('is read everywhere for the reasons that are named, each of which holds still, and not locked there', () => {
    const read = ofTables().filter(everywhere);
    for (const [what] of READ_EVERYWHERE)
      expect(
        read.some(({ text }) => what.test(text)),
        String(what),
      ).toBe(true);
    expect(read.filter(({ text }) => !/^select/.test(text) || / for (?:no key )?(?:update|share)/.test(text))).toEqual(
      [],
    );
  });
});
