import { hasTemplate } from '../../../templates/render.ts';
import { acknowledges } from '../../../understanding/acknowledges.ts';
import { thanksIn } from '../../../understanding/acts/by-words.ts';
import { isCourteous } from '../../../understanding/acts/in-hand.ts';
import { CORRECTION, QUESTION, SUBMIT } from '../../../understanding/form-words.ts';
import { isOnlyAngry } from '../../../understanding/tone.ts';
import { yesNo } from '../../../understanding/values/yes-no.ts';
import { telling } from './echo.ts';
import type { ReadBack } from './shape.ts';
import { takesAll } from './slots.ts';
import { putRight, takeWorse } from './taking.ts';
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
  const right = await putRight(turn);
  const isPutRight = right.names.length + right.said.length > 0;
  const mayReplace = CORRECTION.test(words) && !isPutRight;
  const worse = takeWorse(turn);
  const others = await turn.take(
    (name, slot) => !takesAll(slot) && (isPutRight ? !turn.has(name) : turn.isOpen(name) || mayReplace),
    isPutRight ? right.rest : undefined,
  );
  const told = [...new Set([...right.names, ...worse, ...others])];
  if (told.length > 0 || isPutRight) {
    turn.note();
    await turn.supplementCase();
    if (right.said.length > 0) await talk.say('form.put-right', { values: right.said });
    if (!asks) await sayAdded(turn, reference, turn.readBack(told));
    return true;
  }
  if (asks) return true;
  if (!talk.says(CARE) && !turn.tellsKnown() && !tellsMore(turn)) return confirmsAgain(turn, reference);
  turn.note();
  await turn.supplementCase();
  await sayAdded(turn, reference, []);
  return true;
}

/** Whether what no other matter understands tells something, in some words: the petrol station's camera got it. */
function tellsMore({ talk: { said } }: FormTurn): boolean {
  if (said.intent !== 'out-of-scope' || said.distress || isCourteous(said.words) || isOnlyAngry(said.words))
    return false;
  const words = telling(said.text).trim();
  return /\p{Script=Han}/u.test(words) ? words.length >= LEAST_HAN : words.split(/\s+/).length >= LEAST_WORDS;
}
const LEAST_HAN = 8;
const LEAST_WORDS = 5;

/** What is said first to who tells of somebody hurt, or of what came after: it is more of the report. */
const CARE = /^care\./;

/** What was added, in the words of what it is, and that something was where no value shows it; how to add more is said once. */
async function sayAdded({ talk, form }: FormTurn, reference: string, values: readonly ReadBack[]): Promise<void> {
  const { advised = [] } = talk.state;
  const name = `${form.sentences}.added`;
  // Where something else is said already, they hear once that it goes with the report.
  if (values.length === 0 && advised.includes(name) && talk.isAnswering) return;
  if (!advised.includes(name)) talk.state.advised = [...advised, name];
  await talk.say(name, { reference, values, isFirst: !advised.includes(name), several: values.length > 0 });
}

/** 确认, after it was submitted: it is, and that is said. */
async function confirmsAgain({ talk, form }: FormTurn, reference: string): Promise<boolean> {
  const { words } = talk.said;
  const answer = talk.read(yesNo);
  const confirms = (answer && 'value' in answer && answer.value) || SUBMIT.test(words);
  const key = `${form.sentences}.already`;
  if (!confirms || words.length > SHORT || acknowledges(words) || !hasTemplate(key, talk.locale)) return false;
  // 好的谢谢: nobody who thanks is told that it needn't be confirmed.
  const isThanked = thanksIn(words) && !SUBMIT.test(words);
  if (isThanked) talk.speakAs('thanks');
  await talk.say(isThanked ? 'thanks.welcome' : key, { reference });
  return true;
}
