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

test('连着发几条，按顺序记', async () => {
  const talk = await play(
    desk,
    `
    customer: 我要报案
    bot: 请问出了什么事？用您自己的话说就可以。
    customer: 车被追尾了
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
    `,
  );
  expect(await stored(desk, talk)).toMatchObject([]);
});

test('还在回答时又来了几条：一起记，一起答，同样的话只算一次', async () => {
  const talk = await desk.open();
  const answers = await talk.sayAtOnce([
    '我要报案',
    '昨晚八点多',
    '在文一路追尾了前车',
    '在文一路追尾了前车',
    '没人受伤',
  ]);
  const log = await talk.log();
  expect(log.filter(({ role }) => role === 'customer').map(({ activity }) => activity?.text)).toEqual([
    '我要报案',
    '昨晚八点多',
    '在文一路追尾了前车',
    '在文一路追尾了前车',
    '没人受伤',
  ]);
  expect(answers.map(({ activity }) => activity?.text)).toEqual([
    '请问出了什么事？用您自己的话说就可以。',
    expect.stringContaining('已记下'),
    expect.stringContaining('保单号是多少'),
  ]);
});

test('one by one they are numbered in the order in which they came', async () => {
  const talk = await desk.open('en');
  await talk.sayAtOnce(['hello', 'I had a crash', 'nobody is hurt']);
  const log = await talk.log();
  const said = log.filter(({ role }) => role === 'customer').map(({ activity }) => activity?.text);
  expect(said).toEqual(['hello', 'I had a crash', 'nobody is hurt']);
});
