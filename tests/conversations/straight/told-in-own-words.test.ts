import { afterAll, beforeAll, beforeEach, test } from 'vitest';
import { WEDNESDAY } from '../../kit/desk.ts';
import { play } from '../../kit/play.ts';
import { openTalkDesk, type TalkDesk } from '../../kit/talk.ts';

let desk: TalkDesk;
beforeAll(async () => {
  desk = await openTalkDesk();
});
beforeEach(() => {
  desk.clock.now = new Date(WEDNESDAY);
});
afterAll(() => desk.close());

test('说清楚了经过，就算不是常见的几类，也不再问一遍', async () => {
  await play(
    desk,
    `
    customer: 我要报案
    bot: 请问出了什么事？用您自己的话说就可以。
    customer: 隔壁施工的把我家承重墙凿了一个大洞
    bot: 已记下： / 事情经过：其他
    bot: 请问有人受伤吗？
  `,
  );
});

test('a story of none of the usual kinds is not asked for again', async () => {
  await play(
    desk,
    `
    customer: I want to report that the men next door took a sledgehammer to our party wall on Monday, there is a big hole now
    bot: Noted: / What happened: something else / When: Mon 16 November 2026
    bot: Is anyone hurt?
  `,
    { locale: 'en' },
  );
});
