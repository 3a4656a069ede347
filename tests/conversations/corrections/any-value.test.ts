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

test('三轮之前的时间也能改', async () => {
  const talk = await play(
    desk,
    `
    customer: 我要报案
    bot: 请问出了什么事？用您自己的话说就可以。
    customer: 被追尾了
    bot: 已记下： / 事情经过：车辆碰撞
    bot: 请问有人受伤吗？
    customer: 没人受伤
    bot: 已记下： / 人员情况：没有人受伤
    bot: 请问是什么时候发生的？例如“昨天下午三点左右”。
    customer: 昨天下午三点
    bot: 已记下： / 发生时间：2026年11月17日（周二）15:00
    bot: 请问在哪里发生的？说到路名、小区或者高速的公里数就可以。
    customer: 文三路
    bot: 已记下： / 地点：文三路
    bot: 请问保单号是多少？车险也可以只说车牌号。手边没有就说“没带”，不影响报案。
    customer: 不对，是前天下午三点
    bot: 已记下： / 发生时间：2026年11月16日（周一）15:00
    bot: 请问保单号是多少？车险也可以只说车牌号。手边没有就说“没带”，不影响报案。
    customer: 没带
    bot: 请留一个能联系到您的电话。不方便就说“没有”，我们在这里回复您。
    customer: 13800138000
    bot: 已记下： / 联系电话：138 0013 8000
    bot: 请核对： / 事情经过：车辆碰撞 / 人员情况：没有人受伤 / 发生时间：2026年11月16日（周一）15:00 / 地点：文三路 / 保单：暂时没有 / 联系电话：138 0013 8000 / 以上都对吗？
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
        happenedAt: { date: '2026-11-16', time: '15:00', said: '前天下午三点' },
      },
    },
  ]);
});

test('电话打错了', async () => {
  const talk = await play(
    desk,
    `
    customer: 昨天下午三点在文三路追尾了，没人受伤
    bot: 已记下： / 事情经过：车辆碰撞 / 人员情况：没有人受伤 / 发生时间：2026年11月17日（周二）15:00 / 地点：文三路
    bot: 请问保单号是多少？车险也可以只说车牌号。手边没有就说“没带”，不影响报案。
    customer: 没带
    bot: 请留一个能联系到您的电话。不方便就说“没有”，我们在这里回复您。
    customer: 13800138000
    bot: 已记下： / 联系电话：138 0013 8000
    bot: 请核对： / 事情经过：车辆碰撞 / 人员情况：没有人受伤 / 发生时间：2026年11月17日（周二）15:00 / 地点：文三路 / 保单：暂时没有 / 联系电话：138 0013 8000 / 以上都对吗？
    customer: 电话打错了，应该是13900139000
    bot: 已记下： / 联系电话：139 0013 9000
    bot: 请核对： / 事情经过：车辆碰撞 / 人员情况：没有人受伤 / 发生时间：2026年11月17日（周二）15:00 / 地点：文三路 / 保单：暂时没有 / 联系电话：139 0013 9000 / 以上都对吗？
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
        phone: '+8613900139000',
        place: { said: '文三路' },
        policy: null,
        anyoneHurt: false,
        happenedAt: { date: '2026-11-17', time: '15:00', said: '昨天下午三点' },
      },
    },
  ]);
});

