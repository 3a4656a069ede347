import { CALL_BACK_NUMBER, callWished } from '../../understanding/call-back-words.ts';
import { QUEUE } from '../../understanding/queue-words.ts';
import { callWindow } from '../../understanding/values/call-window.ts';
import { phone } from '../../understanding/values/phone.ts';
import { arrangedBefore, CALL_BACK } from '../kit/call-back/call-back.ts';
import { joinQueue } from '../kit/queue.ts';
import type { Talk } from '../kit/talk.ts';
import { start } from './stack.ts';

/** For so long the place in the queue is kept that somebody left for a call-back. */
const KEPT_MS = 3_600_000;

/**
 * Who wants to be called is asked on which number and when, wherever they are in the talk. A form that asks for a number
 * itself is answered with it; a call-back in hand goes on.
 */
export async function callBackWanted(talk: Talk): Promise<boolean> {
  const { stack } = talk.state;
  const { words } = talk.said;
  const top = stack.at(-1);
  // Who has lost somebody, or waits for a person, wants a call by saying when none may come.
  const mayBeSo = talk.state.condoled === true || talk.services.floor() === 'queue';
  const isWanted = callWished(words) !== null || (mayBeSo && CALL_BACK_NUMBER['not-before'].test(words));
  if (top?.dialog === CALL_BACK || !(isWanted || (await isMoved(talk)))) return false;
  if (top?.state.asking === 'phone' && talk.read(phone)) return false;
  // One that was begun and left comes back to the top: what they told of it stands.
  const before = stack.find(({ dialog }) => dialog === CALL_BACK);
  if (before) stack.splice(stack.indexOf(before), 1);
  await start(talk, CALL_BACK);
  return true;
}

/** A call that was arranged here is put to another time: 周一不行，改周二吧. */
async function isMoved(talk: Talk): Promise<boolean> {
  const moved = talk.state.stack.length === 0 ? CALL_BACK_NUMBER.moves.exec(talk.said.words) : null;
  return (
    moved !== null &&
    (await arrangedBefore(talk)) !== undefined &&
    talk.read(callWindow, talk.said.words.slice(moved.index)) !== undefined
  );
}

/** Who left the queue for a call-back and would rather wait comes back to their place. */
export async function waitsOn(talk: Talk): Promise<boolean> {
  const { keptPlace } = talk.state;
  if (!keptPlace || talk.services.floor() !== 'bot') return false;
  if (talk.said.at.getTime() - Date.parse(keptPlace.leftAt) > KEPT_MS) {
    delete talk.state.keptPlace;
    return false;
  }
  if (!QUEUE['waits-on'].test(talk.said.words.trim())) return false;
  delete talk.state.keptPlace;
  talk.speakAs('human');
  await joinQueue(talk, { reason: 'asked', urgency: 0, since: new Date(keptPlace.since) });
  return true;
}
