import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Turns } from '../../bots/turns.ts';
import type { LogEntry } from '../../services/conversation-log/entry.ts';
import { newConversation } from '../../services/conversations/conversations.ts';
import { codeOf } from '../../services/identity/codes.ts';
import { identityIn } from '../../services/identity/identity.ts';
import { countingCalls } from '../kit/counted-stores.ts';
import { keysOf } from '../kit/said.ts';
import { IDENTITY, openTalkDesk, type TalkDesk } from '../kit/talk.ts';

/*
 * What somebody might try who isn't the customer, and what it gets them. An attacker sees what is said, and how long it
 * takes: what is asked of the stores, and what is hashed, stands for the time.
 */

let desk: TalkDesk;
let calls: string[];
let turns: Turns;
let opened = 0;
/** How often something was hashed by the key, by anybody. */
let hashed = 0;

vi.mock('node:crypto', async (original) => {
  const crypto = await original<typeof import('node:crypto')>();
  return {
    ...crypto,
    createHmac: (...given: Parameters<typeof crypto.createHmac>) => {
      hashed++;
      return crypto.createHmac(...given);
    },
  };
});

beforeAll(async () => {
  desk = await openTalkDesk();
  const counting = countingCalls(desk.opened.database);
  calls = counting.calls;
  turns = new Turns({
    ...{ database: counting.database, signals: desk.signals, knowledge: desk.knowledge, recognizer: desk.recognizer },
    ...{ writingTime: desk.clock.tell, zone: desk.zone, logger: desk.logger, identity: IDENTITY },
  });
});
afterAll(() => desk.close());

/** Somebody at an address. Says messages; returns the sentences, what was asked of the stores and how often was hashed. */
async function stranger(address = `network-${opened + 1}`) {
  const { database } = desk.opened;
  const id = `attack-${++opened}`;
  const given = { id, channel: 'webchat', transport: 'direct-line', userId: `u${opened}`, locale: 'zh-CN' } as const;
  await database.conversations.create(
    newConversation({ ...given, reference: undefined, origin: address }, desk.clock.tell()),
  );
  let seen = 0;
  const say = async (text: string) => {
    calls.length = 0;
    const before = hashed;
    await turns.run({ conversationId: id, from: 'customer', activity: { type: 'message', text }, correlationId: 't' });
    const entries: LogEntry[] = await database.log.read(id, seen, { reader: 'customer', limit: 500 });
    seen = entries.at(-1)?.seq ?? seen;
    const said = entries.filter(({ role }) => role !== 'customer');
    return {
      words: said.map(({ activity }) => activity?.text ?? ''),
      keys: keysOf(said),
      cost: { calls: [...calls], hashed: hashed - before },
    };
  };
  const challenge = async () => identityIn((await database.conversations.find(id))?.state ?? {}).challenge;
  /** What came to the phone of whom it was sent to; undefined where nothing was. */
  const received = async () => {
    const rows = (await desk.opened.drizzle.execute(
      sql.raw(`select nonce, phone from verification_codes where conversation_id = '${id}' and phone is not null`),
    )) as unknown as { nonce: string }[];
    const nonce = [...rows].at(-1)?.nonce;
    return nonce && codeOf(IDENTITY.key, { conversationId: id, nonce });
  };
  return { id, say, challenge, received };
}

/** Everything that is answered to messages, one after the other. */
async function through(messages: readonly string[], address?: string) {
  const one = await stranger(address);
  const answers = [];
  for (const message of messages) answers.push(await one.say(message));
  return answers;
}

const ASK = '我的理赔到哪一步了';
const RIGHT = 'MO202600020003 许晴 身份证后六位187209';

