import { dialogNamed, type Intent } from '../conversations/index.ts';
import { tellAskedBefore } from '../identity/asked-before.ts';
import { VERIFICATION } from '../identity/verification.ts';
import type { Status } from '../kit/dialog.ts';
import { nameFor } from '../kit/names.ts';
import type { Talk, Wish } from '../kit/talk.ts';
import type { Frame } from '../kit/talk-state.ts';
import { dropMatter } from './dropping.ts';
import { nextRequest } from './several.ts';

/** It drops what is in hand. */
export const DROPS: Intent = 'cancel';

/** Begins what is wanted, on top of what is in hand, and goes on after it. */
export async function begin(talk: Talk, wish: Wish): Promise<void> {
  const own = talk.taking(wish.said);
  const { frame, status } = await start(own, wish.intent);
  await leave(own, frame, status);
}

/** Begins an intent's dialog on top of what is in hand; `given`: what it begins with. */
export async function start(
  talk: Talk,
  intent: string,
  given: Record<string, unknown> = {},
): Promise<{ frame: Frame; status: Status }> {
  const dialog = dialogNamed(intent, talk.services);
  if (!dialog) throw new Error(`no conversation meets ${intent}: declare one in dialogs/conversations/`);
  if (intent !== 'out-of-scope') delete talk.state.lost;
  const frame: Frame = { dialog: intent, state: intent === DROPS ? await dropMatter(talk) : given };
  talk.state.stack.push(frame);
  talk.speakAs(intent);
  const status = await dialog.begin(talk, frame);
  if (status === 'complete') pop(talk, frame);
  return { frame, status };
}

/** Goes on after a dialog's part of a turn. */
export async function leave(talk: Talk, frame: Frame, status: Status): Promise<void> {
  if (status !== 'complete') return;
  pop(talk, frame);
  if (frame.dialog === VERIFICATION && talk.says(/^verification\.verified$/)) {
    await tellAskedBefore(talk);
    await sayWhatGoesOn(talk);
  }
  await resume(talk);
}

/** What waited for the check is named with what was told of it: it goes on from there. */
async function sayWhatGoesOn(talk: Talk): Promise<void> {
  const top = talk.state.stack.at(-1);
  const waited = top?.state.waitsForWho === true || top?.state.who === 'asked';
  if (!top || !waited) return;
  talk.speakAs(top.dialog);
  await talk.say('verification.goes-on', { what: nameFor(top.dialog, talk.locale) });
  await dialogNamed(top.dialog, talk.services)?.recap?.(talk, top);
}

/** What was open below is asked again, or what is wanted next is begun, unless a person takes over now. */
export async function resume(talk: Talk): Promise<void> {
  if (talk.services.floor() !== 'bot') return;
  const top = talk.state.stack.at(-1);
  if (top) {
    talk.speakAs(top.dialog);
    const status = await dialogNamed(top.dialog, talk.services)?.reprompt(talk, top, 'resumed');
    // What waited for something is at its end once that is there.
    if (status === 'complete') await leave(talk, top, status);
    return;
  }
  const next = await nextRequest(talk);
  if (next) await begin(talk, next);
  else await takeUpParked(talk);
}

/** Nothing else is in hand any more: what was put off is told of, and goes on where it was. */
async function takeUpParked(talk: Talk): Promise<void> {
  const [parked, ...others] = talk.state.parked ?? [];
  delete talk.state.parked;
  if (!parked) return;
  if (others.length > 0) talk.state.parked = others;
  talk.state.stack.push(parked);
  await talk.say('several.put-off', { label: nameFor(parked.dialog, talk.locale) });
  await resume(talk);
}

/** A dialog is at its end. */
export const pop = (talk: Talk, frame: Frame): void => {
  talk.state.stack = talk.state.stack.filter((other) => other !== frame);
};
