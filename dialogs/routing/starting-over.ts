import { clauseDoes } from '../../understanding/acts/in-hand.ts';
import { cut } from '../../understanding/clauses/cut.ts';
import { QUESTION } from '../../understanding/form-words.ts';
import { LEAVING } from '../../understanding/leaving.ts';
import { dialogNamed, isBusiness } from '../conversations/index.ts';
import { CALL_BACK } from '../kit/call-back/call-back.ts';
import { CERTAINTY } from '../kit/certainty.ts';
import type { Said, Talk } from '../kit/talk.ts';
import type { Frame } from '../kit/talk-state.ts';
import { begin } from './stack.ts';

/** Of a message that starts over only the first clauses say so. */
const MOST_LEADING = 3;

/**
 * 重新来 改地址 保单…: the matter in hand, or the one that was dropped, is begun again with what is told beside that, as if
 * nothing else had been said. Returns whether it was.
 */
export async function startsOver(talk: Talk): Promise<boolean> {
  const told = toldBeside(talk);
  const matter = told && matterOf(talk);
  if (!told || !matter) return false;
  const { intent, score } = told;
  const isOther = isBusiness(intent) && intent !== matter.dialog && score >= CERTAINTY.byRule;
  // Something else is wanted: that is answered as it is.
  if (isOther && talk.state.stack.length > 0) return false;
  await forget(talk, matter);
  talk.speakAs(matter.dialog);
  await talk.say('form.start-over');
  const wanted = isOther ? intent : matter.dialog;
  await begin(talk, { intent: wanted, said: { ...told, intent: wanted, score: 1 } });
  return true;
}

/** What a message tells after it said to start over; undefined where it doesn't, or asks something. */
function toldBeside(talk: Talk): Said | undefined {
  const { text } = talk.said;
  const clauses = cut(text).map(({ at, end }) => ({ at, does: leads(text.slice(at, end)) }));
  const from = clauses.findIndex(({ does }) => does === undefined);
  const leading = clauses.slice(0, from);
  if (from < 1 || from > MOST_LEADING || !leading.some(({ does }) => does === 'restarts')) return undefined;
  const rest = text.slice(clauses[from]?.at);
  return QUESTION.test(rest) ? undefined : talk.saidAs(rest);
}

/** Whether a clause says to start over, or what stands before that: 好的, 算了. */
function leads(clause: string): 'restarts' | 'before' | undefined {
  if (LEAVING.restart.test(clause)) return 'restarts';
  const isBefore = LEAVING.sighs.test(clause) || LEAVING.cancel.test(clause) || BEFORE.includes(clauseDoes(clause));
  return isBefore ? 'before' : undefined;
}
const BEFORE: readonly string[] = ['nods', 'social', 'agrees', 'drops', 'changes-mind', 'after-all'];

/** What is begun again: the matter in hand that is told, else the one that was dropped last. */
function matterOf({ state: { stack, dropped }, services }: Talk): Frame | undefined {
  const open = stack.findLast(({ dialog }) => dialog !== CALL_BACK && dialogNamed(dialog, services)?.takeUp);
  return open ?? (stack.length === 0 ? dropped?.frame : undefined);
}

/** It is as if it had never been begun, whatever stood above it. */
async function forget(talk: Talk, matter: Frame): Promise<void> {
  const { state, services } = talk;
  const at = state.stack.indexOf(matter);
  if (at < 0) {
    delete state.dropped;
    return;
  }
  await dialogNamed(matter.dialog, services)?.drop?.(talk, matter);
  state.stack = state.stack.slice(0, at);
}
