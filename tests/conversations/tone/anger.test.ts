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

test('生气只接一次，事情照办', async () => {
  const talk = await play(
    desk,
    `
    customer: 你们什么破公司，我要投诉理赔太慢
    bot: 让您着急了，很抱歉。我先把事情记清楚；想直接跟人说，请说“转人工”。
    bot: 已记下： / 您的要求：你们什么破公司，我要投诉理赔太慢
    bot: 这件事由同事为您办理，我先帮您记下。请问保单号是多少？手边没有就说“没带”。
    customer: 气死我了，没带
    bot: 请留一个能联系到您的电话。不方便就说“没有”，我们在这里回复您。
    customer: 13800138000
    bot: 已记下： / 联系电话：138 0013 8000
    bot: 请核对： / 您的要求：你们什么破公司，我要投诉理赔太慢 / 保单号：暂时没有 / 联系电话：138 0013 8000 / 以上都对吗？
    `,
  );
  expect(await stored(desk, talk)).toMatchObject([]);
});
