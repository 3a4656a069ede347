import { doesOnly } from '../../understanding/acts/in-hand.ts';
import { GO_ON } from '../../understanding/going-on.ts';
import { dialogNamed, type Intent } from '../conversations/index.ts';
import { isAway } from '../kit/away.ts';
import { remembered } from '../kit/form/draft.ts';
import { nameFor } from '../kit/names.ts';
import type { Talk } from '../kit/talk.ts';

/** What somebody says who comes in again, and doesn't answer yet. */
const COMING_IN: readonly string[] = ['greeting', 'help', 'thanks'] satisfies Intent[];

/** Offers what is still open to a customer who comes back, and takes up what was filed meanwhile. */
export async function comeBack(talk: Talk): Promise<boolean> {
  const { stack, filed } = talk.state;
  const isBack = isAway(talk);
  const goesOn = GO_ON.test(talk.said.words) || doesOnly(talk.said.words, 'takes-up', 'after-all', 'is-back');
  const top = stack.at(-1);
  if (!top && filed && (goesOn || isBack)) {
    if (goesOn) {
      talk.state.stack = filed.stack;
      delete talk.state.filed;
      return true;
    }
    talk.speakAs('greeting');
    await talk.say('returning.filed', {
      reference: filed.reference,
      what: nameFor(filed.stack.at(-1)?.dialog ?? '', talk.locale),
    });
    return false;
  }
  if (!top) return false;
  if (isBack) {
    talk.speakAs('greeting');
    await talk.say('returning.open', { what: nameFor(top.dialog, talk.locale) });
  }
  if (goesOn) await dialogNamed(top.dialog, talk.services)?.recap?.(talk, top);
  return goesOn || (isBack && COMING_IN.includes(talk.said.intent));
}

/**
 * Puts aside what the customer left undone, and tells them under which reference it is kept: a person finds it as the
 * draft that it is, and they can still go on with it.
 */
export async function putAside(talk: Talk): Promise<void> {
  const { stack } = talk.state;
  talk.state.stack = [];
  const top = stack.findLast((frame) => remembered(frame));
  const draft = top && remembered(top);
  if (!draft) return;
  const { reference } = draft;
  talk.state.filed = { reference, stack };
  talk.speakAs(top.dialog);
  await talk.say('returning.filed', { reference, what: nameFor(top.dialog, talk.locale) });
}
