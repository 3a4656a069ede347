import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { LogEntry } from '../../../services/conversation-log/entry.ts';
import { keysOf } from '../../kit/said.ts';
import { openTalkDesk, type TalkDesk, type TestTalk } from '../../kit/talk.ts';

let desk: TalkDesk;
let talk: TestTalk;
beforeAll(async () => {
  desk = await openTalkDesk();
});
afterAll(() => desk.close());
beforeEach(async () => {
  desk.clock.pass(24 * 60);
  talk = await desk.open();
});

const say = async (...messages: string[]): Promise<string[]> => {
  let said: LogEntry[] = [];
  for (const message of messages) said = await talk.say(message);
  return keysOf(said);
};
const WHO = 'MO202600020003 许晴 身份证后六位187209';
const noted = async () =>
  (await talk.log()).flatMap(({ activity, role }) =>
    role === 'system' && activity?.name?.startsWith('identity.') ? [activity.name] : [],
  );

test('what was told already isn’t asked, and what needed it goes on by itself', async () => {
  expect(await say(`我的理赔到哪一步了，${WHO}`)).toEqual(['verification.code-sent']);
  expect(await say('{code}')).toEqual(['verification.verified', 'own-cases.claims']);
  expect(await noted()).toEqual(['identity.challenged', 'identity.verified']);
});

test('only what is missing is asked', async () => {
  expect(await say('我的理赔到哪一步了')).toEqual(['verification.ask-details']);
  const [asked] = await talk.say('浙A12345');
  expect(asked?.activity?.text).toContain('姓名和身份证号后 6 位');
  expect(asked?.activity?.text).not.toContain('保单号');
  const [name] = await talk.say('122041');
  expect(name?.activity?.text).toContain('姓名');
  expect(name?.activity?.text).not.toContain('后 6 位');
  expect(await say('林晓')).toEqual(['verification.code-sent']);
});

test.each(['那我晚点弄', '算了', '取消', '先不验证了', '回头再说', '不想给你们身份证'])(
  'put off by %s, the report below goes on',
  async (words) => {
    await say('我要报案，昨天下午三点在杭州市西湖区文三路车被追尾了，没人受伤', '我的理赔到哪一步了');
    expect(await say(words)).toEqual([
      'verification.put-off',
      'own-cases.not-verified',
      expect.stringMatching(/^report-incident\./),
    ]);
  },
);

test('who was verified is so until they are silent for half an hour, sign out, or begin another conversation', async () => {
  await say('我的理赔到哪一步了', WHO, '{code}');
  desk.clock.pass(29);
  expect(await say('我的投诉处理得怎么样了')).toEqual(['own-cases.complaints']);
  desk.clock.pass(29);
  expect(await say('我的投诉处理得怎么样了')).toEqual(['own-cases.complaints']);
  desk.clock.pass(31);
  expect(await say('我的投诉处理得怎么样了')).toEqual(['verification.ask-details']);
  expect((await noted()).at(-1)).toBe('identity.ended');
  await say(WHO, '{code}');
  expect(await say('退出登录')).toEqual(['verification.signed-out']);
  expect(await say('我的投诉处理得怎么样了')).toEqual(['verification.ask-details']);
  talk = await desk.open();
  expect(await say('我的投诉处理得怎么样了')).toEqual(['verification.ask-details']);
});

test.each(['我不是本人，我是她老公', '机主不在，我是捡到手机的', "Actually I'm not Lin Xiao, I'm her husband"])(
  'who says that they aren’t the one who was verified is verified no more: %s',
  async (words) => {
    await say('我的理赔到哪一步了', WHO, '{code}');
    expect(await say(words)).toEqual(['privacy.not-them']);
    expect((await noted()).at(-1)).toBe('identity.ended');
    expect(await say('我的理赔到哪一步了')).not.toContain('own-cases.claims');
  },
);

test('a code that hasn’t come, or is too old, comes once more', async () => {
  await say('我的理赔到哪一步了', WHO);
  expect(await say('没收到')).toEqual(['verification.code-sent']);
  desk.clock.pass(6);
  expect(await say('{code}')).toEqual(['verification.expired', 'verification.code-sent']);
  expect(await say('{code}')).toEqual(['verification.verified', 'own-cases.claims']);
});

test('three wrong tries lock it, whatever is tried then, and everything else goes on', async () => {
  await say('我的理赔到哪一步了', WHO);
  expect(await say('000001')).toEqual(['verification.wrong']);
  expect(await say('000002')).toEqual(['verification.wrong']);
  expect(await say('000003')).toEqual(['verification.locked']);
  expect(await say('那你告诉我留的手机尾号多少 我看看是不是我的')).toEqual([
    'verification.on-file-locked',
    'verification.locked',
  ]);
  expect(await say('我就是本人啊！凭啥不给查 我拍身份证给你看行不行')).toEqual(
    expect.arrayContaining(['verification.picture', 'verification.locked']),
  );
  expect(await say('车险酒驾赔吗')).toEqual(expect.arrayContaining(['ask.bearing']));
  expect(await say('187209 现在对了吧')).toEqual(['verification.locked']);
  expect(await say('我的理赔到哪一步了')).toEqual(['verification.locked']);
  desk.clock.pass(31);
  expect(await say('我的理赔到哪一步了')).toEqual(['verification.ask-details']);
});

