import { factNamed, YES_OR_NO } from '../../../understanding/acts/facts.ts';
import { doesInHand, doesOnly, isOnlyAboutIt, nodsAndTells, toSummary } from '../../../understanding/acts/in-hand.ts';
import { beginsDenying } from '../../../understanding/clauses/denied.ts';
import {
  CORRECTION,
  DONT_HAVE,
  ENOUGH,
  HAVE_NONE,
  NO_PHOTOS,
  QUESTION,
  RATHER_NOT,
  SUBMIT,
  WAIT,
  WANTS_CHANGE,
} from '../../../understanding/form-words.ts';
import { choice } from '../../../understanding/values/kit/choice.ts';
import type { Reading } from '../../../understanding/values/kit/reading.ts';
import { yesNo } from '../../../understanding/values/yes-no.ts';
import { CERTAINTY } from '../certainty.ts';
import type { Status } from '../dialog.ts';
import { factOf } from './acts.ts';
import { ask, askAgain, askPlainly, goOn, isAskedPlainly, leaveOpen, readBackAll } from './asking.ts';
import { sayPutDown, saySoFar } from './recap.ts';
import { type Slot, takesAll } from './slots.ts';
import { putRight, takeWorse } from './taking.ts';
import type { FormTurn } from './turn.ts';

/** What a message may mean to a form in hand. Returns how the form leaves the turn, or nothing where it doesn't mean that. */
type Meaning = (turn: FormTurn) => Promise<Status | undefined>;

/** Whoever has no place to name says no more than this. */
const SHORT = 12;
/** Whoever would rather not give something says no more than this; a longer message tells something, too. */
const SHORT_REFUSAL = 40;
/** Whoever says what else they haven't got says no more than this. */
const SHORT_LACK = 60;

/** Something got worse, or must not wait. */
const whatMustNotWait: Meaning = async (turn) => {
  const worse = takeWorse(turn);
  if (turn.form.mustNotWait?.(turn.talk.said.words)) {
    const told = await turn.take((name) => turn.isOpen(name));
    return goOn(turn, [...worse, ...told]);
  }
  return worse.length > 0 ? goOn(turn, worse) : undefined;
};

/** Of who is asked nothing what they tell is taken, and they are answered. */
const quietly: Meaning = async (turn) => {
  const { form, talk, state } = turn;
  if (!form.quietly?.applies(state.filled)) return undefined;
  const told = await turn.take((name, slot) => turn.isOpen(name) && !takesAll(slot));
  if (SUBMIT.test(talk.said.words)) {
    const { reference } = await turn.submit({ isUrgent: true });
    turn.keep();
    await talk.say(`${form.sentences}.quiet-registered`, { reference });
    return 'complete';
  }
  return form.quietly.answer(talk, state.filled, turn.readBack(told));
};

/** A question about the matter itself: it is answered, and what else is told is taken. */
const aside: Meaning = async (turn) => {
  if (!(await turn.form.aside?.(turn.talk, turn.state.filled))) return undefined;
  return goOn(turn, await turn.take((name, slot) => turn.isOpen(name) && !takesAll(slot)));
};

/** Not X but Y, and whatever else puts right what was told; what the message tells besides is taken. */
const puttingRight: Meaning = async (turn) => {
  const { names, said, rest } = await putRight(turn);
  if (names.length === 0 && said.length === 0) return undefined;
  const others = await turn.take((name, slot) => !turn.has(name) && !takesAll(slot), rest);
  if (said.length > 0) await turn.talk.say('form.put-right', { values: said });
  if (rest === '') turn.noteNothing();
  return goOn(turn, [...new Set([...names, ...others])]);
};

/** A moment, please. */
const moment: Meaning = async (turn) => {
  const { talk, state } = turn;
  const { words } = talk.said;
  const isSummed = state.asking === 'confirm' || state.asking === 'change';
  if (!WAIT.test(words) && (isSummed || !doesOnly(words, 'first'))) return undefined;
  turn.noteNothing();
  await talk.say(isSummed ? 'form.no-hurry' : 'form.take-your-time');
  return 'waiting';
};

/** It is put down for now: what is told with that is taken, and what is kept is said. */
const putDown: Meaning = async (turn) => {
  const { talk } = turn;
  if (!doesInHand(talk.said.words, 'puts-down') || doesInHand(talk.said.words, 'submits')) return undefined;
  // 今晚再弄 tells no time of what happened.
  await turn.take((name, slot) => turn.isOpen(name) && !takesAll(slot) && factOf(slot) !== 'incident-time');
  turn.askNext();
  await sayPutDown(turn);
  return 'waiting';
};

