import { afterAll, beforeAll, expect, test } from 'vitest';
import { play } from '../../kit/play.ts';
import { openTalkDesk, type TalkDesk } from '../../kit/talk.ts';

let desk: TalkDesk;
beforeAll(async () => {
  desk = await openTalkDesk();
});
afterAll(() => desk.close());

test('what was said already is not asked again, and the report becomes a case', async () => {
  const talk = await play(
    desk,
    `
    customer: 昨天下午三点左右我在文三路被后车追尾了，没人受伤
    bot: 已记下： / 事情经过：车辆碰撞 / 人员情况：没有人受伤 / 发生时间：2026年11月17日（周二）15:00左右 / 地点：文三路
    bot: 请问保单号是多少？车险也可以只说车牌号。手边没有就说“没带”，不影响报案。
    customer: 浙A12345
    bot: 已记下： / 保单：浙A12345
    bot: 请留一个能联系到您的电话。不方便就说“没有”，我们在这里回复您。
    customer: 13800138000
    bot: 已记下： / 联系电话：138 0013 8000
    bot: 请核对： / 事情经过：车辆碰撞 / 人员情况：没有人受伤 / 发生时间：2026年11月17日（周二）15:00左右 / 地点：文三路 / 保单：浙A12345 / 联系电话：138 0013 8000 / 以上都对吗？
    customer: 对，提交
    bot: 报案已登记，编号 BA######-######，请记下来。 / 我们尽快告诉您需要哪些材料，一次说全。 / 车辆请先拍下现场和受损部位的照片；在高速上请先撤到护栏外，再做别的事。 / 是否赔、赔多少，由理赔核定。
  `,
  );
  const [opened, ...others] = await desk.opened.database.cases.ofConversation(talk.id);
  expect(others).toEqual([]);
  expect(opened).toMatchObject({
    kind: 'incident',
    step: 'reported',
    policyNumber: 'MC202600010001',
    data: {
      what: 'collision',
      anyoneHurt: false,
      happenedAt: { date: '2026-11-17', time: '15:00', approximate: true },
      place: { said: '文三路' },
      phone: '+8613800138000',
    },
    // A report alone starts no clock: they run from the request for payment and its documents.
    deadlines: [],
  });
});

test('a bare wish is asked for everything, and the policy may be missing', async () => {
  const talk = await play(
    desk,
    `
    customer: 我要报案
    bot: 请问出了什么事？用您自己的话说就可以。
    customer: 家里漏水
    bot: 已记下： / 事情经过：漏水、水管爆裂
    bot: 请问有人受伤吗？
    customer: 没有
    bot: 已记下： / 人员情况：没有人受伤
    bot: 请问是什么时候发生的？例如“昨天下午三点左右”。
    customer: 今天早上八点
    bot: 已记下： / 发生时间：2026年11月18日（周三）08:00
    bot: 请问在哪里发生的？说到路名、小区或者高速的公里数就可以。
    customer: 翠苑三区12幢
    bot: 已记下： / 地点：翠苑三区12幢
    bot: 请问保单号是多少？…
    customer: 没带
    bot: 请留一个能联系到您的电话。不方便就说“没有”，我们在这里回复您。
    customer: 139 0013 9000
    bot: 已记下： / 联系电话：139 0013 9000
    bot: 请核对：…
    customer: 对
    bot: 报案已登记，编号 BA######-######，请记下来。 / 保单我们会帮您查。我们尽快告诉您需要哪些材料，一次说全。 / 是否赔、赔多少，由理赔核定。
  `,
  );
  const [opened] = await desk.opened.database.cases.ofConversation(talk.id);
  expect(opened).toMatchObject({ policyNumber: undefined, data: { what: 'water', policy: null } });
});
