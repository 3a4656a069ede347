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

test('繁体也听得懂', async () => {
  const talk = await play(
    desk,
    `
    customer: 我要報案，昨天下午三點在文三路被追尾了，沒人受傷
    bot: 已记下： / 事情经过：车辆碰撞 / 人员情况：没有人受伤 / 发生时间：2026年11月17日（周二）15:00 / 地点：文三路
    bot: 请问保单号是多少？车险也可以只说车牌号。手边没有就说“没带”，不影响报案。
    customer: 沒帶
    bot: 请留一个能联系到您的电话。不方便就说“没有”，我们在这里回复您。
    customer: 13800138000
    bot: 已记下： / 联系电话：138 0013 8000
    bot: 请核对： / 事情经过：车辆碰撞 / 人员情况：没有人受伤 / 发生时间：2026年11月17日（周二）15:00 / 地点：文三路 / 保单：暂时没有 / 联系电话：138 0013 8000 / 以上都对吗？
    customer: 對
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
