import { simplified } from '../../language/simplified.ts';
import { normalize } from '../../language/text.ts';
import { MOST_READ } from '../../language/window.ts';
import { COMPLAINT } from './words.ts';

/** Whether somebody contests what was decided of an earlier complaint (核查), not what was decided of a claim. */
export function contestsDecision(text: string): boolean {
  const said = simplified(normalize(text.slice(0, MOST_READ)));
  return COMPLAINT.decided.test(said) && COMPLAINT.contests.test(said);
}