const startOver: Meaning = async (turn) => {
  if (!turn.says('restart')) return undefined;
  await turn.talk.say('form.start-over');
  turn.forget();
  return goOn(turn, []);
};

/** What has been noted so far? */
const summary: Meaning = async (turn) => {
  const { talk, state } = turn;
  const { words } = talk.said;
  const isAsked = doesInHand(words, 'shows', 'asks-back');
  if (!isAsked && !turn.says('summary')) return undefined;
  // 照片没拍 念一遍我听听: what is told with it is read back, too.
  if (isAsked) await turn.take((name, slot) => turn.isOpen(name) && !takesAll(slot));
  turn.askNext();
  const isAll = !doesInHand(words, 'asks-back') || doesInHand(words, 'shows');
  if (isAll && (state.asking === 'confirm' || state.asking === 'change' || doesInHand(words, 'no-more'))) {
    state.asking = 'confirm';
    return readBackAll(turn);
  }
  await saySoFar(turn, isAll ? undefined : factNamed(words));
  return ask(turn);
};

/** A value that was given before is another one. */
const correction: Meaning = async (turn) => {
  const isPutRight = CORRECTION.test(turn.talk.said.words) || turn.putsRight;
  if (!isPutRight && turn.state.asking !== 'change') return undefined;
  // What takes any words is changed by choosing it, or every correction would be taken for it.
  const corrected = await turn.take((name, slot) => turn.has(name) && !takesAll(slot));
  return corrected.length > 0 ? goOn(turn, corrected) : undefined;
};

/** The customer has told all: it is read back, whatever is still open. */
const enough: Meaning = async (turn) => {
  const { state } = turn;
  if (state.asking === 'confirm' || !isEnough(turn)) return undefined;
  await turn.take((name, slot) => turn.isOpen(name) && !takesAll(slot));
  state.asking = 'confirm';
  return readBackAll(turn);
};

function isEnough({ talk, state, form }: FormTurn): boolean {
  const { words } = talk.said;
  if (ENOUGH.test(words) || SUBMIT.test(words) || doesInHand(words, 'submits')) return true;
  // 没了, to whether anybody is hurt, answers that.
  const slot = form.slots[state.asking ?? ''];
  return doesInHand(words, 'no-more') && !(slot && YES_OR_NO.includes(factOf(slot)));
}

/** The answer to whether all is right; what else is told meanwhile is taken, too. */
const confirmation: Meaning = async (turn) => {
  const { talk, state, form } = turn;
  if (state.asking !== 'confirm') return undefined;
  const isRight = whetherRight(turn);
  if (isRight === 'first') {
    if (QUESTION.test(talk.said.words)) return 'declined';
    const told = await turn.take((name, slot) => !takesAll(slot) && turn.isToldOtherwise(name, slot));
    if (told.length > 0) await talk.say('form.noted', { values: turn.readBack(told) });
    await talk.say('form.no-hurry');
    return 'waiting';
  }
  if (isRight === undefined || isRight === 'no-more') {
    if (turn.does('ask')) return 'declined';
    const told = await turn.take((name, slot) => !takesAll(slot) && turn.isToldOtherwise(name, slot));
    if (told.length > 0) return goOn(turn, told);
    if (isRight === 'no-more') return askPlainly(turn);
    return !QUESTION.test(talk.said.words) && turn.tellsKnown() ? goOn(turn, told) : 'declined';
  }
  if (!isRight) {
    turn.noteNothing();
    state.asking = 'change';
    return ask(turn);
  }
  await turn.take((name, slot) => turn.isOpen(name) && !takesAll(slot));
  await form.submitted(talk, state.filled, await turn.submit());
  turn.keep();
  return 'complete';
};

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
const change: Meaning = async (turn) => {
  const { talk, state } = turn;
  if (state.asking !== 'change') return undefined;
  if (toSummary(talk.said.words) === 'first') {
    await talk.say('form.no-hurry');
    return 'waiting';
  }
  const chosen = talk.read(choice(turn.mattering.map((name) => ({ value: name, words: [turn.label(name)] }))));
  if (!chosen) return 'declined';
  if ('ask' in chosen) return askAgain(turn, chosen.ask);
  turn.noteNothing();
  turn.forget(chosen.value);
  return goOn(turn, []);
};

