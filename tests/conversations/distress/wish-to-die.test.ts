import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { WEDNESDAY } from '../../kit/desk.ts';
import { keysOf, play } from '../../kit/play-script.ts';
import { stored } from '../../kit/stored.ts';
import { openTalkDesk, type TalkDesk } from '../../kit/talk.ts';

let desk: TalkDesk;
beforeAll(async () => {
  desk = await openTalkDesk();
});
beforeEach(() => {
  desk.clock.now = new Date(WEDNESDAY);
});
afterAll(() => desk.close());

const standing = async (id: string) => {
  const found = await desk.opened.database.conversations.find(id);
  return found && { floor: found.floor, urgency: found.urgency, handoffReason: found.handoffReason };
};
const IN_THE_QUEUE = { floor: 'queue', urgency: 1, handoffReason: 'self-harm' };

test('on the first message: whom to call, a person at once, nothing filed', async () => {
  const talk = await play(
    desk,
    `
    customer: 我不想活了
    bot: 听到您这么说，我很担心您。您不用一个人扛着。 / 如果您已经受了伤、吃了药，或者现在就可能伤害自己，请马上打 120 或 110，也请让身边的人陪着您。 / 心里难受，可以打 12356（全国统一心理援助热线），那里有人听您说。人在国外的，请打当地的急救电话。 / 我已经加急请同事来跟您说话。您什么都不用填，想说什么就写在这里，同事都看得到。
    customer: 活着没意思
    bot (distress.still-here)
    customer: 还有多久
    bot (distress.still-here)
    customer: 我把门锁了，药吃下去了
    bot (distress.still-here)
    customer: 我没事了，开玩笑的
    bot (distress.still-here)
    `,
  );
  expect(await standing(talk.id)).toEqual(IN_THE_QUEUE);
  expect(await stored(desk, talk)).toEqual([]);
});

test.each([
  '想自杀给家里留点钱，保险赔吗',
  '我不想活了 取消吧',
  '我想死，保單賠給我女兒嗎',
  '想跳樓',
  'wo bu xiang huo le',
  'I want to die',
  'does my wife get paid, I want to kill myself',
])('wrapped in something else, in other characters: %s', async (words) => {
  const talk = await desk.open();
  expect(keysOf(await talk.say(words))).toEqual(['distress.wish-to-die']);
  expect(await standing(talk.id)).toEqual(IN_THE_QUEUE);
});

test('in the middle of a form, which is not asked again', async () => {
  const talk = await play(
    desk,
    `
    customer: 我的车昨天下午三点在文三路被追尾了，人没事
    bot (form.noted)
    bot (report-incident.ask-policy)
    customer: 没带，活不下去了
    bot (distress.wish-to-die)
    `,
  );
  expect(await standing(talk.id)).toEqual(IN_THE_QUEUE);
  expect(await stored(desk, talk)).toEqual([]);
});

test('where a confirmation is waited for, nothing is submitted', async () => {
  const talk = await desk.open();
  for (const words of ['我要投诉理赔太慢', '没带', '13800138000']) await talk.say(words);
  expect(keysOf(await talk.say('对，提交吧，反正我也不想活了'))).toEqual(['distress.wish-to-die']);
  expect(await stored(desk, talk)).toEqual([]);
});

test('in the queue: the bot speaks, and the customer moves up', async () => {
  const talk = await desk.open();
  await talk.say('转人工');
  expect(await standing(talk.id)).toEqual({ floor: 'queue', urgency: 0, handoffReason: 'asked' });
  expect(keysOf(await talk.say('快点，我不想活了'))).toEqual(['distress.wish-to-die']);
  expect(await standing(talk.id)).toEqual(IN_THE_QUEUE);
});

