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

test('一句话说全，只问还缺的', async () => {
  const talk = await play(
    desk,
    `
    customer: 我电话13800138000，昨晚八点多浙A12345在文一路追尾了前车，没人受伤
    bot: 已记下： / 事情经过：车辆碰撞 / 人员情况：没有人受伤 / 发生时间：2026年11月17日（周二）20:00左右 / 地点：文一路 / 保单：浙A12345 / 联系电话：138 0013 8000
    bot: 请核对： / 事情经过：车辆碰撞 / 人员情况：没有人受伤 / 发生时间：2026年11月17日（周二）20:00左右 / 地点：文一路 / 保单：浙A12345 / 联系电话：138 0013 8000 / 以上都对吗？
    customer: 对，提交
    bot: 报案已登记，编号 BA######-######，请记下来。 / 我们尽快告诉您需要哪些材料，一次说全。 / 车辆请先拍下现场和受损部位的照片；在高速上请先撤到护栏外，再做别的事。 / 是否赔、赔多少，由理赔核定。
    `,
  );
  expect(await stored(desk, talk)).toMatchObject([
    {
      kind: 'incident',
      step: 'reported',
      policyNumber: 'MC202600010001',
      data: {
        what: 'collision',
        phone: '+8613800138000',
        place: { said: '文一路' },
        policy: '浙A12345',
        anyoneHurt: false,
        happenedAt: { date: '2026-11-17', time: '20:00', approximate: true, said: '昨晚八点' },
      },
    },
  ]);
});

test('语音一样的长句子', async () => {
  const talk = await play(
    desk,
    `
    customer: 喂你好那个我刚才大概半小时前吧在文一路上开车然后前面那个车突然刹车我就追尾了人都没事我电话是13900139000
    bot: 已记下： / 事情经过：车辆碰撞 / 人员情况：没有人受伤 / 发生时间：2026年11月18日（周三）15:00左右 / 地点：文一路 / 联系电话：139 0013 9000
    bot: 请问保单号是多少？车险也可以只说车牌号。手边没有就说“没带”，不影响报案。
    customer: 没带
    bot: 请核对： / 事情经过：车辆碰撞 / 人员情况：没有人受伤 / 发生时间：2026年11月18日（周三）15:00左右 / 地点：文一路 / 保单：暂时没有 / 联系电话：139 0013 9000 / 以上都对吗？
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
        place: { said: '文一路' },
        policy: null,
        anyoneHurt: false,
        happenedAt: { date: '2026-11-18', time: '15:00', approximate: true, said: '半小时前' },
      },
    },
  ]);
});
