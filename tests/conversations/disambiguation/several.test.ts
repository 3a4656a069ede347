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

test('一句话两件事，一件一件来', async () => {
  const talk = await play(
    desk,
    `
    customer: 我要投诉业务员骗我买保险。另外，把受益人改成我女儿
    bot: 您说了 2 件事：投诉，变更保单。我们一件一件来，后面的我记着。
    bot: 已记下： / 您的要求：我要投诉业务员骗我买保险
    bot: 这件事由同事为您办理，我先帮您记下。请问保单号是多少？手边没有就说“没带”。
    customer: 没带
    bot: 请留一个能联系到您的电话。不方便就说“没有”，我们在这里回复您。
    customer: 13800138000
    bot: 已记下： / 联系电话：138 0013 8000
    bot: 请核对： / 您的要求：我要投诉业务员骗我买保险 / 保单号：暂时没有 / 联系电话：138 0013 8000 / 以上都对吗？
    customer: 对
    bot: 已登记，编号 SX######-######，请记下来。您的投诉会由与此事无关的同事处理，一般 15 天内给您处理决定；复杂的最长 30 天，特殊的经批准再延长 30 天，会先告诉您。 / 现在就想跟人说，请说“转人工”。
    bot: 接下来是您刚才说的另一件事：变更保单。
    bot: 已记下： / 您的要求：把受益人改成我女儿 / 联系电话：138 0013 8000
    bot: 这件事由同事为您办理，我先帮您记下。请问保单号是多少？手边没有就说“没带”。
    customer: 没带
    bot: 请核对： / 您的要求：把受益人改成我女儿 / 保单号：暂时没有 / 联系电话：138 0013 8000 / 以上都对吗？
    customer: 13800138000
    bot: 抱歉，这一项我没看明白，请再说一次。
    customer: 对
    bot: 已登记，编号 SX######-######，请记下来。同事会与您联系办理。 / 现在就想跟人说，请说“转人工”。
    `,
  );
  expect(await stored(desk, talk)).toMatchObject([
    {
      kind: 'matter',
      step: 'received',
      data: {
        phone: '+8613800138000',
        words: '我要投诉业务员骗我买保险',
        intent: 'file-complaint',
        policyNumber: null,
      },
    },
    {
      kind: 'matter',
      step: 'received',
      data: { phone: '+8613800138000', words: '把受益人改成我女儿', intent: 'change-policy', policyNumber: null },
    },
  ]);
});

test('先问条款，顺便报案', async () => {
  const talk = await play(
    desk,
    `
    customer: 车险玻璃单独碎了赔吗？另外我要报案，我的车刚被追尾了
    bot: 您说了 2 件事：咨询条款，报案。我们一件一件来，后面的我记着。
    bot (ask.bearing)
    bot (ask.conditional)
    bot: 看明白了请回复“我看明白了”，不回复也可以。这只表示您看过，不影响您的权利。还有 26 条也可能有关，说“看其余条款”就能看。
    bot: 接下来是您刚才说的另一件事：报案。
    bot: 已记下： / 事情经过：车辆碰撞 / 发生时间：2026年11月18日（周三）15:30左右
    bot: 请问有人受伤吗？
    `,
  );
  expect(await stored(desk, talk)).toMatchObject([]);
});

test('取消第一件，第二件还在', async () => {
  const talk = await play(
    desk,
    `
    customer: 我要报案，另外我想投诉你们的客服态度差
    bot: 您说了 2 件事：报案，投诉。我们一件一件来，后面的我记着。
    bot: 请问出了什么事？用您自己的话说就可以。
    customer: 取消
    bot: 好的，已停下，刚才的内容没有提交。需要时随时再说。
    bot: 接下来是您刚才说的另一件事：投诉。
    bot: 已记下： / 您的要求：我想投诉你们的客服态度差
    bot: 这件事由同事为您办理，我先帮您记下。请问保单号是多少？手边没有就说“没带”。
    `,
  );
  expect(await stored(desk, talk)).toMatchObject([]);
});