describe('in the queue, where it only may be meant: they are asked, and no alarm is raised', () => {
  const asked = async () => {
    const talk = await desk.open();
    await talk.say('转人工');
    expect(keysOf(await talk.say('我自杀了保险赔吗'))).toEqual(['distress.are-you-all-right']);
    expect(await standing(talk.id)).toEqual({ floor: 'queue', urgency: 0, handoffReason: 'asked' });
    return talk;
  };

  test.each([
    ['没事，就是问问', 'distress.good-all-the-same', 0],
    ['13800138000 姓邱', 'distress.helpline', 0],
    ['不太好', 'distress.wish-to-die', 1],
    ['别管我', 'distress.wish-to-die', 1],
    ['转人工', 'distress.wish-to-die', 1],
    ['活着没意思', 'distress.wish-to-die', 1],
  ])('%s', async (said, key, urgency) => {
    const talk = await asked();
    expect(keysOf(await talk.say(said))).toEqual([key]);
    expect(await standing(talk.id)).toMatchObject({ floor: 'queue', urgency });
    // Who was only asked waits on as before; who is in danger is stayed with.
    expect(keysOf(await talk.say('我的电话是 13800138001'))).toEqual(urgency === 1 ? ['distress.still-here'] : []);
  });
});

test('with an agent the bot is silent, and the agent sees that it is urgent', async () => {
  const agent = { id: 'a1', email: 'mei@x.example', name: '梅', role: 'agent' } as const;
  const talk = await desk.open();
  await talk.say('转人工');
  await talk.act(agent, { do: 'take' });
  expect(await talk.say('我想死')).toEqual([]);
  expect(await standing(talk.id)).toEqual({ floor: 'agent', urgency: 1, handoffReason: 'self-harm' });
});

test('somebody near them', async () => {
  const talk = await desk.open();
  expect(keysOf(await talk.say('我老公要跳楼'))).toEqual(['distress.somebody-else']);
  expect(await standing(talk.id)).toEqual(IN_THE_QUEUE);
});

test('where it only may be meant: are you all right, then the clause', async () => {
  await play(
    desk,
    `
    customer: 我自杀了保险赔吗
    bot: 先问您一句：您还好吗？…
    customer: 没事，就是问问
    bot (distress.good-to-hear)
    customer: 看条款
    bot (ask.general)
    bot (distress.helpline)
    `,
  );
});

test('where it was meant after all: a person', async () => {
  const talk = await play(
    desk,
    `
    customer: 我自杀了保险赔吗
    bot (distress.are-you-all-right)
    customer: 不太好
    bot (distress.wish-to-die)
    `,
  );
  expect(await standing(talk.id)).toEqual(IN_THE_QUEUE);
});

test.each([
  ['我自杀了保险赔吗', '药就在手边'],
  ['买你们寿险两年零三天了,现在吃安眠药走的话家里人能拿到钱不', '我就站在桥上'],
])('who says that the means are at hand: a person, whatever else they asked', async (asked, said) => {
  const talk = await desk.open();
  await talk.say(asked);
  expect(keysOf(await talk.say(said))).toContain('distress.wish-to-die');
  expect(await standing(talk.id)).toEqual(IN_THE_QUEUE);
});

test('asked soberly: the law, and the helpline below, without asking for the product first', async () => {
  await play(
    desk,
    `
    customer: 自杀赔吗
    bot (ask.general)
    bot (distress.helpline)
    `,
  );
});

test('a bereavement: condolence', async () => {
  const talk = await play(
    desk,
    `
    customer: 我爸自杀了
    bot (distress.bereaved)
    bot (human.queued)
    `,
  );
  expect(await standing(talk.id)).toEqual({ floor: 'queue', urgency: 1, handoffReason: 'death' });
});

test.each(['累死了', '气死我了，什么破公司', '我的车想死'])('not meant: %s', async (words) => {
  const talk = await desk.open();
  const keys = keysOf(await talk.say(words));
  expect(keys.filter((key) => key.startsWith('distress.'))).toEqual([]);
});

