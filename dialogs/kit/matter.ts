import type { Talk } from './talk.ts';
import type { Frame } from './talk-state.ts';

/** What asks, verifies or calls back is no matter of its own. */
const NO_MATTER: readonly string[] = ['ask', 'verification', 'call-back', 'human', 'help', 'cancel'];

/** The matter that is talked of: in hand, or submitted last. */
export interface MatterInHand {
  dialog: string;
  /** What it was told. */
  filled: Record<string, unknown>;
  isSubmitted: boolean;
  reference: string;
}

/** The matter in hand, else the one that was submitted last. */
export function matterInHand({ state }: Talk): MatterInHand | undefined {
  const open = state.stack.findLast(({ dialog }) => !NO_MATTER.includes(dialog));
  const frame = open ?? state.submitted;
  if (frame) return { ...told(frame), isSubmitted: open === undefined };
  const { handedIn } = state;
  return handedIn === undefined ? undefined : { dialog: handedIn, filled: {}, isSubmitted: true, reference: '' };
}

function told({ dialog, state }: Frame): Pick<MatterInHand, 'dialog' | 'filled' | 'reference'> {
  const { filled = {}, draft } = state as { filled?: Record<string, unknown>; draft?: { reference?: string } };
  return { dialog, filled, reference: draft?.reference ?? '' };
}
