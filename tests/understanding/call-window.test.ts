import { describe, expect, test } from 'vitest';
import { callWindow, namedDay } from '../../understanding/values/call-window.ts';

/* A Saturday night, as D16 has it, and a Wednesday afternoon. */
const NIGHT = new Date('2026-12-05T23:40:00+08:00');
const DAY = new Date('2026-11-18T15:30:00+08:00');
const zone = 'Asia/Shanghai';

const read = (text: string, reference: Date) => {
  const reading = callWindow(text, { reference, zone });
  if (!reading || 'ask' in reading) return reading?.ask ?? 'nothing';
  return [reading.value.from, reading.value.until].filter(Boolean).join(' - ');
};

describe('late on a Saturday', () => {
  test.each([
    ['那留个言 明天上午十点以后打我 十点前别打 我倒班睡觉', '2026-12-06T10:00'],
    ['明天上午十点以后', '2026-12-06T10:00'],
    ['周一下午三点后', '2026-12-07T15:00'],
    ['下周三上午', '2026-12-09T06:00 - 2026-12-09T12:00'],
    ['12月8号下午2点到4点', '2026-12-08T14:00 - 2026-12-08T16:00'],
    ['8号中午', '2026-12-08T11:30 - 2026-12-08T14:00'],
    ['后天晚上七点以后', '2026-12-07T19:00'],
    ['明早九点半', '2026-12-06T09:30'],
    ['十点以后', '2026-12-06T10:00'],
    ['明天', '2026-12-06T00:00'],
    ['随时都行', '2026-12-05T23:40'],
    ['tomorrow after 3', '2026-12-06T15:00'],
    ['call me back tomorrow after 3pm', '2026-12-06T15:00'],
    ['Monday morning', '2026-12-07T06:00 - 2026-12-07T12:00'],
    ['tomorrow between 2 and 4 pm', '2026-12-06T14:00 - 2026-12-06T16:00'],
    ['not before 10 tomorrow', '2026-12-06T10:00'],
    ['on the 8th before noon', '2026-12-08T00:00 - 2026-12-08T12:00'],
    ['any time', '2026-12-05T23:40'],
  ])('%s: %s', (text, window) => expect(read(text, NIGHT)).toBe(window));
});

describe('on a Wednesday afternoon', () => {
  test.each([
    ['今天下午五点后', '2026-11-18T17:00'],
    ['下午五点之前', '2026-11-18T15:30 - 2026-11-18T17:00'],
    ['今天下午', '2026-11-18T15:30 - 2026-11-18T18:00'],
    ['半小时后', '2026-11-18T16:00'],
    ['两个小时以后打给我', '2026-11-18T17:30'],
    ['现在就打', '2026-11-18T15:30'],
    ['三点到五点之间', '2026-11-18T15:30 - 2026-11-18T17:00'],
    ['今天上午', 'window-over'],
    ['今天下午两点前', 'window-over'],
    ['in an hour', '2026-11-18T16:30'],
    ['this evening', '2026-11-18T18:00 - 2026-11-18T22:00'],
    ['tomorrow at 9:30', '2026-11-19T09:30'],
    ['asap', '2026-11-18T15:30'],
    ['就是退保的事，我想问清楚再退', 'nothing'],
    ['18015527719 姓邱', 'nothing'],
    ['13800138000', 'nothing'],
    ['有两点要求', 'nothing'],
    ['my policy is MC202600010001', 'nothing'],
  ])('%s: %s', (text, window) => expect(read(text, DAY)).toBe(window));
});

test.each([
  ['明天礼拜天 有人吗', '2026-12-06'],
  ['周一呢', '2026-12-07'],
  ['国庆有人吗', undefined],
  ['are you open on Sunday?', '2026-12-06'],
])('%s names %s', (text, date) => expect(namedDay(text, { reference: NIGHT, zone })).toBe(date));