describe.each([
  ['zh-CN', '我自杀了保险赔吗'],
  ['en', 'suppose I took my own life, does the insurance pay'],
] as const)('asked whether they are all right, %s', (locale, words) => {
  const asked = async () => {
    const talk = await desk.open(locale);
    expect(keysOf(await talk.say(words))).toEqual(['distress.are-you-all-right']);
    return talk;
  };
  const SAYS = {
    'zh-CN': {
      evades: [
        '别管我，你就说算不算',
        '不用你管',
        '问这个干嘛',
        '你只管回答我的问题',
        '这跟你没关系',
        '关你什么事',
        '少废话',
      ],
      else: ['那到底赔不赔', '呵呵', '你说呢', '两年了'],
      well: ['没事，你就说赔不赔', '我就是问问', '还好'],
    },
    en: {
      evades: [
        'just answer me',
        'none of your business',
        'why do you ask',
        'leave me alone',
        'just tell me if it counts',
        'does it matter',
      ],
      else: ['so does it pay or not', 'lol', 'two years ago'],
      well: ["I'm fine, just answer the question", 'yes I am fine', 'just asking'],
    },
  };
  test.each(SAYS[locale].evades)('who evades is not dropped: %s', async (said) => {
    const talk = await asked();
    expect(keysOf(await talk.say(said))).toEqual(['distress.wish-to-die']);
    expect(await standing(talk.id)).toEqual(IN_THE_QUEUE);
  });
  test.each(SAYS[locale].else)('what was asked is answered, with the helpline below: %s', async (said) => {
    const keys = keysOf(await (await asked()).say(said));
    expect([keys[0], keys.at(-1)]).toEqual(['ask.general', 'distress.helpline']);
    expect(keys.filter((key) => key === 'distress.helpline')).toHaveLength(1);
  });
  test.each(SAYS[locale].well)('who is well may hear the clause: %s', async (said) => {
    expect(keysOf(await (await asked()).say(said))).toEqual(['distress.good-to-hear']);
  });
});

test('who is well goes on with what they wanted', async () => {
  const talk = await desk.open();
  expect(keysOf(await talk.say('被理赔员拖得想死，我的赔款什么时候到账'))).toEqual(['distress.are-you-all-right']);
  expect(keysOf(await talk.say('没事'))).toEqual(['distress.good-to-hear', 'form.noted', 'matter.ask-policyNumber']);
});

test('asked whether they are all right, another matter is taken up', async () => {
  const talk = await desk.open();
  await talk.say('我自杀了保险赔吗');
  expect(keysOf(await talk.say('我要投诉理赔太慢'))[0]).not.toMatch(/^distress|^ask/);
});

describe.each([
  [
    'zh-CN',
    '我想死',
    ['我不是真的想死，就是问怎么交材料', '我没事，就是句口头禅', '没有想自杀，只是吐槽一下'],
    ['我不是想死，我就是不想再有明天了', '还要多久'],
  ],
  [
    'en',
    'I want to die',
    [
      "I'm fine, it was a figure of speech",
      "I don't really want to die, how do I upload the papers",
      'I was just venting',
    ],
    ["I'm fine. I just want to die", 'how long'],
  ],
] as const)('who says in the queue that they do not wish to, %s', (locale, words, denied, not) => {
  test.each(denied)('hears that this is good, and that somebody comes all the same: %s', async (said) => {
    const talk = await desk.open(locale);
    await talk.say(words);
    expect(keysOf(await talk.say(said))).toEqual(['distress.good-all-the-same']);
    expect(await standing(talk.id)).toEqual(IN_THE_QUEUE);
  });
  test.each(not)('is stayed with where they say more, or something else: %s', async (said) => {
    const talk = await desk.open(locale);
    await talk.say(words);
    expect(keysOf(await talk.say(said))).toEqual(['distress.still-here']);
  });
});

test.each([
  '系统上传发票传得我想死，可以寄过去吗',
  '贷款公司催得我想死，保单能先借点钱吗',
  '堵车堵得想死，能晚点到定损点吗',
  '你们这表格填得我想死，能不能帮我填',
  'this form makes me want to die, can I send a photo instead',
  'the hold music makes me wanna die, can someone call me back',
])('an exaggeration about a practical matter is no crisis: %s', async (words) => {
  const talk = await desk.open(/\p{Script=Han}/u.test(words) ? 'zh-CN' : 'en');
  const keys = keysOf(await talk.say(words));
  expect(keys).not.toContain('distress.wish-to-die');
});

test.each(['烦得我想死，药都准备好了', 'everything makes me want to die, I have the pills here'])(
  'the same words, meant: %s',
  async (words) => {
    const talk = await desk.open(/\p{Script=Han}/u.test(words) ? 'zh-CN' : 'en');
    expect(keysOf(await talk.say(words))).toEqual(['distress.wish-to-die']);
  },
);