test('核对时说不对，再选一项改', async () => {
  const talk = await play(
    desk,
    `
    customer: 昨天下午三点在文三路追尾了，没人受伤
    bot: 已记下： / 事情经过：车辆碰撞 / 人员情况：没有人受伤 / 发生时间：2026年11月17日（周二）15:00 / 地点：文三路
    bot: 请问保单号是多少？车险也可以只说车牌号。手边没有就说“没带”，不影响报案。
    customer: 没带
    bot: 请留一个能联系到您的电话。不方便就说“没有”，我们在这里回复您。
    customer: 13800138000
    bot: 已记下： / 联系电话：138 0013 8000
    bot: 请核对： / 事情经过：车辆碰撞 / 人员情况：没有人受伤 / 发生时间：2026年11月17日（周二）15:00 / 地点：文三路 / 保单：暂时没有 / 联系电话：138 0013 8000 / 以上都对吗？
    customer: 不对
    bot: 请问哪一项要改？可以点按钮，也可以直接说新的内容。
    customer: 地点
    bot: 请问在哪里发生的？说到路名、小区或者高速的公里数就可以。
    customer: 文二路
    bot: 已记下： / 地点：文二路
    bot: 请核对： / 事情经过：车辆碰撞 / 人员情况：没有人受伤 / 发生时间：2026年11月17日（周二）15:00 / 地点：文二路 / 保单：暂时没有 / 联系电话：138 0013 8000 / 以上都对吗？
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
        place: { said: '文二路' },
        policy: null,
        anyoneHurt: false,
        happenedAt: { date: '2026-11-17', time: '15:00', said: '昨天下午三点' },
      },
    },
  ]);
});

test('用数字选要改的一项', async () => {
  const talk = await play(
    desk,
    `
    customer: 昨天下午三点在文三路追尾了，没人受伤
    bot: 已记下： / 事情经过：车辆碰撞 / 人员情况：没有人受伤 / 发生时间：2026年11月17日（周二）15:00 / 地点：文三路
    bot: 请问保单号是多少？车险也可以只说车牌号。手边没有就说“没带”，不影响报案。
    customer: 没带
    bot: 请留一个能联系到您的电话。不方便就说“没有”，我们在这里回复您。
    customer: 13800138000
    bot: 已记下： / 联系电话：138 0013 8000
    bot: 请核对： / 事情经过：车辆碰撞 / 人员情况：没有人受伤 / 发生时间：2026年11月17日（周二）15:00 / 地点：文三路 / 保单：暂时没有 / 联系电话：138 0013 8000 / 以上都对吗？
    customer: 不对
    bot: 请问哪一项要改？可以点按钮，也可以直接说新的内容。
    customer: 6
    bot: 请留一个能联系到您的电话。不方便就说“没有”，我们在这里回复您。
    customer: 13700137000
    bot: 已记下： / 联系电话：137 0013 7000
    bot: 请核对： / 事情经过：车辆碰撞 / 人员情况：没有人受伤 / 发生时间：2026年11月17日（周二）15:00 / 地点：文三路 / 保单：暂时没有 / 联系电话：137 0013 7000 / 以上都对吗？
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
        phone: '+8613700137000',
        place: { said: '文三路' },
        policy: null,
        anyoneHurt: false,
        happenedAt: { date: '2026-11-17', time: '15:00', said: '昨天下午三点' },
      },
    },
  ]);
});

test('更正的同时给出新内容', async () => {
  const talk = await play(
    desk,
    `
    customer: 昨天下午三点在文三路追尾了，没人受伤
    bot: 已记下： / 事情经过：车辆碰撞 / 人员情况：没有人受伤 / 发生时间：2026年11月17日（周二）15:00 / 地点：文三路
    bot: 请问保单号是多少？车险也可以只说车牌号。手边没有就说“没带”，不影响报案。
    customer: 没带
    bot: 请留一个能联系到您的电话。不方便就说“没有”，我们在这里回复您。
    customer: 13800138000
    bot: 已记下： / 联系电话：138 0013 8000
    bot: 请核对： / 事情经过：车辆碰撞 / 人员情况：没有人受伤 / 发生时间：2026年11月17日（周二）15:00 / 地点：文三路 / 保单：暂时没有 / 联系电话：138 0013 8000 / 以上都对吗？
    customer: 不对，地点是文二路
    bot: 已记下： / 地点：文二路
    bot: 请核对： / 事情经过：车辆碰撞 / 人员情况：没有人受伤 / 发生时间：2026年11月17日（周二）15:00 / 地点：文二路 / 保单：暂时没有 / 联系电话：138 0013 8000 / 以上都对吗？
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
        place: { said: '文二路' },
        policy: null,
        anyoneHurt: false,
        happenedAt: { date: '2026-11-17', time: '15:00', said: '昨天下午三点' },
      },
    },
  ]);
});
