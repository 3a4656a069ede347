import { YES_OR_NO } from '../../../understanding/acts/facts.ts';
import { doesInHand, isCourteous, nodsAndTells, toSummary } from '../../../understanding/acts/in-hand.ts';
import { beginsDenying } from '../../../understanding/clauses/denied.ts';
import { putRightIn } from '../../../understanding/corrections/put-right.ts';
import { ENOUGH, QUESTION, SUBMIT, WANTS_CHANGE } from '../../../understanding/form-words.ts';
import { ASKS } from '../../../understanding/question.ts';
import { choice } from '../../../understanding/values/kit/choice.ts';
import { yesNo } from '../../../understanding/values/yes-no.ts';
import { CERTAINTY } from '../certainty.ts';
import type { Status } from '../dialog.ts';
import { factOf } from './acts.ts';
import { ask, askAgain, askPlainly, goOn, isAskedPlainly, readBackAll } from './asking.ts';
import { telling, tellsEnough } from './echo.ts';
import type { Meaning } from './meaning.ts';
import { takesAll } from './slots.ts';
import type { FormTurn } from './turn.ts';

/* That all is told, that it is right, and what of it isn't. */

/** The customer has told all: it is read back, whatever is still open. */
export const enough: Meaning = async (turn) => {
  const { state } = turn;
  if (state.asking === 'confirm' || !isEnough(turn)) return undefined;
  await turn.take((name, slot) => turn.isOpen(name) && !takesAll(slot));
  state.asking = 'confirm';
  // All of it was read back just now: who lets it be handed in then has seen it.
  if (wasToldJustNow(turn) && turn.canBeSubmitted) return handIn(turn);
  return readBackAll(turn);
};

/** Whether they heard all that is noted in the turn before, and say nothing but that it may be handed in. */
const wasToldJustNow = ({ talk: { said, state }, state: { toldIn } }: FormTurn): boolean =>
  toldIn !== undefined &&
  toldIn === state.last?.entry &&
  toSummary(said.words) === 'yes' &&
  doesInHand(said.words, 'submits');

/** Whether a yes is to all that was asked to be confirmed. */
export const meansBoth = (words: string): boolean => doesInHand(words, 'both') && toSummary(words) === 'yes';

/** Hands it in, and says what comes of it. */
export async function handIn(turn: FormTurn): Promise<Status> {
  await turn.form.submitted(turn.talk, turn.state.filled, await turn.submit());
  turn.keep();
  return 'complete';
}

/** Whether the message says that all is told, or that it may be handed in. */
export function isEnough({ talk, state, form }: FormTurn): boolean {
  const { words } = talk.said;
  if (ENOUGH.test(words) || SUBMIT.test(words) || doesInHand(words, 'submits', 'submits-if-whole', 'both')) return true;
  // 没了, to whether anybody is hurt, answers that.
  const slot = form.slots[state.asking ?? ''];
  return doesInHand(words, 'no-more') && !(slot && YES_OR_NO.includes(factOf(slot)));
}

/** The answer to whether all is right; what else is told meanwhile is taken, too. */
export const confirmation: Meaning = async (turn) => {
  const { talk, state } = turn;
  if (state.asking !== 'confirm') return undefined;
  // "ok human please" agrees to nothing: a person is wanted.
  if (wantsPerson(turn)) return 'declined';
  const isRight = whetherRight(turn);
  if (isRight === 'first') {
    if (QUESTION.test(talk.said.words)) return 'declined';
    const told = await turn.take((name, slot) => !takesAll(slot) && turn.isToldOtherwise(name, slot));
    if (told.length > 0) await talk.say('form.noted', { values: turn.readBack(told) });
    await talk.say('form.no-hurry');
    return 'waiting';
  }
  if (isRight === undefined || isRight === 'no-more') {
    if (turn.does('ask') && !ASKS['tells-not-yet'].test(talk.said.words)) return 'declined';
    const told = await turn.take((name, slot) => !takesAll(slot) && turn.isToldOtherwise(name, slot));
    if (told.length > 0) return goOn(turn, told);
    if (isRight === 'no-more') return askPlainly(turn);
    if (isCourteous(talk.said.words)) {
      turn.noteNothing();
      await talk.say('form.courtesy');
      return 'waiting';
    }
    return !QUESTION.test(talk.said.words) && turn.tellsKnown() ? goOn(turn, told) : 'declined';
  }
  // What is put right, of what no value holds, stands in the notes: nobody is asked which value they mean.
  if (!isRight && tellsWhatIsRight(turn)) {
    const told = await turn.take((name, slot) => !takesAll(slot) && turn.isToldOtherwise(name, slot));
    if (told.length === 0) return 'declined';
    delete state.summed;
    return goOn(turn, told);
  }
  if (!isRight) {
    // Who tells what is to be otherwise, in more than a word or two, isn't asked what it is.
    const told = saysMuch(talk.said.text) ? await toldInstead(turn) : 'declined';
    if (told !== 'declined') return told;
    turn.noteNothing();
    state.asking = 'change';
    return ask(turn);
  }
  await turn.take((name, slot) => turn.isOpen(name) && !takesAll(slot));
  return handIn(turn);
};

