import { afterAll, beforeAll, beforeEach, test } from 'vitest';
import { WEDNESDAY } from '../../kit/desk.ts';
import { play } from '../../kit/play-script.ts';
import { openTalkDesk, type TalkDesk } from '../../kit/talk.ts';

let desk: TalkDesk;
beforeAll(async () => {
  desk = await openTalkDesk();
});
beforeEach(() => {
  desk.clock.now = new Date(WEDNESDAY);
});
afterAll(() => desk.close());

/* What somebody says instead of an answer is never noted as one; whoever would rather not say it needn't. */
test('no photos, an insult, and rather not: none of them is the place', () =>
  play(
    desk,
    `
    customer: 追尾了，没有人受伤，昨天下午三点
    bot: 已记下：…
    bot: 请问在哪里发生的？…
    customer: 不想发照片
    bot: 没有照片也可以，现在不用发。
    bot: 请问在哪里发生的？…
    customer: 你是傻逼
    bot: 让您着急了，很抱歉。…
    bot: 请问在哪里发生的？…
    customer: 不想告诉你
    bot: 请问保单号是多少？…
    customer: 不方便说
    bot: 请留一个能联系到您的电话。…
    customer: 不想说
    bot: 请核对： / 事情经过：车辆碰撞 / 人员情况：没有人受伤 / 发生时间：2026年11月17日（周二）15:00 / 地点：暂时没有 / 保单：暂时没有 / 联系电话：暂时没有 / 以上都对吗？
  `,
  ));

test('the same in English', () =>
  play(
    desk,
    `
    customer: I was rear-ended yesterday at 3 pm, nobody is hurt
    bot: Noted:…
    bot: Where did it happen?…
    customer: I don't want to send photos
    bot: That is fine; no photos are needed now.
    bot: Where did it happen?…
    customer: stupid bot
    bot: I am sorry this is upsetting.…
    bot: Where did it happen?…
    customer: I'd rather not say
    bot: What is your policy number?…
  `,
  ));

test('who asks for a moment has it; a curse opens no matter; who drops it has dropped it', () =>
  play(
    desk,
    `
    customer: 追尾了，没有人受伤，昨天下午三点
    bot: 已记下：…
    bot: 请问在哪里发生的？…
    customer: 等等
    bot: 不急，您慢慢来，准备好了再接着说。
    customer: 你们这群骗子 垃圾公司
    bot: 让您着急了，很抱歉。…
    bot: 请问在哪里发生的？…
    customer: 文三路
    bot: 已记下：…
    bot: 请问保单号是多少？…
    customer: 现在你们都记下了什么？
    bot: 到现在记下的有：…
    bot: 请问保单号是多少？…
    customer: 时间错了，是前天下午三点
    bot: 已记下： / 发生时间：2026年11月16日（周一）15:00
    bot: 请问保单号是多少？…
    customer: 算了不报了
    bot (cancel.done)
  `,
  ));

test('danger in the middle of a report comes first', () =>
  play(
    desk,
    `
    customer: 追尾了，没有人受伤，昨天下午三点
    bot: 已记下：…
    bot: 请问在哪里发生的？…
    customer: 他拿刀堵在门口了
    bot: 先打 110。…
    bot (human.queued)
  `,
  ));
