import type { Reading } from '../../../understanding/values/kit/reading.ts';

/** A Wednesday. */
export const context = { reference: new Date('2026-11-18T15:30:00+08:00'), zone: 'Asia/Shanghai' };

/** A reading in few words, for tables: what was read, `ask: <why>`, or `nothing`. */
export function inFew<T>(reading: Reading<T>, shown: (value: T) => string = String): string {
  if (!reading) return 'nothing';
  return 'ask' in reading ? `ask: ${reading.ask}` : shown(reading.value);
}
