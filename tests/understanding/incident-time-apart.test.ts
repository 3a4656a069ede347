import { describe, expect, test } from 'vitest';
import { readTime } from './kit/incident-times.ts';

/* Times that stand close together and are of different things, what takes a time's place, and what is left unread. */

const read = (text: string) => readTime(text, new Date('2026-11-25T10:00:00+08:00'));

describe('in one clause the nearest verb says whose time it is', () => {
  test.each([
    ['昨天下午三点被撞五点报的案', '2026-11-24 15:00'],
    ['11月20号晚上九点出的车祸21号去医院拍的片', '2026-11-20 21:00'],
    ['9号提的新车22号下午三点被撞', '2026-11-22 15:00'],
    ['昨天上午十点报的警其实前天夜里十一点就被偷了', '2026-11-23 23:00'],
    ['保险是上个月15号买的昨天下午四点出的事', '2026-11-24 16:00'],
    ['昨天早上送车去修理厂路上八点半又被蹭了', '2026-11-24 08:30'],
    ['前天晚上10点我报警的时候说的是9点半被抢的', '2026-11-23 21:30'],
    ['物业说水管是凌晨四点爆的 我六点半起床发现的 今天', '2026-11-25 04:00'],
    ['邻居12号中午打电话来说店里着火了 火是11号夜里两点起的', '2026-11-11 02:00'],
    ['bought the phone on the 2nd dropped it on the 18th at noon', '2026-11-18 12:00'],
  ])('%s: %s', (text, value) => expect(read(text)).toBe(value));
});

describe('when it was found isn’t when it happened', () => {
  test.each([
    ['监控显示23号下午2点15分那辆货车倒车撞上的 我24号才看到', '2026-11-23 14:15'],
    ['Thieves loaded the mower into a van at 2:40am on Saturday. We found out on Monday at 7.', '2026-11-21 02:40'],
    ['昨晚8点停的车 今早7点发现后视镜没了', 'ask: which-time'],
    ['got home Sunday at 9pm to find we had been burgled', '2026-11-22 21:00'],
  ])('%s: %s', (text, value) => expect(read(text)).toBe(value));
});

describe('what takes a time’s place', () => {
  test.each([
    ['出险时间我写成20号了 划掉划掉 是21号晚上8点', '2026-11-21 20:00'],
    ['昨天三点不对是四点下午被撞的', '2026-11-24 16:00'],
    ['我一直以为是周二其实是周一晚上九点', '2026-11-23 21:00'],
    ['本来记的是19号 查了通话记录是18号下午三点', '2026-11-18 15:00'],
    ['把15号写成16号了 应该15号上午十点', '2026-11-15 10:00 about'],
    ['之前说周五晚上，改一下，周六晚上7点', '2026-11-21 19:00'],
    ['20号 啊呸 21号晚上七点', '2026-11-21 19:00'],
    ['时间填错了，系统里是11月12日，正确的是11月11日晚9点', '2026-11-11 21:00'],
    ['昨天中午12点 说早了 是下午1点半', '2026-11-24 13:30'],
    ['It was the 20th at 3pm. Sorry, change the 20th to the 19th.', '2026-11-19 15:00'],
    ['thought it was the 20th, checked my phone, it was the 19th at 10pm', '2026-11-19 22:00'],
    ['stolen yesterday at 4pm... scratch that, 5pm, at 4 it was still there', '2026-11-24 17:00'],
    ['thursday no friday no hang on thursday about two in the afternoon', '2026-11-19 14:00 about'],
    ['8pm yesterday (I previously put 8am in error)', '2026-11-24 20:00'],
    ['the form says 9am, that’s wrong, it was 9pm yesterday', '2026-11-24 21:00'],
    ['Date should be 17/11/2026 instead of 18/11/2026, time 14:00', '2026-11-17 14:00'],
    ['yesterday 08:15, no wait that’s when I left home. The shunt was 08:40', '2026-11-24 08:40'],
    ['please amend the date from 10 November to 11 November, 2pm is correct', '2026-11-11 14:00'],
    ['last night 9 o’clock, no 10 o’clock', '2026-11-24 22:00'],
  ])('%s: %s', (text, value) => expect(read(text)).toBe(value));
});

describe('told from the day of something else', () => {
  test.each([
    ['我是12号报的案 车是报案前两天被人划的', '2026-11-10'],
    ['9号提的车 提车第二天就被怼了', '2026-11-10'],
    ['Our flight was 14 November. The day before the flight my bag was taken, around 9am', '2026-11-13 09:00 about'],
    ['the day before the party my bag was taken, around 9am', 'ask: vague'],
    ['搬家前两天早上八点', 'ask: vague'],
    ['we had a party on bonfire night and it was the next day, the shed went up', '2026-11-06'],
    ['Saturday night into Sunday, about half one in the morning', '2026-11-22 01:30 about'],
    ['it had gone midnight, so this morning, ten past one', '2026-11-25 01:10'],
    ['last night at midnight', '2026-11-25 00:00'],
    ['上月最后一天晚上九点', '2026-10-31 21:00'],
  ])('%s: %s', (text, value) => expect(read(text)).toBe(value));
});

