import { afterAll, beforeAll, test } from 'vitest';
import { play } from '../../kit/play-script.ts';
import { openTalkDesk, type TalkDesk } from '../../kit/talk.ts';

let desk: TalkDesk;
beforeAll(async () => {
  desk = await openTalkDesk();
});
afterAll(() => desk.close());

test('the customer hears what was noted so far, and starts over', async () => {
  await play(
    desk,
    `
    customer: 我的车昨天下午三点被撞了，没人受伤
    bot: 已记下：…
    bot: 请问在哪里发生的？…
    customer: 记了些什么
    bot: 到现在记下的有： / 事情经过：车辆碰撞 / 人员情况：没有人受伤 / 发生时间：2026年11月17日（周二）15:00
    bot: 请问在哪里发生的？…
    customer: 重新来
    bot: 好的，刚才记的都不算，我们重新来。
    bot: 请问出了什么事？…
  `,
  );
});

test('the same in English', async () => {
  await play(
    desk,
    `
    customer: my car was hit yesterday at 3 pm, nobody is hurt
    bot: Noted:…
    bot: Where did it happen?…
    customer: summary so far
    bot: So far I have: / What happened: a vehicle collision / Anyone hurt: nobody is hurt / When: Tue 17 November 2026, 15:00
    bot: Where did it happen?…
    customer: start over
    bot: All right, let’s start over. What was noted is set aside.
    bot: What has happened?…
  `,
    { locale: 'en' },
  );
});
