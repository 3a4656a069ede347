import { expect, test } from 'vitest';
import { dueAt } from '../../services/cases/deadlines.ts';
import { instant, isoDate, wallClock } from '../../services/time/calendar.ts';

const SHANGHAI = 'Asia/Shanghai';

test.each([
  // The first day doesn't count, the last one counts to its end (民法典 §201).
  ['2026-11-18T15:30:00+08:00', 1, '2026-11-19T23:59:59.999+08:00'],
  ['2026-11-18T00:00:00+08:00', 1, '2026-11-19T23:59:59.999+08:00'],
  ['2026-11-18T23:59:59+08:00', 1, '2026-11-19T23:59:59.999+08:00'],
  ['2026-02-15T12:00:00+08:00', 15, '2026-03-02T23:59:59.999+08:00'],
  ['2026-12-20T12:00:00+08:00', 30, '2027-01-19T23:59:59.999+08:00'],
])('from %s, %i days end at %s', (start, days, end) => {
  expect(dueAt(new Date(start), { name: 'any', days, source: 'any' }, SHANGHAI)).toEqual(new Date(end));
});

test.each(['Asia/Shanghai', 'America/New_York', 'Asia/Kolkata', 'UTC'])(
  'wall clocks of %s come back to their instant',
  (zone) => {
    const at = new Date('2026-07-04T21:15:30Z');
    expect(instant(wallClock(at, zone), zone)).toEqual(at);
  },
);

test('the day is the insurer’s, wherever the machine is', () => {
  expect(isoDate(new Date('2026-11-18T16:30:00Z'), SHANGHAI)).toBe('2026-11-19');
});