/** The answer to a slot's question, or that the customer hasn't got it, or values for other slots beside it. */
const answer: Meaning = async (turn) => {
  const { talk, state, form } = turn;
  const { words: said, intent } = talk.said;
  const asked = state.asking ?? '';
  const slot = form.slots[asked];
  if (!slot) return goOn(turn, []); // an older version's slot: ask for what is missing now
  const asks = QUESTION.test(said);
  if (slot.anyWords && (asks || intent === 'human') && intent !== form.name) return 'declined';
  const lacking = asks ? undefined : lackingBeside(turn, asked);
  if (lacking) {
    turn.fill(lacking, null);
    return goOn(turn, [lacking, ...(await turn.take((name) => turn.isOpen(name)))]);
  }
  // What is said of the matter itself is never a value: 对对对, asked for one's own words.
  const isAct = slot.anyWords && isOnlyAboutIt(said);
  const reading = isAct ? undefined : talk.read(slot.read, turn.wordsFor(slot));
  if (!asks && isLacking(turn, slot, reading)) {
    turn.fill(asked, null);
    return goOn(turn, await turn.take((name) => name !== asked && turn.isOpen(name)));
  }
  if (!asks && !reading && turn.skips(asked) && isAskedAgain(turn)) return leaveOpen(turn);
  if (reading) return taken(turn, asked, slot, reading);
  if (asks) return 'declined';
  if (said.length <= SHORT_REFUSAL && NO_PHOTOS.test(said)) {
    await talk.say('form.no-photos');
    return ask(turn);
  }
  const isElse = intent !== form.name && intent !== 'out-of-scope' && talk.said.score >= CERTAINTY.nothingElse;
  if (isElse) return 'declined';
  // What answers another question of this form is kept, and this one asked again.
  const others = await turn.take((name) => name !== asked && turn.isOpen(name));
  return others.length > 0 ? goOn(turn, others) : 'declined';
};

/** In the order in which they are looked for; the first that a message means decides. */
export const MEANINGS: readonly Meaning[] = [
  whatMustNotWait,
  quietly,
  aside,
  puttingRight,
  moment,
  putDown,
  startOver,
  summary,
  correction,
  enough,
  confirmation,
  change,
  answer,
];

/** What else than what is asked the customer says that they haven't got. */
function lackingBeside(turn: FormTurn, asked: string): string | undefined {
  const { words: said } = turn.talk.said;
  if (said.length > SHORT_LACK || !HAVE_NONE.test(said)) return undefined;
  const lacking = turn.slots.find(
    ([name, { optional, called }]) => name !== asked && !turn.has(name) && optional && called?.test(said),
  );
  return lacking?.[0];
}

/** Whether the customer says that they haven't got what is asked, which may be. */
function isLacking(turn: FormTurn, slot: Slot<unknown>, reading: Reading<unknown>): boolean {
  const { words: said } = turn.talk.said;
  const mayLack = slot.optional === true || (slot.optional === 'when asked again' && isAskedAgain(turn));
  const isOpen = !reading || 'ask' in reading || (slot.anyWords && !takesAll(slot) && said.length <= SHORT);
  if (!mayLack || !isOpen) return false;
  const isShort = said.length <= SHORT_REFUSAL;
  return DONT_HAVE.test(said) || (isShort && (RATHER_NOT.test(said) || turn.skips(turn.state.asking ?? '')));
}

/** Whether what stands to be asked was put more than once. */
const isAskedAgain = ({ state: { put, asking = '' } }: FormTurn): boolean => (put?.[asking] ?? 0) > 1;

async function taken(
  turn: FormTurn,
  asked: string,
  slot: Slot<unknown>,
  reading: NonNullable<Reading<unknown>>,
): Promise<Status> {
  if ('ask' in reading) {
    // What an answer leaves open may be read as any message is: when it was left, and when it was found.
    const found = slot.find && turn.talk.read(slot.find, turn.wordsFor(slot));
    if (found && 'value' in found) return taken(turn, asked, slot, found);
    // 苏B67890, asked for a phone number: it is of another question.
    const beside = await turn.take((name, slot) => name !== asked && turn.isOpen(name) && !takesAll(slot));
    return beside.length > 0 ? goOn(turn, beside) : askAgain(turn, reading.ask);
  }
  const refused = await slot.refuse?.why(reading.value, turn.state.filled);
  if (refused) return askAgain(turn, refused);
  turn.fill(asked, reading.value);
  const others = await turn.take((name) => name !== asked && turn.isOpen(name));
  return goOn(turn, [asked, ...others]);
}
