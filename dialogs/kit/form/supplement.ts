import { hasTemplate } from '../../../templates/render.ts';
import { acknowledges } from '../../../understanding/acknowledges.ts';
import { CORRECTION, QUESTION, SUBMIT } from '../../../understanding/form-words.ts';
import { yesNo } from '../../../understanding/values/yes-no.ts';
import { takesAll } from './slots.ts';
import type { FormTurn } from './turn.ts';

/** Nobody confirms in more words. */
const SHORT = 8;

/**
 * Takes what is told of a matter after it was submitted, for the case that came of it; answers what is asked about it, and
 * who confirms it once more. Returns whether it did any of these.
 */
export async function supplement(turn: FormTurn, reference: string): Promise<boolean> {
  const { talk, form, state } = turn;
  const { words } = talk.said;
  const asks = await form.aside?.(talk, state.filled);
  if (!asks && (QUESTION.test(words) || form.isAnother?.(talk, state.filled))) return false;
  const isPutRight = CORRECTION.test(words);
  const told = await turn.take((name, slot) => !takesAll(slot) && (turn.isOpen(name) || isPutRight));
  if (told.length > 0) {
    turn.note();
    await turn.supplementCase();
    if (!asks) await talk.say(`${form.sentences}.added`, { reference });
  } else if (!asks) return confirmsAgain(turn, reference);
  return true;
}

/** 确认, after it was submitted: it is, and that is said. */
async function confirmsAgain({ talk, form }: FormTurn, reference: string): Promise<boolean> {
  const { words } = talk.said;
  const answer = talk.read(yesNo);
  const confirms = (answer && 'value' in answer && answer.value) || SUBMIT.test(words);
  const key = `${form.sentences}.already`;
  if (!confirms || words.length > SHORT || acknowledges(words) || !hasTemplate(key, talk.locale)) return false;
  await talk.say(key, { reference });
  return true;
}
