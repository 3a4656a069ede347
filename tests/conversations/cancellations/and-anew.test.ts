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

test('取消之后可以重新报', async () => {
  const talk = await play(
    desk,
    `
    customer: 我要报案
    bot: 请问出了什么事？用您自己的话说就可以。
    customer: 车被追尾了
    bot: 已记下： / 事情经过：车辆碰撞
    bot: 请问有人受伤吗？
    customer: 取消
    bot: 好的，已停下，刚才的内容没有提交。需要时随时再说。
    customer: 我要报案
    bot: 请问出了什么事？用您自己的话说就可以。
    `,
  );
  expect(await stored(desk, talk)).toMatchObject([]);
});

test('没有在办的事也能说取消', async () => {
  const talk = await play(
    desk,
    `
    customer: 取消
    bot: 目前没有正在办理的事项。需要时请直接说。
    `,
  );
  expect(await stored(desk, talk)).toMatchObject([]);
});

test('重新开始', async () => {
  const talk = await play(
    desk,
    `
    customer: 我要报案
    bot: 请问出了什么事？用您自己的话说就可以。
    customer: 车被追尾了
    bot: 已记下： / 事情经过：车辆碰撞
    bot: 请问有人受伤吗？
    customer: 重新来
    bot: 好的，刚才记的都不算，我们重新来。
    bot: 请问出了什么事？用您自己的话说就可以。
    customer: 家里漏水
    bot: 已记下： / 事情经过：漏水、水管爆裂
    bot: 请问有人受伤吗？
    `,
  );
  expect(await stored(desk, talk)).toMatchObject([]);
});
