import { factNamed, IDENTIFIERS } from '../../../understanding/acts/facts.ts';
import { doesInHand, doesOnly, toSummary } from '../../../understanding/acts/in-hand.ts';
import { isSameSort, putRightIn } from '../../../understanding/corrections/put-right.ts';
import { CORRECTION, QUESTION, SUBMIT, THEN_SENDS, WAIT } from '../../../understanding/form-words.ts';
import { factOf } from './acts.ts';
import { answer } from './answering.ts';
import { ask, goOn, readBackAll } from './asking.ts';
import { change, confirmation, enough } from './confirming.ts';
import type { Meaning } from './meaning.ts';
import { sayPutDown, saySoFar } from './recap.ts';
import { takesAll } from './slots.ts';
import { putRight, takeWorse } from './taking.ts';
import type { FormTurn } from './turn.ts';

/* What a message may mean to a form in hand, beside the answer to what it asks. */

/** Something got worse, or must not wait. */
const whatMustNotWait: Meaning = async (turn) => {
  const worse = takeWorse(turn);
  if (turn.form.mustNotWait?.(turn.talk.said.words)) {
    const told = await turn.take((name) => turn.isOpen(name));
    return goOn(turn, [...worse, ...told]);
  }
  return worse.length > 0 ? goOn(turn, worse) : undefined;
};

/** Another matter of the same kind: nothing of it is taken for this one, it is noted, and gets its own after this. */
const besideIt: Meaning = async (turn) => {
  const { form, talk, state } = turn;
  const beside = form.beside?.(talk, state.filled);
  if (!beside) return undefined;
  const { words, text, entryId: entry } = talk.said;
  turn.noteBeside();
  const { pending = [] } = talk.state;
  talk.state.pending = [...pending, { intent: form.name, words, text, entry }];
  for (const sentence of beside.says) await talk.say(`${form.sentences}.${sentence}`);
  return beside.asksOn ? ask(turn) : 'waiting';
};

/** Of who is asked nothing what they tell is taken, and they are answered. */
const quietly: Meaning = async (turn) => {
  const { form, talk, state } = turn;
  if (!form.quietly?.applies(state.filled)) return undefined;
  const { words } = talk.said;
  if (doesInHand(words, 'shows', 'asks-left', 'asks-back') && toSummary(words) !== 'yes') {
    await turn.take((name, slot) => turn.isOpen(name) && !takesAll(slot));
    await saySoFar(turn);
    return 'waiting';
  }
  const right = CORRECTION.test(words) || turn.putsRight ? await putRight(turn) : undefined;
  const told = await turn.take((name, slot) => turn.isOpen(name) && !takesAll(slot), right?.rest);
  if (SUBMIT.test(words) || doesInHand(words, 'submits', 'submits-if-whole')) {
    const { reference } = await turn.submit({ isUrgent: true });
    turn.keep();
    await talk.say(`${form.sentences}.quiet-registered`, { reference });
    return 'complete';
  }
  if (right && right.said.length > 0) {
    await talk.say('form.put-right', { values: right.said });
    return 'waiting';
  }
  told.push(...(right?.names ?? []).filter((name) => !told.includes(name)));
  return form.quietly.answer(talk, state.filled, turn.readBack(told));
};

/** A question about the matter itself: it is answered, and what else is told is taken. */
const aside: Meaning = async (turn) => {
  if (!(await turn.form.aside?.(turn.talk, turn.state.filled))) return undefined;
  return goOn(turn, await turn.take((name, slot) => turn.isOpen(name) && !takesAll(slot)));
};

/** Not X but Y, and whatever else puts right what was told; what the message tells besides is taken. */
const puttingRight: Meaning = async (turn) => {
  const { names, said, rest, wrong, isUnseen } = await putRight(turn);
  if (names.length === 0 && said.length === 0) return isSummed(turn) ? rightInItsWords(turn) : undefined;
  const others = await turn.take((name, slot) => !turn.has(name) && !takesAll(slot), rest);
  // 我的姓名是仲一 不是仲一一: who they are is told by what is right, too.
  const right = wrong.reduce((words, one) => words.replace(one, ' '), turn.talk.said.text);
  const known = await turn.take(
    (name, slot) => !turn.has(name) && IDENTIFIERS.some((fact) => fact === factOf(slot)),
    right,
  );
  if (said.length > 0) await turn.talk.say('form.put-right', { values: said });
  if (isUnseen && isSummed(turn)) turn.note();
  else if (rest === '') turn.noteNothing();
  showAgain(turn);
  return goOn(turn, [...new Set([...names, ...others, ...known])]);
};

