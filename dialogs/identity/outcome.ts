import type { Talk } from '../kit/talk.ts';
import type { Frame } from '../kit/talk-state.ts';

/** What becomes of a verification: `put-off` by the customer, `locked`, or `impossible` here. */
export type Outcome = 'verified' | 'put-off' | 'locked' | 'impossible';

/** Where the frame below a verification holds what became of it, until its dialog asks again. */
const OUTCOME = 'verification';

/** Tells the dialog below the verification what became of it; what only waited to be told is kept in mind for later. */
export function tellBelow(talk: Talk, own: Frame, outcome: Outcome): void {
  const below = talk.state.stack[talk.state.stack.indexOf(own) - 1];
  if (!below) return;
  if (outcome === 'verified') delete talk.state.unchecked;
  else if (outcome === 'put-off') talk.state.unchecked = { ...below };
  below.state = { ...below.state, [OUTCOME]: outcome };
}

/**
 * What waited for a verification that was put off, where nothing else is in hand: it goes on once it is known who asks.
 */
export function takeUpUnchecked({ state }: Talk): void {
  const { unchecked, filed } = state;
  delete state.unchecked;
  if (state.stack.length > 0 || !unchecked) return;
  if (filed?.stack.at(-1)?.dialog === unchecked.dialog) {
    state.stack = filed.stack;
    delete state.filed;
  } else if (TELLING.includes(unchecked.dialog)) state.stack = [unchecked];
}

/** They only tell somebody's own data: without knowing who it is, there is nothing to tell. */
export const TELLING: readonly string[] = ['own-policies', 'claim-status', 'complaint-status'];

/** Takes what became of a verification off a frame; undefined where none was. */
export function takeOutcome(frame: Frame): Outcome | undefined {
  const { [OUTCOME]: outcome, ...state } = frame.state;
  if (outcome !== undefined) frame.state = state;
  return outcome as Outcome | undefined;
}
