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

test('同一句话发两遍，只答一次', async () => {
  const talk = await play(
    desk,
    `
    customer: 我要报案
    bot: 请问出了什么事？用您自己的话说就可以。
    customer: 我要报案
    customer: 车被追尾了
    bot: 已记下： / 事情经过：车辆碰撞
    bot: 请问有人受伤吗？
    `,
  );
  expect(await stored(desk, talk)).toMatchObject([]);
});
