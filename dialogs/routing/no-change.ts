import { CHANGE } from '../../understanding/changes/kinds.ts';
import { ASKS } from '../../understanding/question.ts';
import type { Intent } from '../conversations/index.ts';
import { CERTAINTY } from '../kit/certainty.ts';
import type { Talk } from '../kit/talk.ts';

const CHANGES: Intent = 'change-policy';
const NOTHING: Intent = 'out-of-scope';

/** A reading as sure as this is of a change in whatever words. */
const SURE = 0.85;

/**
 * Who tells an address, a number or a name amid something, after something was submitted, or in the queue wants no contract
 * changed by that, however much it sounds like one: a change is wanted in words that say so. The message is taken for
 * nothing of its own then, and goes to what it is said of.
 */
export function tellsNoChange(talk: Talk): Talk {
  const { said, state, services } = talk;
  const { intent, score, words } = said;
  if (intent !== CHANGES || score >= Math.min(CERTAINTY.byRule, SURE)) return talk;
  const isAmidOne = state.stack.some(({ dialog }) => dialog === CHANGES);
  const isAmid = state.stack.length > 0 || state.submitted !== undefined || services.floor() === 'queue';
  if (isAmidOne || !isAmid || CHANGE.changing.test(words) || ASKS['wants-it-done'].test(words)) return talk;
  return talk.taking({ ...said, intent: NOTHING, score: 0, other: undefined });
}
