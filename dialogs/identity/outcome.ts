import type { Talk } from '../kit/talk.ts';
import type { Frame } from '../kit/talk-state.ts';

/** What becomes of a verification: `put-off` by the customer, `locked`, or `impossible` here. */
export type Outcome = 'verified' | 'put-off' | 'locked' | 'impossible';

/** Where the frame below a verification holds what became of it, until its dialog asks again. */
const OUTCOME = 'verification';

/** Tells the dialog below the verification what became of it. */
export function tellBelow(talk: Talk, own: Frame, outcome: Outcome): void {
  const below = talk.state.stack[talk.state.stack.indexOf(own) - 1];
  if (below) below.state = { ...below.state, [OUTCOME]: outcome };
}

/** Takes what became of a verification off a frame; undefined where none was. */
export function takeOutcome(frame: Frame): Outcome | undefined {
  const { [OUTCOME]: outcome, ...state } = frame.state;
  if (outcome !== undefined) frame.state = state;
  return outcome as Outcome | undefined;
}
