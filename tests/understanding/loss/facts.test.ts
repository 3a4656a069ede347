import { describe, expect, test } from 'vitest';
import { cause, drivable, goingOn, neighbours, whereTheCarIs } from '../../../understanding/loss/after-loss.ts';
import { collisionCourse, fault } from '../../../understanding/loss/collision.ts';
import { estimate, paidSoFar } from '../../../understanding/loss/costs.ts';
import { damage } from '../../../understanding/loss/damage.ts';
import { drivingFacts, evidence } from '../../../understanding/loss/evidence.ts';
import { police } from '../../../understanding/loss/police.ts';
import { admittedAt, care, diagnosis, happenedAt, hospital } from '../../../understanding/loss/treatment.ts';
import { whereItHappened } from '../../../understanding/loss/where.ts';
import type { ValueReader } from '../../../understanding/values/kit/reading.ts';

const context = { reference: new Date('2026-09-16T02:05:00Z'), zone: 'Asia/Shanghai' };

/* What is read of a loss in any message, and what only looks like it. */
const TABLES: Record<string, [ValueReader<unknown>, [string, unknown][]]> = {
  'who hit whom': [
    collisionCourse,
    [
      ['被后面的车追尾', 'was-rear-ended'],
      ['我不小心追尾了前车', 'rear-ended-another'],
      ['车停在小区，早上发现被刮了', 'was-hit'],
      ['倒车蹭到墙了', 'hit-object'],
      ['我撞了人家的电动车', 'hit-another'],
      ['he hit me from behind', 'was-rear-ended'],
      ['I backed into a van', 'hit-another'],
      ['车被偷了', undefined],
    ],
  ],
  fault: [
    fault,
    [
      ['交警定的对方全责', { fault: 'other', by: 'police' }],
      ['我全责', { fault: 'own', by: 'customer' }],
      ['责任一人一半', { fault: 'equal', by: 'customer' }],
      ['不是我的责任', { fault: 'other', by: 'customer' }],
      ['还没定责', { fault: 'undecided', by: 'customer' }],
      ['the police said the other driver was fully at fault', { fault: 'other', by: 'police' }],
      ['it was my fault', { fault: 'own', by: 'customer' }],
      ['我是来负责的', undefined],
    ],
  ],
  police: [
    police,
    [
      ['交警来过了，认定书拍了照', ['attended', 'statement']],
      ['没报警', ['not-called']],
      ['报了警，派出所立案了', ['called']],
      ['要不要报警', undefined],
      ["police haven't been called", ['not-called']],
    ],
  ],
  damage: [
    damage,
    [
      ['13912345678 前杠裂了 雷达也不响了', { said: '前杠裂了，雷达也不响了' }],
      ['left rear door and the mirror', { said: 'left rear door and the mirror' }],
      ['boot wont shut', { said: 'boot wont shut' }],
      [
        'the wooden floor in the hall has warped, about 6 square metres',
        { said: 'wooden floor in the hall has warped, about 6 square metres' },
      ],
      ['后备箱盖和后杠坏了', { said: '后备箱盖和后杠坏了' }],
      ['木地板全泡了，沙发也湿了', { said: '木地板全泡了，沙发也湿了' }],
      ['the rear bumper and a tail light are broken', { said: 'rear bumper and a tail light are broken' }],
      ['我在部门口等您', undefined],
    ],
  ],
  estimate: [
    estimate,
    [
      ['修理厂说四千五左右', { amount: 4500, currency: 'CNY', approximate: true, as: 'guess', by: '修理厂' }],
      ['the tile man quoted 740', { amount: 740, currency: 'CNY', as: 'quote' }],
      ['my mechanic reckons 12k', { amount: 12000, currency: 'CNY', as: 'guess', by: 'my mechanic' }],
      ['木工报价六千二', { amount: 6200, currency: 'CNY', as: 'quote', by: '木工' }],
      [
        'a builder wrote 3,100 yuan. That is an estimate and not a bill.',
        { amount: 3100, currency: 'CNY', as: 'guess', by: 'a builder' },
      ],
      ['8000是定金 不是总价', undefined],
      ['多少钱还不知道', 'open'],
      ['交了两万押金', undefined],
    ],
  ],
  'paid so far': [
    paidSoFar,
    [
      ['交了两万押金', { amount: 20000, currency: 'CNY' }],
      ['医药费已经花了八千多块了我女儿垫的', { amount: 8000, currency: 'CNY', approximate: true }],
      ['修理厂说四千五左右', undefined],
    ],
  ],
  drivable: [
    drivable,
    [
      ['车还能开', true],
      ['开不走，叫了拖车', false],
      ['还能开吗', undefined],
      ['it still drives', true],
      ["it won't start", false],
    ],
  ],
  'going on': [
    goingOn,
    [
      ['总阀关了', false],
      ['还在漏', true],
      ['the water is off', false],
      ['still leaking', true],
      ['水管爆了', undefined],
    ],
  ],
  neighbours: [
    neighbours,
    [
      ['漏到楼下了', true],
      ['楼下没事', false],
      ['楼上漏水', undefined],
    ],
  ],
  cause: [cause, [['洗衣机水管爆了', { said: '洗衣机水管爆了' }]]],
  'where the car is': [whereTheCarIs, [['车被拖到4S店了', { said: '车被拖到4S店' }]]],
  hospital: [
    hospital,
    [
      ['苏大附一院 骨科', { said: '苏大附一院 骨科' }],
      ["she's in Huashan Hospital", { said: 'Huashan Hospital' }],
      ['在学校摔的', undefined],
    ],
  ],
  diagnosis: [
    diagnosis,
    [
      ['她摔了一跤 股骨颈骨折', { said: '股骨颈骨折' }],
      ['前天夜里 心梗', { said: '心梗' }],
      ['broke her hip', { said: 'broke her hip' }],
      ['the window is broken', undefined],
    ],
  ],
  care: [
    care,
    [
      ['我妈住院了', 'in-hospital'],
      ['膝盖磕了一下 没大事', 'slight'],
      ['已经打了石膏', 'treated'],
      ['admitted it was his fault', undefined],
    ],
  ],
  evidence: [
    evidence,
    [
      ['监控我去找物业要', ['cctv-to-follow']],
      ['记录仪拍到了', ['dashcam']],
      ['没有监控', undefined],
      ['我不会传照片', undefined],
    ],
  ],
  driving: [
    drivingFacts,
    [
      ['对方酒驾', ['other-drunk']],
      ['昨晚我喝了点酒', ['own-drunk']],
      ['我没喝酒', undefined],
      ['驾照上个月过期了', ['own-unlicensed']],
    ],
  ],
  'where it happened': [
    whereItHappened,
    [
      ['虎丘路超市门口', { said: '虎丘路超市门口' }],
      ['门口', undefined],
      ['七点来钟的样子到超市门口', { said: '超市门口' }],
      ['在翡翠园12栋1单元302', { said: '翡翠园12栋1单元302' }],
      ['不是解放路', undefined],
      ['人在市三医院骨科住着', undefined],
      ['no one hurt', undefined],
    ],
  ],
};

