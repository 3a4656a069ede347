import { describe, expect, test } from 'vitest';
import { demand } from '../../understanding/complaints/demand.ts';
import { whatHappened } from '../../understanding/incident.ts';
import { findName, personName } from '../../understanding/values/name.ts';

const context = { reference: new Date('2026-10-21T09:30:00+08:00'), zone: 'Asia/Shanghai' };

describe('a name, asked for', () => {
  test.each([
    ['chen wei', 'Chen Wei'],
    ['wo jiao zhou xiaozhou', 'Zhou Xiaozhou'],
    ['ANNA BELL', 'Anna Bell'],
    ['name: LI NA', 'Li Na'],
    ['front door', undefined],
    ['stop asking', undefined],
  ])('%s', (text, name) => {
    const read = personName(text, context);
    expect(read && 'value' in read ? read.value : undefined).toBe(name);
  });
});

describe('a name in any message', () => {
  test.each([
    ['王小雨 13912345678 你们烦不烦', '王小雨'],
    ['车牌 浙A12345 别问了', undefined],
    ['chen wei', undefined],
  ])('%s', (text, name) => {
    const read = findName(text, context);
    expect(read && 'value' in read ? read.value : undefined).toBe(name);
  });
});

test.each(['我记得很清楚那天下雨', '我觉得你们挺气人的', '这个我认得出来'])('no demand: %s', (text) =>
  expect(demand(text, context)).toBeUndefined(),
);

test.each(['mei shenme le, jiu zhe xie, jiao ba', 'xiexie ni, wo mingtian zai lai wen'])(
  'pinyin tells nothing that is read here: %s',
  (text) => expect(whatHappened(text, context)).toBeUndefined(),
);
