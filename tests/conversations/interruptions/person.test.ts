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

test('随时能转人工，内容都在', async () => {
  const talk = await play(
    desk,
    `
    customer: 我要报案
    bot: 请问出了什么事？用您自己的话说就可以。
    customer: 车被追尾了，没人受伤
    bot: 已记下： / 事情经过：车辆碰撞 / 人员情况：没有人受伤
    bot: 请问是什么时候发生的？例如“昨天下午三点左右”。
    customer: 转人工
    bot: 好的，正在为您转人工。您排在第 1 位。 / 您在这里说过的话同事都能看到，不用再说一遍；等待时可以继续补充。
    `,
  );
  expect(await stored(desk, talk)).toMatchObject([]);
});

test('说不清楚就请人', async () => {
  const talk = await play(
    desk,
    `
    customer: 我要报案
    bot: 请问出了什么事？用您自己的话说就可以。
    customer: 换个活人来
    bot: 抱歉，我没听出是哪一类事。请选一个最接近的，或者再说一下经过。
    `,
  );
  expect(await stored(desk, talk)).toMatchObject([]);
});
