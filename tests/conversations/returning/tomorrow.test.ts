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

test('第二天回来，接着办', async () => {
  const talk = await play(
    desk,
    `
    customer: 我要报案
    bot: 请问出了什么事？用您自己的话说就可以。
    customer: 车被追尾了，没人受伤
    bot: 已记下： / 事情经过：车辆碰撞 / 人员情况：没有人受伤
    bot: 请问是什么时候发生的？例如“昨天下午三点左右”。
    (1440 minutes later)
    customer: 你好
    bot: 您上次在办“报案”，还没有办完，我们接着来。不想办了就说“取消”，想从头来就说“重新开始”。
    bot: 请问是什么时候发生的？例如“昨天下午三点左右”。
    customer: 昨天下午三点
    bot: 已记下： / 发生时间：2026年11月18日（周三）15:00
    bot: 请问在哪里发生的？说到路名、小区或者高速的公里数就可以。
    `,
  );
  expect(await stored(desk, talk)).toMatchObject([]);
});

test('第二天直接回答也行', async () => {
  const talk = await play(
    desk,
    `
    customer: 我要报案
    bot: 请问出了什么事？用您自己的话说就可以。
    customer: 车被追尾了，没人受伤
    bot: 已记下： / 事情经过：车辆碰撞 / 人员情况：没有人受伤
    bot: 请问是什么时候发生的？例如“昨天下午三点左右”。
    (1440 minutes later)
    customer: 前天下午三点
    bot: 您上次在办“报案”，还没有办完，我们接着来。不想办了就说“取消”，想从头来就说“重新开始”。
    bot: 已记下： / 发生时间：2026年11月17日（周二）15:00
    bot: 请问在哪里发生的？说到路名、小区或者高速的公里数就可以。
    `,
  );
  expect(await stored(desk, talk)).toMatchObject([]);
});
