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

test('投诉记下原话，给编号和时限', async () => {
  const talk = await play(
    desk,
    `
    customer: 我要投诉你们理赔太慢，报案两个月了没人管
    bot: 已记下： / 您的要求：我要投诉你们理赔太慢，报案两个月了没人管
    bot: 这件事由同事为您办理，我先帮您记下。请问保单号是多少？手边没有就说“没带”。
    customer: 没带
    bot: 请留一个能联系到您的电话。不方便就说“没有”，我们在这里回复您。
    customer: 13800138000
    bot: 已记下： / 联系电话：138 0013 8000
    bot: 请核对： / 您的要求：我要投诉你们理赔太慢，报案两个月了没人管 / 保单号：暂时没有 / 联系电话：138 0013 8000 / 以上都对吗？
    customer: 对，提交
    bot: 已登记，编号 SX######-######，请记下来。您的投诉会由与此事无关的同事处理，一般 15 天内给您处理决定；复杂的最长 30 天，特殊的经批准再延长 30 天，会先告诉您。 / 现在就想跟人说，请说“转人工”。
    `,
  );
  expect(await stored(desk, talk)).toMatchObject([
    {
      kind: 'matter',
      step: 'received',
      data: {
        phone: '+8613800138000',
        words: '我要投诉你们理赔太慢，报案两个月了没人管',
        intent: 'file-complaint',
        policyNumber: null,
      },
    },
  ]);
});

test('变更受益人', async () => {
  const talk = await play(
    desk,
    `
    customer: 把受益人改成我女儿
    bot: 已记下： / 您的要求：把受益人改成我女儿
    bot: 这件事由同事为您办理，我先帮您记下。请问保单号是多少？手边没有就说“没带”。
    customer: 没带
    bot: 请留一个能联系到您的电话。不方便就说“没有”，我们在这里回复您。
    customer: 139 0013 9000
    bot: 已记下： / 联系电话：139 0013 9000
    bot: 请核对： / 您的要求：把受益人改成我女儿 / 保单号：暂时没有 / 联系电话：139 0013 9000 / 以上都对吗？
    customer: 对
    bot: 已登记，编号 SX######-######，请记下来。同事会与您联系办理。 / 现在就想跟人说，请说“转人工”。
    `,
  );
  expect(await stored(desk, talk)).toMatchObject([
    {
      kind: 'matter',
      step: 'received',
      data: { phone: '+8613900139000', words: '把受益人改成我女儿', intent: 'change-policy', policyNumber: null },
    },
  ]);
});

test('查理赔进度', async () => {
  const talk = await play(
    desk,
    `
    customer: 理赔怎么还没动静
    bot: 已记下： / 您的要求：理赔怎么还没动静
    bot: 这件事由同事为您办理，我先帮您记下。请问保单号是多少？手边没有就说“没带”。
    customer: 没带
    bot: 请留一个能联系到您的电话。不方便就说“没有”，我们在这里回复您。
    customer: 13800138000
    bot: 已记下： / 联系电话：138 0013 8000
    bot: 请核对： / 您的要求：理赔怎么还没动静 / 保单号：暂时没有 / 联系电话：138 0013 8000 / 以上都对吗？
    customer: 对
    bot: 已登记，编号 SX######-######，请记下来。同事会与您联系办理。 / 现在就想跟人说，请说“转人工”。
    `,
  );
  expect(await stored(desk, talk)).toMatchObject([
    {
      kind: 'matter',
      step: 'received',
      data: { phone: '+8613800138000', words: '理赔怎么还没动静', intent: 'claim-status', policyNumber: null },
    },
  ]);
});

test('退保也先记下，由同事办', async () => {
  const talk = await play(
    desk,
    `
    customer: 我想退保
    bot: 已记下： / 您的要求：我想退保
    bot: 这件事由同事为您办理，我先帮您记下。请问保单号是多少？手边没有就说“没带”。
    customer: 没带
    bot: 请留一个能联系到您的电话。不方便就说“没有”，我们在这里回复您。
    customer: 13800138000
    bot: 已记下： / 联系电话：138 0013 8000
    bot: 请核对： / 您的要求：我想退保 / 保单号：暂时没有 / 联系电话：138 0013 8000 / 以上都对吗？
    customer: 对
    bot: 已登记，编号 SX######-######，请记下来。同事会与您联系办理。 / 现在就想跟人说，请说“转人工”。
    `,
  );
  expect(await stored(desk, talk)).toMatchObject([
    {
      kind: 'matter',
      step: 'received',
      data: { phone: '+8613800138000', words: '我想退保', intent: 'policy-rights', policyNumber: null },
    },
  ]);
});

test('续保', async () => {
  const talk = await play(
    desk,
    `
    customer: 车险快到期了，帮我续上
    bot: 已记下： / 您的要求：车险快到期了，帮我续上
    bot: 这件事由同事为您办理，我先帮您记下。请问保单号是多少？手边没有就说“没带”。
    customer: MC202600010001
    bot: 已记下： / 保单号：MC202600010001
    bot: 请留一个能联系到您的电话。不方便就说“没有”，我们在这里回复您。
    customer: 13800138000
    bot: 已记下： / 联系电话：138 0013 8000
    bot: 请核对： / 您的要求：车险快到期了，帮我续上 / 保单号：MC202600010001 / 联系电话：138 0013 8000 / 以上都对吗？
    customer: 对
    bot: 已登记，编号 SX######-######，请记下来。同事会与您联系办理。 / 现在就想跟人说，请说“转人工”。
    `,
  );
  expect(await stored(desk, talk)).toMatchObject([
    {
      kind: 'matter',
      step: 'received',
      policyNumber: 'MC202600010001',
      data: {
        phone: '+8613800138000',
        words: '车险快到期了，帮我续上',
        intent: 'renewal',
        policyNumber: 'MC202600010001',
      },
    },
  ]);
});
