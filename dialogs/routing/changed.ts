import { dialogNamed, isBusiness } from '../conversations/index.ts';
import { CERTAINTY } from '../kit/certainty.ts';
import type { Talk } from '../kit/talk.ts';
import { isInDanger, meetDistress } from './distress.ts';
import { begin, leave } from './stack.ts';
import { isInCare, isWaiting } from './waiting.ts';

/**
 * The customer changed a message that was answered already. Values that the new words give and the old ones didn't are
 * taken, and told; a question that they put last is answered as it reads now. Anything else is kept, and they are asked
 * to say it: a changed yes may have been the answer to another question than the one that stands now.
 */
export async function changed(talk: Talk): Promise<void> {
  const { said, state, services } = talk;
  if (isInDanger(said) || isInCare(talk)) return void (await meetDistress(talk));
  const top = state.stack.at(-1);
  if (top && said.changed?.before !== undefined) {
    talk.speakAs(top.dialog);
    const given = { before: said.changed.before, key: 'changed.taken' };
    const status = await dialogNamed(top.dialog, services)?.amend?.(talk, top, given);
    if (status !== undefined) return leave(talk, top, status);
  }
  const isLast = said.changed !== undefined && state.last?.entry === said.changed.entry;
  if (said.score === CERTAINTY.byRule && said.intent === 'human' && !isWaiting(talk)) return begin(talk, talk.wish);
  const isAsked = said.intent === 'ask' || (!top && isBusiness(said.intent));
  if (isLast && isAsked && said.score >= CERTAINTY.ofItsOwn) {
    await talk.say('changed.taken');
    return begin(talk, talk.wish);
  }
  talk.speakAs(undefined);
  await talk.say('changed.noted');
}

/** The customer took back a message that was answered already. */
export async function takenBack(talk: Talk): Promise<void> {
  await talk.say('changed.taken-back');
}
