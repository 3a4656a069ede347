import { CORRECTION } from '../../../understanding/form-words.ts';
import { needsHelpNow } from '../../../understanding/hurt.ts';
import { incidentType } from '../../../understanding/incident.ts';
import type { Beside } from '../../kit/form/shape.ts';
import type { Talk } from '../../kit/talk.ts';
import { BESIDE_IT, DIED_BEFORE } from './asides.ts';
import type { Told } from './report.ts';

/**
 * Another event that is told amid a report, with a time of its own: a second accident, a death at another time. What is put
 * right, or can't wait, is none. Who lost somebody is asked nothing more in the same reply.
 */
export function besideIt(talk: Talk, { what }: Told): Beside | undefined {
  const { words } = talk.said;
  if (what == null || what === 'death' || CORRECTION.test(words) || needsHelpNow(words)) return undefined;
  if (DIED_BEFORE.test(words)) {
    const says = talk.state.condoled ? ['beside-death'] : ['condolence-beside'];
    talk.state.condoled = true;
    return { says, asksOn: false };
  }
  if (!BESIDE_IT.test(words) || talk.read(incidentType) === undefined) return undefined;
  return { says: ['beside'], asksOn: true };
}