describe('an hour before words that begin like a count', () => {
  test.each([
    ['昨天晚上8点小区里被刮', '2026-11-24 20:00'],
    ['昨天晚上8点20人民路路口追尾', '2026-11-24 20:20'],
    ['昨天早上8点20位于中山路', '2026-11-24 08:20'],
    ['昨天晚上8点儿子骑车摔了', '2026-11-24 20:00'],
    ['昨天下午3点50公交车蹭了我', '2026-11-24 15:50'],
    ['昨天13点50公司仓库起火', '2026-11-24 13:50'],
    ['昨天下午三时四十分', '2026-11-24 15:40'],
    ['昨天PM3:20', '2026-11-24 15:20'],
    ['2026-11-20 18.30', '2026-11-20 18:30'],
    ['19.05 on Monday', '2026-11-23 19:05'],
    ['农历三月三上午九点', '2026-04-19 09:00'],
    ['yesterday noon 12.15', '2026-11-24 12:15'],
    ['20th Nov morning 9 o clock', '2026-11-20 09:00'],
    ['ytd arvo at 3', '2026-11-24 15:00'],
    ['yesterday at 8:15 on the school run', '2026-11-24 08:15'],
    ['13/11/2026 8:15', '2026-11-13 08:15'],
    ['last nite 10pm', '2026-11-24 22:00'],
    ['昨日朝晨七点半', '2026-11-24 07:30'],
    ['有两点要求', 'nothing'],
  ])('%s: %s', (text, value) => expect(read(text)).toBe(value));
});

describe('what stays unread is asked about', () => {
  test.each([
    'quarter of six this morning',
    'five and twenty past nine last night',
    'yesterday 6',
    '正月里早上九点',
    '一个周五晚上八点',
    'Labor Day weekend, 11:45 am',
    'on Labor Day at 3pm',
    '明年1月5号上午九点',
    '搬家后的周六下午三点',
    '国庆后第一个周一早上八点',
    '大概上个月20几号 晚上八点',
    '除夕前几天晚上八点',
    '八号 不 也可能是九号 晚上八点',
    'the Friday before we moved, 3pm',
    '昨天六点撞的 今天上班才来报',
    '昨天七点被撞 后来去吃了晚饭',
    '三月三上午九点',
    'yesterday evening 7 plus',
    'yesterday at 8:15 a bus clipped my mirror',
    'A bus clipped my mirror. It was raining, the driver was rude, nobody was hurt, 3 pm.',
  ])('%s', (text) => expect(read(text)).toMatch(/^ask/));
});

describe('dates with two digits of their year, and what only looks like a date', () => {
  test.each([
    ['25.12.27 早上9:10', '2025-12-27 09:10'],
    ['26/11/22早上七点', '2026-11-22 07:00'],
    ['20-Nov-2026 15:40', '2026-11-20 15:40'],
    ['20261124T152000Z', '2026-11-24 23:20'],
    ['the 15th day of the seventh lunar month, about 9pm', '2026-08-27 21:00 about'],
    ['Remembrance Sunday at 11am', '2026-11-08 11:00'],
    ['on the first at 8am', '2026-11-01 08:00'],
    ['policy P20261105-0945', 'nothing'],
    ['my policy number is 20261105-88', 'nothing'],
    ['保单20261105号', 'nothing'],
    ['1/2的责任', 'nothing'],
    ['my premium is due on the 15th', 'nothing'],
    ['you can ring me between 9 and 5', 'nothing'],
    ['I’m free tomorrow at 3', 'nothing'],
    ['下午三点以后给我回电话', 'nothing'],
    ['你们周末上班吗', 'nothing'],
  ])('%s: %s', (text, value) => expect(read(text)).toBe(value));
});

test('a date with two digits of its year may be still to come', () =>
  expect(readTime('25.12.27 早上9:10', new Date('2025-12-01T10:00:00+08:00'))).toBe('ask: future'));

describe('what was going on, is planned, or is so today', () => {
  test.each([
    ['昨天上午开会开到11点 上午11点20下楼车被撞了', '2026-11-24 11:20'],
    ['前天晚上吃烧烤回来 十点四十一脚踏空摔了 今天还肿着', '2026-11-23 22:40'],
    ['周日上午九点的比赛 第30分钟我韧带断了', 'nothing'],
    ['11月19号下午出的事 你们客服11月20号上午让我等', '2026-11-19'],
    ['我保单是5月20号的 出事是11月19号 下午', '2026-11-19'],
    ['事故发生日期：2026年11月18日 上午 8 时 30 分', '2026-11-18 08:30'],
    ['DOL 18/11/2026 TOL 07:45 reported 19/11/2026', '2026-11-18 07:45'],
    ['At 8 this morning the neighbour rang to say the fence had come down in the night', 'ask: vague'],
    ['parked it at 8 last night, came out at 7 this morning and the mirror was gone', 'ask: which-time'],
  ])('%s: %s', (text, value) => expect(read(text)).toBe(value));
});
