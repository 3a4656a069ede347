import { describe, expect, test } from 'vitest';
import { incidentTime } from '../../dialogs/understand/incident-time.ts';

/** A Wednesday. */
const context = { reference: new Date('2026-11-18T15:30:00+08:00'), zone: 'Asia/Shanghai' };

const read = (text: string): string => {
  const reading = incidentTime(text, context);
  if (!reading) return 'nothing';
  if ('ask' in reading) return `ask: ${reading.ask}`;
  const { date, time, approximate } = reading.value;
  return [date, time, approximate ? 'about' : ''].filter(Boolean).join(' ');
};

describe('Chinese', () => {
  test.each([
    ['昨天下午三点左右我在文三路被后车追尾了，没人受伤', '2026-11-17 15:00 about'],
    ['昨晚八点多', '2026-11-17 20:00 about'],
    ['前天晚上10点', '2026-11-16 22:00'],
    ['前晚十点', '2026-11-16 22:00'],
    ['昨儿下午四点', '2026-11-17 16:00'],
    ['大前天下午四点', '2026-11-15 16:00'],
    ['上周五早上', '2026-11-13'],
    ['上上周三', '2026-11-04'],
    ['上个星期三晚上九点一刻', '2026-11-11 21:15'],
    ['上个月15号', '2026-10-15'],
    ['11月15号下午2点半', '2026-11-15 14:30'],
    ['3月5号', '2026-03-05'],
    ['十五号', '2026-11-15'],
    ['二十五号', '2026-10-25'],
    ['2026年11月10日', '2026-11-10'],
    ['11/15 14:00', '2026-11-15 14:00'],
    ['今天早上8:20', '2026-11-18 08:20'],
    ['今天八点', '2026-11-18 08:00'],
    ['下午三点', '2026-11-18 15:00'],
    ['今天凌晨', '2026-11-18'],
    ['今天凌晨三点', '2026-11-18 03:00'],
    ['昨天夜里一点', '2026-11-17 01:00'],
    ['昨天中午', '2026-11-17'],
    ['三天前', '2026-11-15'],
    ['五天以前', '2026-11-13'],
    ['两小时前', '2026-11-18 13:30 about'],
    ['两个小时以前', '2026-11-18 13:30 about'],
    ['半小时前', '2026-11-18 15:00 about'],
    ['一个半小时前', '2026-11-18 14:00 about'],
    ['刚才', '2026-11-18 15:30 about'],
    ['刚被撞了', '2026-11-18 15:30 about'],
    ['春节', '2026-02-17'],
    ['中秋', '2026-09-25'],
    ['除夕', '2026-02-16'],
    ['周一', '2026-11-16'],
  ])('%s: %s', (text, value) => expect(read(text)).toBe(value));
});

describe('English', () => {
  test.each([
    ['yesterday around 3pm', '2026-11-17 15:00 about'],
    ['last night at 8', '2026-11-17 20:00'],
    ['Nov 15 at 2:30 pm', '2026-11-15 14:30'],
    ['15/11/2026', '2026-11-15'],
    ['yesterday at 15:20', '2026-11-17 15:20'],
    ['two hours ago', '2026-11-18 13:30 about'],
    ['half an hour ago', '2026-11-18 15:00 about'],
    ['last Friday morning', '2026-11-13'],
    ['on Monday', '2026-11-16'],
    ['the day before yesterday in the evening', '2026-11-16'],
    ['just now', '2026-11-18 15:30 about'],
  ])('%s: %s', (text, value) => expect(read(text)).toBe(value));
});

describe('asks where it can’t know', () => {
  test.each([
    ['明天下午三点', 'ask: future'],
    ['下午五点', 'ask: future'],
    ['tomorrow', 'ask: future'],
    ['2026年2月30日', 'ask: impossible-date'],
    ['周三', 'ask: which-day'],
    ['昨天三点', 'ask: which-half'],
    ['昨天下午三点出的事，今天上午十点修的车', 'ask: which-time'],
    ['最近', 'ask: vague'],
    ['a few days ago', 'ask: vague'],
  ])('%s: %s', (text, value) => expect(read(text)).toBe(value));
});

test.each(['是', '文三路', '我的电话是13800138000', '保单号MC202600010001', ''])('%s: no time', (text) =>
  expect(read(text)).toBe('nothing'),
);

test('the insurer’s wall clock counts, not the machine’s', () => {
  // 23:30 in London is already tomorrow morning in Shanghai.
  const late = { reference: new Date('2026-11-17T23:30:00Z'), zone: 'Asia/Shanghai' };
  expect(incidentTime('昨天下午三点', late)).toMatchObject({ value: { date: '2026-11-17', time: '15:00' } });
});
