import { asksOfTruth, untruthWished } from '../../understanding/honesty.ts';
import { dialogNamed } from '../conversations/index.ts';
import { CALL_BACK } from '../kit/call-back/call-back.ts';
import type { Said, Talk } from '../kit/talk.ts';
import { resume } from './stack.ts';

/**
 * Who wants something written down that isn't so hears, without being accused, that it is noted as it happened, what an
 * untrue report may cost, and what can be done instead. What they wish is kept as their words and never as a fact. Returns
 * the message as it is taken from here on, without the wish; `answered` where nothing of it is left.
 */
export async function meetUntruth(talk: Talk): Promise<Said | 'answered'> {
  const { state, said } = talk;
  const top = state.stack.at(-1);
  if (top?.dialog === CALL_BACK) return said;
  if (state.honest && asksOfTruth(said.words)) {
    await talk.say('honesty.if-true');
    await resume(talk);
    return 'answered';
  }
  const wished = untruthWished(said.words, state.honest === true);
  if (!wished) return said;
  await talk.say(state.honest ? 'honesty.again' : 'honesty.as-it-was', { gift: wished.gift });
  state.honest = true;
  if (top) await dialogNamed(top.dialog, talk.services)?.note?.(talk, top);
  if (wished.before !== '') return { ...talk.saidAs(wished.before), text: wished.before };
  await resume(talk);
  return 'answered';
}
