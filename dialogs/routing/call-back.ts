import { doesInHand } from '../../understanding/acts/in-hand.ts';
import { CALL_BACK_NUMBER, CALL_BACK_WORDS, callWished } from '../../understanding/call-back-words.ts';
import { cut } from '../../understanding/clauses/cut.ts';
import { QUESTION } from '../../understanding/form-words.ts';
import { QUEUE } from '../../understanding/queue-words.ts';
import { callWindow } from '../../understanding/values/call-window.ts';
import { phone } from '../../understanding/values/phone.ts';
import { isBusiness } from '../conversations/index.ts';
import { arrangedBefore, CALL_BACK, callBackDialog } from '../kit/call-back/call-back.ts';
import { CERTAINTY } from '../kit/certainty.ts';
import { joinQueue } from '../kit/queue.ts';
import type { Said, Talk } from '../kit/talk.ts';
import { meantIn } from './after-submitting.ts';
import { resume, start } from './stack.ts';

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
  if (top?.dialog === CALL_BACK || !(isWanted || isOffered(talk) || (await isMoved(talk)))) return false;
  if (top?.state.asking === 'phone' && talk.read(phone)) return false;
  // One that was begun and left comes back to the top: what they told of it stands.
  const before = stack.find(({ dialog }) => dialog === CALL_BACK);
  if (before) stack.splice(stack.indexOf(before), 1);
  await keepContact(talk);
  // 投诉交了 再叫人打给我: what is in hand is read back first, and a yes is to both.
  if (top && doesInHand(words, 'submits')) await resume(talk);
  await start(talk, CALL_BACK);
  return true;
}

/** How they are reached is told for what was submitted without it, too. */
async function keepContact(talk: Talk): Promise<void> {
  const { submitted } = talk.state;
  const { filled = {} } = (submitted?.state ?? {}) as { filled?: Record<string, unknown> };
  const told = talk.read(phone);
  if (!submitted || filled.phone != null || !told || !('value' in told)) return;
  await talk.services.cases.note({ words: talk.said.text, entry: talk.said.entryId, by: 'customer' }, meantIn(talk));
}

/** A day or an hour, where a call was offered just now, is the answer to that: 那就明天十点. */
function isOffered(talk: Talk): boolean {
  const { state, said } = talk;
  const { callOffered, last } = state;
  if (!callOffered || callOffered !== last?.entry || said.words.length > MOST_OF_AN_ANSWER) return false;
  if (isOfTheDay(state.stack.at(-1)?.state.asking) || QUESTION.test(said.words)) return false;
  const when = cut(said.words).some(({ at, end }) => {
    const clause = said.words.slice(at, end);
    return CALL_BACK_NUMBER['takes-offer'].test(clause) && talk.read(callWindow, clause) !== undefined;
  });
  return when;
}
/** Who takes a call that was offered says when, a number and hardly more. */
const MOST_OF_AN_ANSWER = 60;
const isOfTheDay = (asking: unknown): boolean => asking === 'happenedAt' || asking === 'when';

/**
 * A call that was arranged here, or is being noted, isn't wanted any more: nobody rings. Returns what else the message says,
 * where that is a wish of its own; undefined where it doesn't say so.
 */
export async function dropsCall(talk: Talk): Promise<{ rest?: Said } | undefined> {
  const { state, said, services } = talk;
  const clauses = cut(said.words).map(({ at, end }) => said.words.slice(at, end));
  const isSaid = (clause: string) =>
    CALL_BACK_WORDS.declines.test(clause.trim()) && !CALL_BACK_NUMBER['not-before'].test(clause);
  if (!clauses.some(isSaid) || QUESTION.test(said.words)) return undefined;
  const frame = state.stack.find(({ dialog }) => dialog === CALL_BACK);
  const arranged = frame ? undefined : await arrangedBefore(talk);
  if (!frame && !arranged) return undefined;
  talk.keptIt();
  talk.speakAs(CALL_BACK);
  if (frame) {
    await callBackDialog.drop?.(talk, frame);
    state.stack = state.stack.filter((one) => one !== frame);
    await talk.say('call-back.dropped');
  } else if (arranged) {
    await services.cases.withdraw(arranged, { words: said.text, entry: said.entryId, by: 'customer' });
    delete state.calledBack;
    await talk.say('call-back.cancelled', { reference: arranged.reference });
  }
  const rest = clauses.filter((clause) => !isSaid(clause)).join('，');
  if (rest === '') return {};
  const { intent, score } = services.understand(rest);
  const isWish =
    doesInHand(rest, 'submits', 'drops', 'takes-up') || (isBusiness(intent) && score >= CERTAINTY.ofItsOwn);
  return isWish ? { rest: talk.saidAs(rest) } : {};
}

/** Whether somebody calls, and when, is told by what was arranged here; that nobody does, where nothing was. */
export async function tellsCall(talk: Talk): Promise<boolean> {
  const { state, said } = talk;
  if (!CALL_BACK_NUMBER['asks-call'].test(said.words) || state.stack.some(({ dialog }) => dialog === CALL_BACK))
    return false;
  const arranged = await arrangedBefore(talk);
  const isFeared = CALL_BACK_NUMBER['asks-no-call'].test(said.words);
  if (!arranged && !isFeared) return false;
  talk.speakAs(CALL_BACK);
  if (!arranged) await talk.say('call-back.none');
  else await callBackDialog.recap?.(talk, state.calledBack ?? { dialog: CALL_BACK, state: { filled: arranged.data } });
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
