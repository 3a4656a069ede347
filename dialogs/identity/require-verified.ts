import type { Verified } from '../../services/identity/identity.ts';
import type { Talk } from '../kit/talk.ts';
import type { Frame } from '../kit/talk-state.ts';
import { takeOutcome } from './outcome.ts';
import { awaitsCodeIn as awaitsCode, VERIFICATION, verification } from './verification.ts';

/** What is known already of who it is, beside what the message and the forms in hand tell. */
export interface RequireOptions {
  /** Whether a phone in this message may be the one on file. False where it tells a new one. */
  takesPhone?: boolean;
}

/**
 * Who the customer is, for a dialog that tells own data or touches a contract. `frame` is the dialog's own, and stands on
 * the stack.
 * - Somebody: go on.
 * - `asking`: the verification stands above the dialog now and has asked; leave the turn with `waiting`. Once it is over,
 *   however it went, the dialog's `reprompt` is called: ask again there.
 * - `not-verified`: it can't be, or the customer won't now, and they were told. Do without, or put it aside: nothing below
 *   it on the stack is lost.
 */
export async function requireVerified(
  talk: Talk,
  frame: Frame,
  { takesPhone = false }: RequireOptions = {},
): Promise<Verified | 'asking' | 'not-verified'> {
  const verified = talk.services.identity.verified();
  const outcome = takeOutcome(frame);
  if (verified) return verified;
  if (outcome !== undefined) return 'not-verified';
  const open = talk.state.stack.find((other) => other !== frame && other.dialog === VERIFICATION);
  if (open && awaitsCode(open)) return below(talk, frame, open);
  const own: Frame = { dialog: VERIFICATION, state: { takesPhone } };
  talk.state.stack.push(own);
  talk.speakAs(VERIFICATION);
  const status = await verification.begin(talk, own);
  if (status !== 'complete') return 'asking';
  talk.state.stack = talk.state.stack.filter((other) => other !== own);
  talk.speakAs(frame.dialog);
  takeOutcome(frame);
  return talk.services.identity.verified() ?? 'not-verified';
}

/** A code is awaited already: what needs to know who asks waits below that check, and the code that was sent still counts. */
async function below(talk: Talk, frame: Frame, open: Frame): Promise<'asking'> {
  const others = talk.state.stack.filter((other) => other !== frame && other !== open);
  // What waited first stays right below the check: it is told what becomes of it.
  const waited = talk.state.stack[talk.state.stack.indexOf(open) - 1];
  const rest = others.filter((other) => other !== waited);
  talk.state.stack = [...rest, frame, ...(waited && waited !== frame ? [waited] : []), open];
  talk.speakAs(VERIFICATION);
  await verification.reprompt(talk, open, 'resumed');
  return 'asking';
}
