import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { WEDNESDAY } from '../../kit/desk.ts';
import { play } from '../../kit/play.ts';
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

test('生病住院不问有没有人受伤', async () => {
  const talk = await play(
    desk,
    `
    customer: 我妈确诊了胃癌，11月10号住的院，在市第一医院
    bot: 已记下： / 事情经过：生病、住院 / 发生时间：2026年11月10日（周二） / 地点：市第一医院
    bot: 请问保单号是多少？车险也可以只说车牌号。手边没有就说“没带”，不影响报案。
    customer: 没带
    bot: 请留一个能联系到您的电话。不方便就说“没有”，我们在这里回复您。
    customer: 13800138000
    bot: 已记下： / 联系电话：138 0013 8000
    bot: 请核对： / 事情经过：生病、住院 / 发生时间：2026年11月10日（周二） / 地点：市第一医院 / 保单：暂时没有 / 联系电话：138 0013 8000 / 以上都对吗？
    customer: 对
    bot: 报案已登记，编号 BA######-######，请记下来。 / 保单我们会帮您查。我们尽快告诉您需要哪些材料，一次说全。 / 是否赔、赔多少，由理赔核定。
    `,
  );
  expect(await stored(desk, talk)).toMatchObject([
    {
      kind: 'incident',
      step: 'reported',
      data: {
        what: 'illness',
        phone: '+8613800138000',
        place: { said: '市第一医院' },
        policy: null,
        happenedAt: { date: '2026-11-10', said: '11月10号' },
      },
    },
  ]);
});