/** Whether a person is wanted, and nothing said of handing it in. */
const wantsPerson = ({ talk: { said } }: FormTurn): boolean =>
  said.intent === 'human' &&
  said.score >= CERTAINTY.ofItsOwn &&
  !doesInHand(said.words, 'submits', 'submits-if-whole') &&
  !SUBMIT.test(said.words);

/** Whether the message says what is right in the place of what was told. */
const tellsWhatIsRight = ({ talk }: FormTurn): boolean =>
  !WANTS_CHANGE.test(talk.said.words) && putRightIn(talk.said.text).all.some(({ but }) => but.length > 1);

/** Whether the customer confirms what was read back to them: then, and only then, it may be submitted. */
export const confirms = (turn: FormTurn): boolean => turn.state.asking === 'confirm' && whetherRight(turn) === true;

/**
 * Whether the customer says that all is right; `first`: something else is wanted before, and nothing may be submitted;
 * `no-more`: they have told all, and not that it is right. Undefined where they say none of these.
 */
function whetherRight(turn: FormTurn): boolean | 'first' | 'no-more' | undefined {
  const { talk, acts } = turn;
  const { words } = talk.said;
  const says = (name: 'affirm' | 'deny', isUnclear: boolean) =>
    acts.some(({ act, unclear }) => act === name && (unclear !== undefined) === isUnclear);
  const means = toSummary(words);
  if (means === 'first' || means === 'shows') return 'first';
  if (WANTS_CHANGE.test(words) || says('affirm', true)) return false;
  if (means === 'yes') return true;
  // 没别的了, to whether all is right, is no denial; to whether it may be submitted so, it is a yes.
  if (means === 'no-more' || ENOUGH.test(words)) return isAskedPlainly(turn) ? true : 'no-more';
  // 好的 车还在修理厂 was heard, and confirms nothing.
  if (nodsAndTells(words)) return undefined;
  if (beginsDenying(words)) return false;
  const answer = talk.read(yesNo);
  if (answer && 'value' in answer) return answer.value;
  if (SUBMIT.test(words)) return true;
  if (says('affirm', false) !== says('deny', false)) return says('affirm', false);
  return undefined;
}

/** What is to be changed. */
export const change: Meaning = async (turn) => {
  const { talk, state } = turn;
  if (state.asking !== 'change') return undefined;
  if (toSummary(talk.said.words) === 'first') {
    await talk.say('form.no-hurry');
    return 'waiting';
  }
  const chosen = talk.read(choice(turn.mattering.map((name) => ({ value: name, words: [turn.label(name)] }))));
  if (!chosen) return toldInstead(turn);
  if ('ask' in chosen) return askAgain(turn, chosen.ask);
  turn.noteNothing();
  turn.forget(chosen.value);
  return goOn(turn, []);
};

/** Who tells something where they were asked what is to be changed: it is taken, and all is read back with it. */
async function toldInstead(turn: FormTurn): Promise<Status> {
  const { talk, state } = turn;
  if (QUESTION.test(talk.said.words)) return 'declined';
  const told = await turn.take(
    (name, slot) => !takesAll(slot) && (turn.isOpen(name) || turn.isToldOtherwise(name, slot)),
  );
  // No, you left out the tail light: the no says what is wrong, too.
  const rest = turn.rest || (saysMuch(talk.said.text) ? telling(talk.said.text) : '');
  if (told.length === 0 && !(tellsEnough(rest) && !WANTS_CHANGE.test(talk.said.words))) return 'declined';
  if (rest !== '') turn.note(rest);
  delete state.summed;
  return goOn(turn, told);
}

/** More than that something is wrong. */
const saysMuch = (words: string): boolean =>
  /\p{Script=Han}/u.test(words) ? words.length > 14 : words.split(/\s+/).length > 9;
