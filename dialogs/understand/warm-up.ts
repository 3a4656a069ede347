import { incidentTime } from './incident-time.ts';

/** The recognizers build their patterns at their first call, which takes half a second: not in a customer's turn. */
export function warmUp(): void {
  const context = { reference: new Date('2026-01-15T12:00:00+08:00'), zone: 'Asia/Shanghai' };
  incidentTime('昨天下午三点', context);
  incidentTime('yesterday at 3 pm', context);
}
