import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { WEDNESDAY } from '../../kit/desk.ts';
import { play } from '../../kit/play-script.ts';
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

test('没说哪份保险，先问清楚', async () => {
  const talk = await play(
    desk,
    `
    customer: 等待期里查出病来怎么办，给不给钱
    bot: 您问的是哪一种？ / 1. 安康一年期医疗保险 / 2. 安诺定期寿险 / 3. 安承分红型终身寿险 / 4. 安愈长期重大疾病保险 / 5. 安业小微企业财产保险 / 不在上面的，请直接说产品名称。不清楚就说“不知道”，有一般规定的，我先说给您。
    customer: 医疗险
    bot (ask.bearing)
    bot: 看明白了请回复“我看明白了”，不回复也可以。这只表示您看过，不影响您的权利。还有 26 条也可能有关，说“看其余条款”就能看。
    `,
  );
  expect(await stored(desk, talk)).toMatchObject([]);
});
