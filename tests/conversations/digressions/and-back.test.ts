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

test('填到一半问条款，答完接着问', async () => {
  const talk = await play(
    desk,
    `
    customer: 我要报案
    bot: 请问出了什么事？用您自己的话说就可以。
    customer: 车被追尾了
    bot: 已记下： / 事情经过：车辆碰撞
    bot: 请问有人受伤吗？
    customer: 酒后开车出了事故赔吗
    bot (ask.bearing)
    bot: 看明白了请回复“我看明白了”，不回复也可以。这只表示您看过，不影响您的权利。
    bot: 请问有人受伤吗？
    customer: 没人受伤
    bot: 已记下： / 人员情况：没有人受伤
    bot: 请问是什么时候发生的？例如“昨天下午三点左右”。
    `,
  );
  expect(await stored(desk, talk)).toMatchObject([]);
});

test('填到一半问帮助', async () => {
  const talk = await play(
    desk,
    `
    customer: 我要报案
    bot: 请问出了什么事？用您自己的话说就可以。
    customer: 帮助
    bot: 我可以帮您： / · 回答保险条款的问题，例如“家里水管爆了赔吗” / · 记录一次事故或损失，例如“我的车刚被追尾了” / · 记下其他事项交给同事办理，例如“我要改受益人”“我要投诉” / · 转人工：说“转人工” / 办到一半想停下，说“取消”。
    bot: 请问出了什么事？用您自己的话说就可以。
    customer: 车被偷了
    bot: 已记下： / 事情经过：被盗、被抢
    bot: 请问有人受伤吗？
    `,
  );
  expect(await stored(desk, talk)).toMatchObject([]);
});

test('问记了什么', async () => {
  const talk = await play(
    desk,
    `
    customer: 昨天下午三点在文三路追尾了，没人受伤
    bot: 已记下： / 事情经过：车辆碰撞 / 人员情况：没有人受伤 / 发生时间：2026年11月17日（周二）15:00 / 地点：文三路
    bot: 请问保单号是多少？车险也可以只说车牌号。手边没有就说“没带”，不影响报案。
    customer: 记了些什么
    bot: 到现在记下的有： / 事情经过：车辆碰撞 / 人员情况：没有人受伤 / 发生时间：2026年11月17日（周二）15:00 / 地点：文三路
    bot: 请问保单号是多少？车险也可以只说车牌号。手边没有就说“没带”，不影响报案。
    customer: 没带
    bot: 请留一个能联系到您的电话。不方便就说“没有”，我们在这里回复您。
    `,
  );
  expect(await stored(desk, talk)).toMatchObject([]);
});
