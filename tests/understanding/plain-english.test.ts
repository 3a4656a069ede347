import { describe, expect, test } from 'vitest';
import { paidSoFar } from '../../understanding/loss/costs.ts';
import { damage } from '../../understanding/loss/damage.ts';
import { vehicles } from '../../understanding/loss/vehicles.ts';
import { whereItHappened } from '../../understanding/loss/where.ts';
import { incidentTime } from '../../understanding/values/incident-time.ts';
import type { ValueReader } from '../../understanding/values/kit/reading.ts';
import { findName, personName } from '../../understanding/values/name.ts';
import { phone } from '../../understanding/values/phone.ts';

/* What happened, when, where and to whom, in plain English of many origins. Said on a Tuesday, 12 May 2026, at ten to nine. */

const context = { reference: new Date('2026-05-12T08:50+08:00'), zone: 'Asia/Shanghai' };
const told = <T>(reader: ValueReader<T>, text: string): T | undefined => {
  const reading = reader(text, context);
  return reading && 'value' in reading ? reading.value : undefined;
};

describe('a name, as it is given in passing', () => {
  test.each([
    ['My name is Rajesh, Rajesh Kumar, number 138 0013 5566', 'Rajesh Kumar'],
    ["it's Pat, Pat O'Neill", "Pat O'Neill"],
    ['mine is Carol Whitfield, 139 1234 5678', 'Carol Whitfield'],
    ["the name's Dubois. Marc Dubois.", 'Marc Dubois'],
    ['this is Mrs Wong, Wong Mei Ling', 'Wong Mei Ling'],
    ['call me Bob. full name Robert de Vries. 13800138000', 'Robert de Vries'],
    ['that would be all. thanks, Olga Petrova', 'Olga Petrova'],
    ['his name is Tom Hadley', undefined],
    ['the driver’s name is Tom Hadley', undefined],
    ['mine is Toyota Corolla', undefined],
    ['thanks, see you Monday', undefined],
  ])('%s', (text, name) => expect(told(findName, text)).toBe(name));

  test.each([
    ['sean mulcahy, 137 7155 0136. about my car', 'Sean Mulcahy'],
    ['one-three-seven 7155 0136, sean mulcahy', 'Sean Mulcahy'],
    ['same number, 137 7155 0136', undefined],
    ['my wife, 137 7155 0136', undefined],
  ])('asked for, beside the number: %s', (text, name) => expect(told(personName, text)).toBe(name));

  test.each([
    ['one-three-seven 7155 0136', '+8613771550136'],
    ['137 7155 oh one three six', '+8613771550136'],
    ['two people and 4000', undefined],
  ])('a number partly in words: %s', (text, number) => expect(told(phone, text)).toBe(number));
});

describe('a place', () => {
  test.each([
    ['it was outside the gym on Renmin Road', 'the gym on Renmin Road'],
    ['my car stood on Beiyuan Lu, glass everywhere', 'Beiyuan Lu'],
    ['we live in Flat 12B, Willow Court', 'Flat 12B, Willow Court'],
    ['Rose Garden building 4, 1103. ring the landline', 'Rose Garden building 4, 1103'],
    ['in the basement car park of Sunrise Plaza', 'the basement car park of Sunrise Plaza'],
    ["she fell at my son's kindergarten", "my son's kindergarten"],
    ['in the kitchen and it went everywhere', 'the kitchen'],
    ['he was hit by a school bus', undefined],
    ['I will see you in court', undefined],
    ['skidded on the wet road', undefined],
  ])('%s', (text, said) => expect(told(whereItHappened, text)?.said).toBe(said));
});

describe('a time', () => {
  test.each([
    ['Sunday nine and a half in the evening', '2026-05-10', '21:30'],
    ['it happened tuesday night', '2026-05-05', undefined],
    ['day before yesterday, in the evening, maybe 8', '2026-05-10', '20:00'],
    ['saturday arvo, 2 or so', '2026-05-09', '14:00'],
    ['on 9th of May at 14 hours', '2026-05-09', '14:00'],
    ['last night, bedtime, say ten', '2026-05-11', '22:00'],
    ['half nine last night', '2026-05-11', '21:30'],
    ['we waited nine and a half hours yesterday', '2026-05-11', undefined],
  ])('%s', (text, date, time) => {
    const read = told(incidentTime, text);
    expect([read?.date, read?.time]).toEqual([date, time]);
  });
});

describe('whose plate, what is damaged, what was paid', () => {
  test.each([
    ['plate of him 浙B·D5567', undefined, '浙BD5567'],
    ['his plate was 浙B·D5567, mine 苏E1234A', '苏E1234A', '浙BD5567'],
    ['苏E88K21 is me, 苏E·3J917 is the taxi', '苏E88K21', '苏E3J917'],
  ])('%s', (text, own, other) => {
    const read = told(vehicles, text);
    expect([read?.own?.plate, read?.other?.plate]).toEqual([own, other]);
  });

  test.each([
    ['scratched whole left side of my car', 'scratched whole left side of my car'],
    ['the boiler leaked and ruined the parquet in the hall', 'boiler leaked and ruined the parquet'],
    ['wardrobe and two mattresses wet through', 'wardrobe and two mattresses wet'],
    ['glass everywhere', 'glass everywhere'],
    ['we parked by the side of the road', undefined],
  ])('%s', (text, said) => expect(told(damage, text)?.said).toBe(said));

  test.each([
    ['plumber charged me 650, floor guy quotes 7,800', 650],
    ['so far I spent 1,240 on doctors', 1240],
    ['the hospital wants a 20k deposit', undefined],
  ])('%s', (text, amount) => expect(told(paidSoFar, text)?.amount).toBe(amount));
});