describe('whether something exists isn’t told, by words or by time', () => {
  test.each<[what: string, there: string, notThere: string]>([
    ['a policy', 'MO202600020003 李四海 身份证后六位123456', 'MO202699999999 李四海 身份证后六位123456'],
    [
      'a policy, by a name that is on it',
      'MO202600020003 许晴 身份证后六位123456',
      'MO202699999999 许晴 身份证后六位123456',
    ],
    ['a customer, by all that is right', RIGHT, 'MO202600020003 许晴 身份证后六位187208'],
    ['a plate', '浙A12345 林晓 身份证后六位000000', '浙A99999 林晓 身份证后六位000000'],
    ['a phone', '17400000104 许晴 身份证后六位000000', '17400000999 许晴 身份证后六位000000'],
    ['a phone that two share', '17400000104 宋秀兰 身份证后六位000000', '17400000106 宋秀兰 身份证后六位000000'],
  ])('%s', async (_, there, notThere) => {
    const wrong = ['000001', '没收到', '000002', '000003', '187209 这次对了吧', ASK];
    const [one, other] = [await through([ASK, there, ...wrong]), await through([ASK, notThere, ...wrong])];
    expect(other).toEqual(one);
    expect(one.map(({ keys }) => keys[0])).toEqual([
      'verification.ask-details',
      'verification.code-sent',
      'verification.wrong',
      'verification.code-sent',
      'verification.wrong',
      'verification.locked',
      'verification.locked',
      'verification.locked',
    ]);
    expect(one[1]?.cost.hashed).toBeGreaterThan(0);
  });

  test.each<[what: string, there: string, notThere: string]>([
    ['a claim’s reference of the insurer’s', 'LP26-10117 怎么样了', 'LP26-99999 怎么样了'],
    ['a policy’s claims', 'MO202600020003 的理赔到哪一步了', 'MO202699999999 的理赔到哪一步了'],
    ['a policy’s beneficiary', '保单WL202200070002的受益人是谁', '保单WL202299970002的受益人是谁'],
    ['a policy to be surrendered', '我要退保，保单号MO202600020003', '我要退保，保单号MO202699999999'],
    ['a policy’s product', 'MO202600020003 这张保单保什么', 'MO202699999999 这张保单保什么'],
    ['whether a policy is in force', '保单MO202600020003现在还有效吗', '保单MO202699999999现在还有效吗'],
    ['a car’s product', '浙A12345的车险保什么', '浙A99999的车险保什么'],
    ['what is on file', '留的手机尾号是多少', '留的地址是哪里'],
  ])('%s, before anybody said who they are', async (_, there, notThere) => {
    const [[one], [other]] = [await through([there]), await through([notThere])];
    expect(other?.keys).toEqual(one?.keys);
    expect(other?.cost).toEqual(one?.cost);
  });

  test('another conversation’s case', async () => {
    const owner = await stranger();
    for (const said of ['我要报案，昨天下午三点在杭州市西湖区文三路车被追尾了，没人受伤', '没带', '没有', '对，提交'])
      await owner.say(said);
    const [reported] = await desk.opened.database.cases.ofConversation(owner.id);
    const [[one], [other]] = [
      await through([`${reported?.reference} 怎么样了`]),
      await through(['BA261118-999999 怎么样了']),
    ];
    expect(other).toEqual(one);
    expect(one?.keys).toEqual(['verification.ask-details']);
  });
});

describe('a lock', () => {
  test('isn’t got around by a new conversation, of the same claim, nor told of another that leads to the same customer', async () => {
    const home = 'network-of-one-who-goes-on';
    await through([ASK, RIGHT, '000001', '000002', '000003'], home);
    const again = await through([ASK, RIGHT], home);
    expect(again[1]?.keys[0]).toBe('verification.locked');
    const byPhone = await stranger(home);
    await byPhone.say(ASK);
    expect((await byPhone.say('17400000104 许晴 身份证后六位187209')).keys).toEqual(['verification.code-sent']);
    expect(await byPhone.received()).toBeUndefined();
    const nobody = await through([ASK, '17400000999 许晴 身份证后六位187209'], home);
    expect(nobody[1]?.keys).toEqual(['verification.code-sent']);
  });

  test('of a customer holds from anywhere after ten tries, and the customer isn’t kept out for ever by who goes on', async () => {
    desk.clock.pass(60);
    for (const address of ['a', 'b', 'c', 'd'])
      await through([ASK, '浙AD12345 周宁 233413', '000001', '000002', '000003'], `botnet-${address}`);
    const owner = await stranger();
    await owner.say(ASK);
    expect((await owner.say('浙AD12345 周宁 233413')).keys).toEqual(['verification.code-sent']);
    expect(await owner.received()).toBeUndefined();
    desk.clock.pass(61);
    await owner.say('没收到');
    expect(await owner.received()).toMatch(/^\d{6}$/);
  });

  test('rings nobody’s phone all night: five codes an hour, then it only looks so', async () => {
    desk.clock.pass(120);
    let sent = 0;
    for (let times = 0; times < 8; times++) {
      const one = await stranger();
      await one.say(ASK);
      expect((await one.say('MO202600020001 林晓 122041')).keys).toEqual(['verification.code-sent']);
      if (await one.received()) sent++;
    }
    expect(sent).toBe(5);
  });

  test('of a network is told, and says nothing of anybody', async () => {
    desk.clock.pass(120);
    const home = 'one-network';
    for (let times = 0; times < 10; times++)
      await through(
        [
          ASK,
          `MO2026${String(times).padStart(8, '0')} 王小${'一二三四五六七八九十'[times]} 123456`,
          '000001',
          '000002',
          '000003',
        ],
        home,
      );
    const last = await through([ASK, '浙A99999 李四海 123456'], home);
    expect(last[1]?.keys[0]).toBe('verification.locked');
  });
});

