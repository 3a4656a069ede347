import { incidentTime } from './incident-time.ts';
import { warmingUpTheLibrary } from './when/library.ts';

const SAMPLES = ['昨天下午三点', 'yesterday at 3 pm'];

/** The recognizers build their patterns at their first call, which takes half a second: not in a customer's turn. */
export function* warmingUp(): Generator<void> {
  yield* warmingUpTheLibrary();
  const context = { reference: new Date('2026-01-15T12:00:00+08:00'), zone: 'Asia/Shanghai' };
  for (const sample of SAMPLES) yield void incidentTime(sample, context);
}
