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

test('未来的时间、错的电话，客气地再问', async () => {
  const talk = await play(
    desk,
    `
    customer: 我要报案
    bot: 请问出了什么事？用您自己的话说就可以。
    customer: 车被追尾了，没人受伤
    bot: 已记下： / 事情经过：车辆碰撞 / 人员情况：没有人受伤
    bot: 请问是什么时候发生的？例如“昨天下午三点左右”。
    customer: 明天下午三点
    bot: 这个时间还没有到。请问事情是什么时候发生的？例如“昨天下午三点左右”。
    customer: 昨天下午三点
    bot: 已记下： / 发生时间：2026年11月17日（周二）15:00
    bot: 请问在哪里发生的？说到路名、小区或者高速的公里数就可以。
    customer: 文三路
    bot: 已记下： / 地点：文三路
    bot: 请问保单号是多少？车险也可以只说车牌号。手边没有就说“没带”，不影响报案。
    customer: 没带
    bot: 请留一个能联系到您的电话。不方便就说“没有”，我们在这里回复您。
    customer: 1380013
    bot: 这个号码好像不对，请核对一下位数再发一次。
    customer: 13800138000
    bot: 已记下： / 联系电话：138 0013 8000
    bot: 请核对： / 事情经过：车辆碰撞 / 人员情况：没有人受伤 / 发生时间：2026年11月17日（周二）15:00 / 地点：文三路 / 保单：暂时没有 / 联系电话：138 0013 8000 / 以上都对吗？
    customer: 对
    bot: 报案已登记，编号 BA######-######，请记下来。 / 保单我们会帮您查。我们尽快告诉您需要哪些材料，一次说全。 / 车辆请先拍下现场和受损部位的照片；在高速上请先撤到护栏外，再做别的事。 / 是否赔、赔多少，由理赔核定。
    `,
  );
  expect(await stored(desk, talk)).toMatchObject([
    {
      kind: 'incident',
      step: 'reported',
      data: {
        what: 'collision',
        phone: '+8613800138000',
        place: { said: '文三路' },
        policy: null,
        anyoneHurt: false,
        happenedAt: { date: '2026-11-17', time: '15:00', said: '昨天下午三点' },
      },
    },
  ]);
});

test('不存在的日期', async () => {
  const talk = await play(
    desk,
    `
    customer: 我要报案
    bot: 请问出了什么事？用您自己的话说就可以。
    customer: 车被追尾了，没人受伤
    bot: 已记下： / 事情经过：车辆碰撞 / 人员情况：没有人受伤
    bot: 请问是什么时候发生的？例如“昨天下午三点左右”。
    customer: 11月31号
    bot: 日历上没有这一天。请再看一下日期，例如“11月20日”。
    customer: 昨天
    bot: 已记下： / 发生时间：2026年11月17日（周二）
    bot: 请问在哪里发生的？说到路名、小区或者高速的公里数就可以。
    `,
  );
  expect(await stored(desk, talk)).toMatchObject([]);
});

test('查不到的保单', async () => {
  const talk = await play(
    desk,
    `
    customer: 车险快到期了，帮我续上
    bot: 已记下： / 您的要求：车险快到期了，帮我续上
    bot: 这件事由同事为您办理，我先帮您记下。请问保单号是多少？手边没有就说“没带”。
    customer: MC999999999999
    bot: 没有查到这张保单。请核对一下再说一次，或者说“没带”。
    customer: 没带
    bot: 请留一个能联系到您的电话。不方便就说“没有”，我们在这里回复您。
    customer: 13800138000
    bot: 已记下： / 联系电话：138 0013 8000
    bot: 请核对： / 您的要求：车险快到期了，帮我续上 / 保单号：暂时没有 / 联系电话：138 0013 8000 / 以上都对吗？
    customer: 对
    bot: 已登记，编号 SX######-######，请记下来。同事会与您联系办理。 / 现在就想跟人说，请说“转人工”。
    `,
  );
  expect(await stored(desk, talk)).toMatchObject([
    {
      kind: 'matter',
      step: 'received',
      data: { phone: '+8613800138000', words: '车险快到期了，帮我续上', intent: 'renewal', policyNumber: null },
    },
  ]);
});

test('三次都没听懂，请人来', async () => {
  const talk = await play(
    desk,
    `
    customer: 我要报案
    bot: 请问出了什么事？用您自己的话说就可以。
    customer: 嗯
    bot: 请问出了什么事？用您自己的话说就可以。
    customer: 啊
    bot: 抱歉，我没听出是哪一类事。请选一个最接近的，或者再说一下经过。
    customer: 哦
    bot: 抱歉，我没听出是哪一类事。请选一个最接近的，或者再说一下经过。
    bot: 如果不方便回答，可以说“转人工”，请同事帮您；也可以说“取消”。
    customer: 呃
    bot: 是我没弄明白，不耽误您了，请同事来接着办。
    bot: 好的，正在为您转人工。您排在第 1 位。 / 您在这里说过的话同事都能看到，不用再说一遍；等待时可以继续补充。
    `,
  );
  expect(await stored(desk, talk)).toMatchObject([]);
});