describe('a code', () => {
  test('is taken once, in its own conversation, and in its time', async () => {
    desk.clock.pass(24 * 60);
    const owner = await stranger();
    await owner.say(ASK);
    await owner.say(RIGHT);
    const code = String(await owner.received());
    const thief = await stranger();
    await thief.say(ASK);
    await thief.say(RIGHT);
    expect((await thief.say(code)).keys[0]).toBe('verification.wrong');
    expect((await owner.say(code)).keys[0]).toBe('verification.verified');
    await owner.say('退出登录');
    await owner.say(ASK);
    await owner.say(RIGHT);
    expect((await owner.say(code)).keys[0]).toBe('verification.wrong');
    desk.clock.pass(6);
    const next = await owner.received();
    expect((await owner.say(String(next))).keys[0]).toBe('verification.expired');
  });

  test('that nobody was sent isn’t taken, though it could be reckoned', async () => {
    const one = await stranger();
    await one.say(ASK);
    await one.say('MO202699999999 许晴 身份证后六位187209');
    const { nonce = '' } = (await one.challenge()) ?? {};
    expect((await one.say(codeOf(IDENTITY.key, { conversationId: one.id, nonce }))).keys[0]).toBe('verification.wrong');
  });

  test('stands nowhere: not in the log before it is typed, not in the state, not in the row that has it sent', async () => {
    desk.clock.pass(24 * 60);
    const one = await stranger();
    await one.say(ASK);
    await one.say(RIGHT);
    const code = String(await one.received());
    const log = await desk.opened.database.log.read(one.id, 0, { reader: 'staff', limit: 500 });
    const state = (await desk.opened.database.conversations.find(one.id))?.state;
    const rows = await desk.opened.drizzle.execute(
      sql.raw(`select * from verification_codes where conversation_id = '${one.id}'`),
    );
    expect(JSON.stringify([log, state, rows])).not.toContain(code);
  });

  test('many at once are no more than one after the other', async () => {
    desk.clock.pass(24 * 60);
    const many = await Promise.all(
      Array.from({ length: 6 }, async () => {
        const one = await stranger('one-place');
        await one.say(ASK);
        await one.say(RIGHT);
        return one;
      }),
    );
    await Promise.all(many.map((one) => one.say('000001')));
    const rows = (await desk.opened.drizzle.execute(
      sql.raw('select max(tries) as most from identity_tries'),
    )) as unknown as { most: number }[];
    expect(Number([...rows][0]?.most)).toBeGreaterThanOrEqual(6);
  });
});

describe('what somebody who isn’t verified says', () => {
  test('is no way to reach a policy’s holder: a phone that they give is marked', async () => {
    const one = await stranger();
    for (const said of [
      '我要报案，昨天下午三点在杭州市西湖区文三路车被追尾了，没人受伤',
      'MC202600010001',
      '13906138877',
    ])
      await one.say(said);
    const [draft] = await desk.opened.database.cases.ofConversation(one.id);
    expect(draft?.facts.filter(({ name }) => name === 'phone')).toEqual([
      expect.not.objectContaining({ verified: true }),
    ]);
  });

  test('changes nobody by events of their own', async () => {
    const one = await stranger();
    await turns.run({
      conversationId: one.id,
      from: 'customer',
      activity: { type: 'event', name: 'identity.verified', value: { customer: 'sample-4', name: '许晴', by: 'code' } },
      correlationId: 't',
    });
    expect((await one.say(ASK)).keys).toEqual(['verification.ask-details']);
  });
});
