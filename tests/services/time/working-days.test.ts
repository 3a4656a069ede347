import { describe, expect, test } from 'vitest';
import { readHours } from '../../../knowledge/desk/hours.ts';
import { dayKind, isWorkingDay, unknownYears, workingDaysLater } from '../../../services/time/working-days.ts';

const { holidays } = readHours();

describe('what a day is', () => {
  test.each([
    ['2026-02-17', 'holiday', '春节'],
    ['2026-02-14', 'make-up', '春节前的周六上班'],
    ['2026-10-10', 'make-up', '国庆后的周六上班'],
    ['2026-12-05', 'ordinary', '周六'],
    ['2025-10-08', 'holiday', '国庆中秋连休的最后一天'],
    ['2024-04-07', 'make-up', '清明后的周日上班'],
    ['2031-10-01', 'ordinary', '这一年还没有通知'],
  ])('%s: %s (%s)', (date, kind) => expect(dayKind(date, holidays)).toBe(kind));
});

test.each([
  ['2026-12-04', true],
  ['2026-12-05', false],
  ['2026-02-14', true],
  ['2026-02-17', false],
])('%s is a working day: %s', (date, is) => expect(isWorkingDay(date, holidays)).toBe(is));

test.each([
  ['2026-12-04', 1, '2026-12-07', 'over a weekend'],
  ['2026-09-30', 1, '2026-10-08', 'over the national holiday'],
  ['2026-09-30', 3, '2026-10-10', 'a Saturday that is worked counts'],
  ['2026-12-01', 0, '2026-12-01', 'none'],
])('after %s, %i working days end on %s: %s', (from, days, to) =>
  expect(workingDaysLater(from, days, holidays)).toBe(to),
);

test.each([
  ['2026-06-01', []],
  ['2026-12-01', [2027]],
  ['2031-06-01', [2031]],
])('on %s the holidays of %j are missing', (today, years) => expect(unknownYears(today, holidays)).toEqual(years));
