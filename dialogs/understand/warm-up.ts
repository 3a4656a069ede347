import { incidentTime } from './incident-time.ts';

const SAMPLES = ['昨天下午三点', 'yesterday at 3 pm'];

/**
 * The recognizers build their patterns at their first call, which takes half a second: not in a customer's turn, and
 * not before the desk takes requests. One language at a time, so that whoever is already there gets a word in between.
 */
export function warmUpSoon(samples: readonly string[] = SAMPLES): void {
  const [sample, ...rest] = samples;
  if (sample === undefined) return;
  setImmediate(() => {
    incidentTime(sample, { reference: new Date('2026-01-15T12:00:00+08:00'), zone: 'Asia/Shanghai' });
    warmUpSoon(rest);
  });
}