/** Whether the summary was shown and stands. */
const isSummed = ({ state: { asking } }: FormTurn): boolean => asking === 'confirm' || asking === 'change';

/** Where something is put right in the summary it is shown again. */
function showAgain(turn: FormTurn): void {
  if (isSummed(turn)) delete turn.state.summed;
}

/**
 * What is put right of something that was kept otherwise, or nowhere: it is noted in the customer's own words, said back,
 * and stands in the summary.
 */
const rightInItsWords: Meaning = async (turn) => {
  const { said } = turn.talk;
  if (turn.form.quietly?.applies(turn.state.filled) || QUESTION.test(said.words)) return undefined;
  const right = putRightIn(said.text).all.filter(
    (one) => one.but.length > 1 && (isSameSort(one) || turn.wasTold(one.not)),
  );
  if (right.length === 0) return undefined;
  const taken = await turn.take((name, slot) => !turn.has(name) && !takesAll(slot));
  turn.note();
  await turn.talk.say('form.put-right', { values: right.map(({ but }) => but) });
  showAgain(turn);
  return goOn(turn, taken);
};

/** The answer to what is asked; what nothing of the form can use may put right what was told. */
const answerOrRight: Meaning = async (turn) => {
  const status = await answer(turn);
  return status === 'declined' ? ((await rightInItsWords(turn)) ?? status) : status;
};

/** A moment, please. */
const moment: Meaning = async (turn) => {
  const { talk } = turn;
  const { words } = talk.said;
  const stands = isSummed(turn);
  if (!WAIT.test(words) && (stands || !doesOnly(words, 'first'))) return undefined;
  turn.noteNothing();
  await talk.say(stands ? 'form.no-hurry' : 'form.take-your-time');
  return 'waiting';
};

/** It is put down for now: what is told with that is taken, and what is kept is said. */
const putDown: Meaning = async (turn) => {
  const { talk } = turn;
  const { words } = talk.said;
  // 先不弄了 等我问问我老公: who drops it until they have asked somebody puts it down.
  const isLeft =
    doesInHand(words, 'puts-down', 'wearies') || (doesInHand(words, 'drops') && doesOnly(words, 'drops', 'first'));
  if (!isLeft || doesInHand(talk.said.words, 'submits')) return undefined;
  // 今晚再弄 tells no time of what happened.
  await turn.take((name, slot) => turn.isOpen(name) && !takesAll(slot) && factOf(slot) !== 'incident-time');
  turn.askNext();
  await sayPutDown(turn);
  return 'waiting';
};

/** They are back, or take it up again, and say more: what is told with that is taken, and they hear where it stands. */
const comesBack: Meaning = async (turn) => {
  const { words } = turn.talk.said;
  if (!doesInHand(words, 'takes-up', 'is-back', 'after-all') || QUESTION.test(words)) return undefined;
  const told = await turn.take((name, slot) => turn.isOpen(name) && !takesAll(slot));
  turn.askNext();
  if (!turn.talk.says(SO_FAR)) await saySoFar(turn);
  return told.length > 0 ? goOn(turn, told) : ask(turn);
};
const SO_FAR = /^form\.so-far$|\.confirm(?:-briefly)?$/;

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
  // 还缺啥 不缺就交: who hears that nothing is hands it in.
  const isAsked = doesInHand(words, 'shows', 'asks-left', 'asks-back') && toSummary(words) !== 'yes';
  if (!isAsked && !turn.says('summary')) return undefined;
  // 照片没拍 念一遍我听听: what is told with it is read back, too.
  if (isAsked) await turn.take((name, slot) => turn.isOpen(name) && !takesAll(slot));
  turn.askNext();
  const isAll = !doesInHand(words, 'asks-back') || doesInHand(words, 'shows', 'asks-left');
  const isLast = doesInHand(words, 'no-more', 'submits') || (THEN_SENDS.test(words) && turn.canBeSubmitted);
  if (isAll && (state.asking === 'confirm' || state.asking === 'change' || isLast)) {
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
  if (corrected.length === 0) return undefined;
  showAgain(turn);
  return goOn(turn, corrected);
};

/** In the order in which they are looked for; the first that a message means decides. */
export const MEANINGS: readonly Meaning[] = [
  besideIt,
  whatMustNotWait,
  quietly,
  aside,
  puttingRight,
  moment,
  putDown,
  comesBack,
  startOver,
  summary,
  correction,
  enough,
  confirmation,
  change,
  answerOrRight,
];
