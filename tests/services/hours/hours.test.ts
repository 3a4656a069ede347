import { describe, expect, test } from 'vitest';
import { readHours } from '../../../knowledge/desk/hours.ts';
import { isOpen, nextOpen, openUntil, weekOf } from '../../../services/hours/hours.ts';

/* Monday to Friday 9 to 18, as the samples have it. */
const desk = { hours: readHours(), zone: 'Asia/Shanghai' };
const at = (local: string) => new Date(`${local}:00+08:00`);

describe('whether somebody should be there, and until when', () => {
  test.each<[string, string | undefined, string]>([
    ['2026-11-18T09:00', '2026-11-18T18:00', 'the first minute'],
    ['2026-11-18T08:59', undefined, 'a minute before'],
    ['2026-11-18T17:59', '2026-11-18T18:00', 'the last minute'],
    ['2026-11-18T18:00', undefined, 'the minute after'],
    ['2026-12-05T10:00', undefined, 'a Saturday'],
    ['2026-10-01T10:00', undefined, 'a holiday'],
    ['2026-10-10T10:00', '2026-10-10T18:00', 'a Saturday that is worked'],
  ])('%s: %s (%s)', (when, until) => {
    expect(openUntil(at(when), desk)).toEqual(until && at(until));
    expect(isOpen(at(when), desk)).toBe(until !== undefined);
  });
});

describe('when somebody is there next', () => {
  test.each([
    ['2026-11-18T10:00', '2026-11-18T10:00', 'at once'],
    ['2026-11-18T07:00', '2026-11-18T09:00', 'the same morning'],
    ['2026-11-18T23:00', '2026-11-19T09:00', 'the next morning'],
    ['2026-12-04T18:00', '2026-12-07T09:00', 'after the weekend'],
    ['2026-09-30T20:00', '2026-10-08T09:00', 'after the national holiday'],
    ['2026-02-13T20:00', '2026-02-14T09:00', 'a Saturday that is worked'],
    ['2026-12-31T20:00', '2027-01-01T09:00', 'a year without its holidays goes by the weekly hours'],
  ])('%s: %s (%s)', (when, next) => expect(nextOpen(at(when), desk)).toEqual(at(next)));

  test('a desk without hours never opens', () => {
    const hours = { ...desk.hours, weekly: [[], [], [], [], [], [], []], makeUpDay: [], holiday: [] };
    expect(nextOpen(at('2026-11-18T10:00'), { ...desk, hours })).toBeUndefined();
  });

  test('the insurer’s zone counts, not the machine’s', () =>
    expect(isOpen(at('2026-11-18T10:00'), { ...desk, zone: 'Europe/London' })).toBe(false));

  test('a break at noon', () => {
    const day = [
      { from: 540, to: 720 },
      { from: 780, to: 1080 },
    ];
    const hours = { ...desk.hours, weekly: [day, day, day, day, day, [], []] };
    expect(nextOpen(at('2026-11-18T12:10'), { ...desk, hours })).toEqual(at('2026-11-18T13:00'));
  });
});

test('days of the same hours are told together', () => {
  expect(weekOf(desk.hours)).toEqual([{ from: 0, to: 4, spans: [{ from: 540, to: 1080 }] }]);
  const saturday = [{ from: 600, to: 960 }];
  const weekly = desk.hours.weekly.map((spans, day) => (day === 5 ? saturday : spans));
  expect(weekOf({ weekly }).map(({ from, to }) => [from, to])).toEqual([
    [0, 4],
    [5, 5],
  ]);
});