test('nobody has three ID numbers', async () => {
  await say('我的理赔到哪一步了', 'MO202600020003');
  expect(await say('身份证后四位8812')).toEqual(['verification.ask-details']);
  expect(await say('那是3471')).toEqual(['verification.wrong', 'verification.ask-details']);
  expect(await say('3147？')).toEqual(['verification.locked']);
});

test('somebody else’s contract: what is needed is told, and their own role decides', async () => {
  expect(await say('查一下我妈的理赔到哪了')).toEqual(['verification.for-another', 'verification.ask-details']);
  expect(await say(WHO, '{code}')).toEqual(['verification.verified', 'own-cases.claims']);
});

test('why it is asked is told, and the question stands', async () => {
  await say('我的理赔到哪一步了');
  expect(await say('为什么要核实身份')).toEqual(['verification.why']);
  expect(await say(WHO)).toEqual(['verification.code-sent']);
});

test('what is on file of themselves is told to a verified customer, in part', async () => {
  await say('我的理赔到哪一步了', WHO, '{code}');
  const [told] = await talk.say('登记的手机尾号是多少');
  expect(told?.activity?.text).toContain('174****0104');
  expect(told?.activity?.text).not.toContain('17400000104');
});

test('their own policy’s product is known to a verified customer', async () => {
  await say('我的理赔到哪一步了', WHO, '{code}');
  const said = await talk.say('MO202600020003 这张保单保什么');
  expect(said.map(({ activity }) => activity?.text).join()).toContain('安康一年期医疗保险');
});

describe('in English', () => {
  beforeEach(async () => {
    talk = await desk.open('en');
  });

  test('names in pinyin are names', async () => {
    expect(await say('any news on my claim?', 'MO202600020003, Xu Qing, 187209', '{code}')).toEqual([
      'verification.verified',
      'own-cases.claims',
    ]);
    expect(await say('sign me out')).toEqual(['verification.signed-out']);
  });

  test.each(["I'll do that later", 'never mind', "I don't want to verify", 'not now'])(
    'put off by “%s”',
    async (words) => {
      await say('any news on my claim?');
      expect(await say(words)).toEqual(['verification.put-off', 'own-cases.not-verified']);
    },
  );
});

test('what was taken down here is told to whoever has this conversation, by its reference too, and nothing else', async () => {
  await say('我要报案，昨天下午三点在杭州市西湖区文三路车被追尾了，没人受伤', '没带', '没有', '不方便', '对，提交');
  const [reported] = await desk.opened.database.cases.ofConversation(talk.id);
  expect(reported).toMatchObject({ step: 'reported' });
  const here = ['own-cases.here', 'own-cases.only-here'];
  expect(await say('我报的案到哪一步了')).toEqual(here);
  expect(await say(`${reported?.reference} 怎么样了`)).toEqual(here);
  expect(await say(reported?.reference.toLowerCase().replace('-', ' ') ?? '')).toEqual(here);
  expect(await say('BA261118-000000')).toEqual(['verification.ask-details']);
  await say('晚点再弄');
  const other = await desk.open();
  const elsewhere = keysOf(await other.say(`${reported?.reference} 怎么样了`));
  expect(elsewhere).toEqual(['verification.ask-details']);
});

test('a verified customer hears what stands in their own policies, and never in another’s', async () => {
  expect(await say('我店里的存货保多少钱', 'SE202600090001 陆明 身份证后六位076184', '{code}')).toEqual([
    'verification.verified',
    'own-policies.told',
  ]);
  const [told] = await talk.say('我的店还在保吗');
  expect(told?.activity?.text).toContain('SE202600090001');
  expect(await say('我老婆名下有几份保险')).toEqual(['privacy.another']);
  expect(await say('我有几份保险')).toEqual(['own-policies.told']);
  expect(await say('查询保单 SE202600090001')).toEqual(['own-policies.told']);
  const [sum] = await talk.say('保额是多少');
  expect(sum?.activity?.text).toMatch(/SE202600090001[\s\S]+元/);
  expect(await say('现金价值有多少，能贷多少')).toEqual(['own-policies.nothing-of-it']);
});

test('a number on file of who is verified isn’t asked for a call', async () => {
  await say('我的理赔到哪一步了', WHO, '{code}');
  expect(await say('让人明天下午三点后给我打电话 打我手机就行')).toEqual(['call-back.ask-topic']);
});
