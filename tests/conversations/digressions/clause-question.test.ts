import { afterAll, beforeAll, expect, test } from 'vitest';
import { play } from '../../kit/play-script.ts';
import { openTalkDesk, type TalkDesk } from '../../kit/talk.ts';

let desk: TalkDesk;
beforeAll(async () => {
  desk = await openTalkDesk();
});
afterAll(() => desk.close());

test('a clause question in the middle is answered, and the report goes on', async () => {
  await play(
    desk,
    `
    customer: 昨天下午三点我的车在文三路被追尾了，没人受伤
    bot: 已记下：…
    bot: 请问保单号是多少？…
    customer: 等一下，对方酒驾的话你们赔吗
    bot (ask.bearing)
    bot (ask.conditional)
    bot (ask.confirm-folded)
    bot: 请问保单号是多少？…
    customer: 我已理解
    bot (ask.confirmed)
    bot: 请问保单号是多少？…
    customer: 浙A12345
    bot: 已记下： / 保单：浙A12345
    bot: 请留一个能联系到您的电话。不方便就说“没有”，我们在这里回复您。
  `,
  );
});

test('the exclusion comes before the promise, and its confirmation is kept with what was shown', async () => {
  const talk = await play(
    desk,
    `
    customer: 酒后开车出了事故赔吗
    bot: **安行机动车商业保险：请先看这条不赔的约定。是否适用，要看当时的情况** / **第十六条 饮酒、吸毒后驾驶** / > …
    bot (ask.confirm)
    customer: 还有疑问
    bot: 没关系。…
    customer: 我明白了
    bot (ask.noted)
    customer: 再看一遍
    bot (ask.bearing)
    bot (ask.confirm)
    customer: 我明白了
    bot (ask.confirmed)
  `,
  );
  const [entry] = (await talk.log()).filter(
    ({ activity }) => (activity?.channelData as { policydesk?: { key: string } })?.policydesk?.key === 'ask.bearing',
  );
  const noted = (await talk.log()).flatMap(({ role, activity }) =>
    role === 'system' && activity?.name?.startsWith('evidence.') ? [activity.value] : [],
  );
  expect(noted).toMatchObject([
    { entry: entry?.id, clauses: [{ product: 'motor-commercial', version: '2026', clause: 'drink-driving' }] },
    { about: [entry?.id], answer: 'not-understood' },
    { clauses: [{ clause: 'drink-driving' }] },
    { answer: 'understood' },
  ]);
});

test('what no clause carries is not answered', async () => {
  await play(
    desk,
    `
    customer: 我的车险能保外星人入侵吗
    bot: 这个问题我在安行机动车商业保险的条款里没有找到依据，不随便回答您。…
  `,
  );
});

test('where the product is open it is asked, by name', async () => {
  await play(
    desk,
    `
    customer: 地震赔吗
    bot (ask.which-product)
    customer: 家财险
    bot (ask.bearing)
    bot (ask.confirm)
  `,
  );
});
