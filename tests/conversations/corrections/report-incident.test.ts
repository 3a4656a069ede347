import { afterAll, beforeAll, expect, test } from 'vitest';
import { play } from '../../kit/play-script.ts';
import { openTalkDesk, type TalkDesk } from '../../kit/talk.ts';

let desk: TalkDesk;
beforeAll(async () => {
  desk = await openTalkDesk();
});
afterAll(() => desk.close());

test('a value is put right in the middle, and the question that was open is asked again', async () => {
  await play(
    desk,
    `
    customer: 昨天下午三点在文三路追尾了前车，没人受伤
    bot: 已记下：…
    bot: 请问保单号是多少？…
    customer: 不对，是前天下午三点
    bot: 已记下： / 发生时间：2026年11月16日（周一）15:00
    bot: 请问保单号是多少？…
  `,
  );
});

test('a no at the end asks what to change', async () => {
  const talk = await play(
    desk,
    `
    customer: 昨天下午三点浙A12345在文三路追尾了前车，没人受伤，电话13800138000
    bot: 已记下：…
    bot: 请核对：…
    customer: 不对
    bot: 请问哪一项要改？可以点按钮，也可以直接说新的内容。
    customer: 联系电话
    bot: 请留一个能联系到您的电话。不方便就说“没有”，我们在这里回复您。
    customer: 13900139000
    bot: 已记下： / 联系电话：139 0013 9000
    bot: 请核对：…
    customer: 好的，提交
    bot: 报案已登记，…
  `,
  );
  const [opened] = await desk.opened.database.cases.ofConversation(talk.id);
  expect(opened?.data).toMatchObject({ phone: '+8613900139000' });
});
