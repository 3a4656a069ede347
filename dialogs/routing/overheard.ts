import { acknowledges } from '../../understanding/acknowledges.ts';
import { clauseDoes } from '../../understanding/acts/in-hand.ts';
import { cut } from '../../understanding/clauses/cut.ts';
import { QUESTION } from '../../understanding/form-words.ts';
import { ASKS } from '../../understanding/question.ts';
import { isOnlyAngry } from '../../understanding/tone.ts';
import { dialogNamed } from '../conversations/index.ts';
import { VERIFICATION } from '../identity/verification.ts';
import { tellsEnough } from '../kit/form/echo.ts';
import { untold } from '../kit/form/untold.ts';
import type { Talk } from '../kit/talk.ts';
import { meantIn } from './after-submitting.ts';

/*
 * What a message tells in the breath of a question, or while something else is answered, and no case keeps: it goes to the
 * matter that is in hand, or that was submitted last, for the colleague who takes that up.
 */

/** Keeps what is told and wasn't kept in this turn. */
export async function keepOverheard(talk: Talk): Promise<void> {
  const { state, said, services } = talk;
  const { stack, submitted } = state;
  if (talk.isKept || services.floor() === 'agent' || isOfDistress(talk)) return;
  // Who proves who they are tells nothing of the matter: no code is kept.
  if (stack.at(-1)?.dialog === VERIFICATION || talk.says(OF_IDENTITY) || (stack.length === 0 && !submitted)) return;
  const told = toldIn(said.text);
  const words = told === '' ? '' : untold(told, [], () => talk.acts({}));
  if (!tellsEnough(words) || isOnlyAngry(words)) return;
  const frame = stack.findLast(({ dialog }) => dialogNamed(dialog, services)?.overhear !== undefined);
  if (frame) {
    const own = talk.taking({ ...said, text: words });
    await dialogNamed(frame.dialog, services)?.overhear?.(own, frame);
  } else if (stack.length === 0)
    await services.cases.note({ words, entry: said.entryId, by: 'customer' }, meantIn(talk));
}

const OF_IDENTITY = /^(?:verification|privacy)\.(?!another)/;

/** What is said to who may want to die is no part of a claim. */
const isOfDistress = ({ said, state: { inDanger, areTheyAllRight } }: Talk): boolean =>
  said.distress !== undefined || inDanger === true || areTheyAllRight !== undefined;

/** The clauses that tell something: all of the message, where none of it asks. */
function toldIn(text: string): string {
  const clauses = cut(text).map(({ at, end }) => ({
    words: text.slice(at, end).trim(),
    isAsked:
      ASKS['in-a-clause'].test(text.slice(at, end)) ||
      QUESTION.test(text.slice(at, end)) ||
      /^\s*[?？]/.test(text.slice(end)),
  }));
  const told = clauses.filter(({ words, isAsked }) => !isAsked && !acknowledges(words) && clauseDoes(words) === 'else');
  return told.map(({ words }) => words).join('；');
}
