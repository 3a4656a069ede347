import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
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

test.each([
  '我奶奶走了',
  '老公没了',
  '爷爷不在了，保险怎么办',
  '我媽過身咗',
  'my grandma passed',
  'lost her last week',
  'I lost my husband and don’t know what to do',
])('%s: condolence before anything is asked, and a person', async (words) => {
  const talk = await desk.open(/\p{Script=Han}/u.test(words) ? 'zh-CN' : 'en');
  expect(keysOf(await talk.say(words))).toEqual(['report-incident.condolence', 'human.queued']);
});

test.each(['Husband took his own life', '我老公跳楼自杀了'])('%s: care, never a policy number', async (words) => {
  const talk = await desk.open(/\p{Script=Han}/u.test(words) ? 'zh-CN' : 'en');
  expect(keysOf(await talk.say(words))).toEqual(['distress.bereaved', 'human.queued']);
});

test.each([
  '老公买了一年半自杀走了，保险公司赔吗',
  '我爱人投保寿险刚满一年的时候跳楼了，钱还能拿到吗',
  'My husband took his own life a year and a half after he bought life insurance. Does it pay?',
  'my wife bought the policy last year and killed herself in March, will we be paid',
])('%s: condolence and a person first, then the law, without a title or an “if”', async (words) => {
  const talk = await desk.open(/\p{Script=Han}/u.test(words) ? 'zh-CN' : 'en');
  const said = await talk.say(words);
  expect(keysOf(said)).toEqual(['distress.bereaved', 'human.queued', 'ask.general']);
  expect(said.at(-1)?.activity?.text).not.toMatch(/自杀赔吗|^\*\*/);
});

test('a question after a loss hears the condolence, and is answered', async () => {
  const talk = await desk.open();
  const keys = keysOf(await talk.say('我爸上个月走了，定期寿险自杀条款是什么意思'));
  expect(keys[0]).toBe('tone.condolence');
  expect(keys[1]).toMatch(/^ask\./);
});

test('who dies after the report was begun: the form ends, a person comes', async () => {
  await play(
    desk,
    `
    customer: 我老公昨天下午三点在文三路被车撞了
    bot (form.noted)
    bot (report-incident.ask-anyoneHurt)
    customer: 人没救回来
    bot (report-incident.condolence)
    bot (human.queued)
    `,
  );
});

test('somebody gets worse after all: help comes first', async () => {
  const talk = await play(
    desk,
    `
    customer: 我的车昨天下午三点在文三路被追尾了，人没事
    bot (form.noted)
    bot (report-incident.ask-policy)
    customer: 我老婆现在昏迷了
    bot (report-incident.emergency)
    bot (human.queued)
    `,
  );
  expect(await stored(desk, talk)).toMatchObject([{ data: { anyoneHurt: true } }]);
});

test('老公割腕自杀 is danger now: 120 first, then 12356', async () => {
  await play(
    desk,
    `
    customer: 老公割腕自杀
    bot: 先保住人。如果那边正有危险，或者人已经受伤、吃了药，请马上打 120 或 110…
    `,
  );
});

test('a stranger’s death within a claim: care, and the claim; no helpline for who tells it', async () => {
  const talk = await play(
    desk,
    `
    customer: 对方司机跳楼自杀砸到我的车
    bot: 遇上这样的事，谁心里都不好受。如果还有人要救，请先打 120 和 110。您自己的损失，我来帮您记，不急。
    bot (form.noted)
    bot (report-incident.ask-anyoneHurt)
    customer: 他当场死了
    bot (report-incident.somebody-died)
    bot (human.queued)
    `,
  );
  expect(JSON.stringify(await talk.log())).not.toContain('12356');
});

test.each(['my phone died and the battery is dead', '烦死了，车被追尾了', '对方撞完就走了'])(
  'nobody has died: %s',
  async (words) => {
    const keys = keysOf(await (await desk.open()).say(words));
    expect(keys.filter((key) => /condolence|died|distress|emergency/.test(key))).toEqual([]);
  },
);
