import { expect, test } from 'vitest';
import { PARTS, patient, systemTimer, within } from '../../services/time/timer.ts';
import { HandTimer } from '../kit/hand-timer.ts';

test('settles as the work does, and lets go of its time', async () => {
  const timer = new HandTimer();
  const late = () => new Error('late');
  expect(await within(100, timer.start, Promise.resolve(7), late)).toBe(7);
  await expect(within(100, timer.start, Promise.reject(new Error('failed')), late)).rejects.toThrow('failed');
  expect(timer.waits).toEqual([]);
});

test('rejects when the time is over; what comes of the work then is nobody’s concern', async () => {
  const timer = new HandTimer();
  let fail: (error: Error) => void = () => {};
  const work = new Promise<never>((_, reject) => {
    fail = reject;
  });
  const waited = within(100, timer.start, work, () => new Error('late'));
  timer.goOff(100);
  await expect(waited).rejects.toThrow('late');
  fail(new Error('much later'));
});

test('a patient timer waits as many parts; called off in any of them, it says nothing', () => {
  for (let part = 0; part <= PARTS; part++) {
    const waiting: (() => void)[] = [];
    let wentOff = false;
    const callOff = patient((ms, then) => {
      expect(ms).toBe(100 / PARTS);
      waiting.push(then);
      return () => void waiting.pop();
    })(100, () => {
      wentOff = true;
    });
    for (let over = 0; over < part; over++) waiting.pop()?.();
    expect(wentOff).toBe(part === PARTS);
    callOff();
    expect(waiting).toEqual([]);
  }
});

test('while the process computes, an answer that has come isn’t late', async () => {
  // It comes with the next look at what arrived, after a computation of ten times the bound.
  const answer = new Promise<string>((resolve) => setTimeout(() => setImmediate(resolve, 'here'), 1));
  const waited = within(50, patient(systemTimer), answer, () => new Error('late'));
  const until = performance.now() + 500;
  while (performance.now() < until);
  expect(await waited).toBe('here');
});
