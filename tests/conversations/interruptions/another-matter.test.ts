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

test('报案当中另提投诉，办完再回来', async () => {
  const talk = await play(
    desk,
    `
    customer: 我要报案
    bot: 请问出了什么事？用您自己的话说就可以。
    customer: 车被追尾了
    bot: 已记下： / 事情经过：车辆碰撞
    bot: 请问有人受伤吗？
    customer: 我要投诉你们的业务员骗我买保险
    bot: 已记下： / 您的要求：我要投诉你们的业务员骗我买保险
    bot: 这件事由同事为您办理，我先帮您记下。请问保单号是多少？手边没有就说“没带”。
    customer: 没带
    bot: 请留一个能联系到您的电话。不方便就说“没有”，我们在这里回复您。
    customer: 13800138000
    bot: 已记下： / 联系电话：138 0013 8000
    bot: 请核对： / 您的要求：我要投诉你们的业务员骗我买保险 / 保单号：暂时没有 / 联系电话：138 0013 8000 / 以上都对吗？
    customer: 对
    bot: 已登记，编号 SX######-######，请记下来。您的投诉会由与此事无关的同事处理，一般 15 天内给您处理决定；复杂的最长 30 天，特殊的经批准再延长 30 天，会先告诉您。 / 现在就想跟人说，请说“转人工”。
    bot: 请问有人受伤吗？
    customer: 没人受伤
    bot: 已记下： / 人员情况：没有人受伤
    bot: 请问是什么时候发生的？例如“昨天下午三点左右”。
    `,
  );
  expect(await stored(desk, talk)).toMatchObject([
    {
      kind: 'matter',
      step: 'received',
      data: {
        phone: '+8613800138000',
        words: '我要投诉你们的业务员骗我买保险',
        intent: 'file-complaint',
        policyNumber: null,
      },
    },
  ]);
});
