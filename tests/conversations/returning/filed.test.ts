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

test('三天没来，按原样存下，还能接着办', async () => {
  const talk = await play(
    desk,
    `
    customer: 我要报案
    bot: 请问出了什么事？用您自己的话说就可以。
    customer: 车被追尾了，没人受伤
    bot: 已记下： / 事情经过：车辆碰撞 / 人员情况：没有人受伤
    bot: 请问是什么时候发生的？例如“昨天下午三点左右”。
    (5000 minutes later)
    (what was left undone is filed)
    bot: 上次没办完的“报案”我留着，编号 WB######-######，还没有提交；说“接着办”继续。
    customer: 接着办
    bot: 请问是什么时候发生的？例如“昨天下午三点左右”。
    `,
  );
  expect(await stored(desk, talk)).toMatchObject([
    { kind: 'unfinished', step: 'filed', data: { stack: [{ dialog: 'report-incident' }] } },
  ]);
});