describe.each(Object.entries(TABLES))('%s', (_, [reader, table]) => {
  test.each(table)('%s', (text, value) => {
    const reading = reader(text, context);
    expect(reading && 'value' in reading ? reading.value : undefined).toEqual(value);
  });
});

test('a phone number that is spoken in words is no day', () => {
  expect(happenedAt('电话是零五一二六八八六九九零幺', context)).toBeUndefined();
  expect(happenedAt('昨天下午三点，电话是零五一二六八八六九九零幺', context)).toMatchObject({
    value: { date: '2026-09-15', time: '15:00' },
  });
});

test.each([
  ['周五夜里停的 周六早上看见的', '2026-09-11', '周五夜里 – 周六早上'],
  ['parked it Friday night, found it Saturday morning', '2026-09-11', 'Friday night – Saturday morning'],
])('between two times nobody knows when: %s', (text, date, said) => {
  expect(happenedAt(text, context)).toMatchObject({
    value: { date, said, precision: 'part-of-day', approximate: true },
  });
});

test('a deposit is no bill, and with its total it is that', () => {
  expect(paidSoFar('押金两万五', context)).toMatchObject({ value: { amount: 25000 } });
  expect(paidSoFar('押金又交了一千 一共四千了', context)).toMatchObject({ value: { amount: 4000 } });
});

test('who fell yesterday and was taken in today was taken in today', () => {
  expect(admittedAt('昨天摔的，今天住院', context)).toMatchObject({ value: { date: '2026-09-16' } });
});
