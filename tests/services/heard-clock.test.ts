import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { HeardClock } from '../../services/time/heard-clock.ts';

/* The database's time between two times that it was heard. */

const SAID = new Date('2026-11-18T15:30:00.000+08:00');

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'performance'], now: new Date('2031-01-01') }));
afterEach(() => void vi.useRealTimers());

test('goes on from what was heard, whatever this machine takes the time to be', () => {
  const clock = new HeardClock();
  expect(clock.now()).toBeUndefined();
  clock.hear(SAID);
  vi.advanceTimersByTime(1_234);
  expect(clock.now()).toEqual(new Date(SAID.getTime() + 1_234));
});

test('is not believed for longer than ten seconds', () => {
  const clock = new HeardClock();
  clock.hear(SAID);
  vi.advanceTimersByTime(10_000);
  expect(clock.now()).toBeDefined();
  vi.advanceTimersByTime(1);
  expect(clock.now()).toBeUndefined();
  clock.hear(SAID);
  expect(clock.now()).toEqual(SAID);
});

test.each([
  ['slept', 60_000],
  ['was set back', -60_000],
])('is not believed where this machine %s meanwhile', (_, ms) => {
  const clock = new HeardClock();
  clock.hear(SAID);
  vi.setSystemTime(Date.now() + ms);
  expect(clock.now()).toBeUndefined();
});
