import { allOfOwn, type OwnAsked } from '../../understanding/own-asked.ts';
import type { Talk } from '../kit/talk.ts';
import { TELLING } from './outcome.ts';
import { askedWith, OWN_POLICIES, tellOf } from './own-policies.ts';
import { VERIFICATION } from './verification.ts';

/*
 * What somebody asked of their own contracts and cases before it was known who they are. It is kept, whatever was said or
 * done about it since, and answered in the very reply to the code.
 */

/** So much is kept; nobody asks for more. */
const MOST_KEPT = 6;

/** Keeps what a message asks of their own while nobody is verified. */
export function keepAsked({ said, state, services }: Talk): void {
  if (services.identity.verified() || said.distress) return;
  const { words } = said;
  const kept = state.askedOfOwn ?? [];
  // Amid a matter what is asked may be of that; else it is their own, as they show once they say who they are.
  const isOwn = state.stack.every(({ dialog }) => dialog === VERIFICATION || TELLING.includes(dialog));
  const kinds = allOfOwn(words, { isKnown: isOwn }).filter((kind) => !kept.some((one) => one.kind === kind));
  if (kinds.length > 0) state.askedOfOwn = [...kept, ...kinds.map((kind) => ({ kind, words }))].slice(0, MOST_KEPT);
}

/** Tells all that was asked before, once it is known who asks; what a dialog that waits tells by itself it tells, right now. */
export async function tellAskedBefore(talk: Talk): Promise<void> {
  const { state } = talk;
  const verified = talk.services.identity.verified();
  const kept = state.askedOfOwn ?? [];
  delete state.askedOfOwn;
  if (!verified) return;
  const waiting = state.stack.filter(({ dialog }) => TELLING.includes(dialog));
  const told = waiting.flatMap((frame): readonly OwnAsked[] =>
    frame.dialog === OWN_POLICIES ? askedWith(frame) : (TOLD_BY[frame.dialog] ?? []),
  );
  // Those that only wait to tell come to the top, and are done with in this turn.
  state.stack = [...state.stack.filter((frame) => !waiting.includes(frame)), ...waiting.toReversed()];
  for (const { kind, words } of kept.filter((one) => !told.includes(one.kind)))
    await tellOf(talk, kind, words, verified.customer);
}

/** What these tell. */
const TOLD_BY: Readonly<Record<string, readonly OwnAsked[]>> = {
  'claim-status': ['claim'],
  'complaint-status': ['complaint'],
};
