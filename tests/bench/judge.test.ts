import { expect, test } from 'vitest';
import { median, percentile, rounded } from '../../tools/bench/statistics.ts';
import { judgeCount, judgeTimed, spread } from '../../tools/bench/turn/judge.ts';

test('the one in the middle, and the one that a share of the others do not exceed', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([])).toBe(0);
  const hundred = Array.from({ length: 100 }, (_, at) => 100 - at);
  expect(percentile(hundred, 0.99)).toBe(100);
  expect(percentile(hundred, 0.5)).toBe(51);
  expect(rounded(1234.5)).toBe(1230);
});

test.each([
  { values: [1, 1, 1], apart: 0 },
  { values: [1, 1.1, 0.95], apart: 0.15 },
  { values: [2, 1, 4], apart: 1.5 },
  { values: [0, 0], apart: Number.POSITIVE_INFINITY },
])('$values lie $apart apart', ({ values, apart }) => {
  expect(spread(values)).toBeCloseTo(apart);
});

const alone = (...echo: number[]) => ({ echo, neighbours: [0.02, 0.05, 0.04] });

test('where the rounds of the echo are alike, an aim is met or missed', () => {
  const quiet = alone(0.18, 0.19, 0.2);
  expect(judgeTimed(2.4, { atMost: 2.5 }, quiet)).toEqual({ met: true });
  expect(judgeTimed(2.6, { atMost: 2.5 }, quiet)).toEqual({ met: false });
  expect(judgeTimed(600, { atLeast: 700 }, quiet)).toEqual({ met: false });
});

test('where they differ by more than 20 %, nothing is judged: neither what would pass nor what would fail', () => {
  const busy = alone(0.18, 0.19, 0.24);
  const refusal = {
    judged: false,
    because: "the echo's rounds differ by 32 %, more than 20 %: measure on a quieter machine",
  };
  expect(judgeTimed(1, { atMost: 2.5 }, busy)).toEqual(refusal);
  expect(judgeTimed(9, { atMost: 2.5 }, busy)).toEqual(refusal);
});

test('20 % exactly is still judged', () => {
  expect(judgeTimed(1, { atMost: 2 }, alone(90, 100, 110))).toEqual({ met: true });
});

test('a neighbour who is there all the time moves no round of the echo, and nothing is judged either', () => {
  expect(judgeTimed(1, { atMost: 2 }, { echo: [1, 1, 1], neighbours: [0.9, 1.1, 1] })).toEqual({
    judged: false,
    because: 'others had 1 cores all the while, more than 0.3: measure on a quieter machine',
  });
});

test('one round is none to judge by', () => {
  expect(judgeTimed(1, { atMost: 2 }, alone(0.2))).toMatchObject({ judged: false });
  expect(judgeTimed(1, { atMost: 2 }, alone())).toMatchObject({ judged: false });
});

test('a count is always judged', () => {
  expect(judgeCount(6.9, { atMost: 0.5 })).toEqual({ met: false });
  expect(judgeCount(0.5, { atMost: 0.5 })).toEqual({ met: true });
});
