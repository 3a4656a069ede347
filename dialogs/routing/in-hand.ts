import type { Case } from '../../services/cases/case.ts';
import { hasTemplate } from '../../templates/render.ts';
import { thanksIn } from '../../understanding/acts/by-words.ts';
import { doesInHand, doesOnly, doneIn, isCourteous, isOnlyAboutIt, namedIn } from '../../understanding/acts/in-hand.ts';
import { QUESTION, SUBMIT } from '../../understanding/form-words.ts';
import { yesNo } from '../../understanding/values/yes-no.ts';
import { withdrawn } from '../../understanding/withdrawing.ts';
import { dialogNamed, type Intent, intentOfKind, isBusiness } from '../conversations/index.ts';
import { isAway } from '../kit/away.ts';
import { CALL_BACK, callBackDialog } from '../kit/call-back/call-back.ts';
import { remembered } from '../kit/form/draft.ts';
import { nameFor } from '../kit/names.ts';
import type { Talk } from '../kit/talk.ts';
import type { Frame } from '../kit/talk-state.ts';
import { isBare } from './acknowledged.ts';
import { meantIn } from './after-submitting.ts';
import { begin, DROPS, start } from './stack.ts';

/*
 * What customers do about the matter in hand, or the one that they submitted last, and that no form hears: it is dropped,
 * taken back, confirmed once more, or they want to hear what was noted.
 */

const COMPLAINING: Intent = 'file-complaint';
const REPORTING: Intent = 'report-incident';

/** Who drops a matter says hardly more; it takes more letters than characters. */
const SHORT = 60;
const SHORT_LATIN = 100;

/** The matter in hand is dropped, in whatever words, or the one that is named of several. */
export async function dropsIt(talk: Talk): Promise<boolean> {
  const { words } = talk.said;
  const top = talk.state.stack.at(-1);
  if (!top || top.dialog === CALL_BACK || top.state.withdrawing || dialogNamed(top.dialog, talk.services)?.meetsCancel)
    return false;
  const done = doneIn(words);
  const isElse = SUBMIT.test(words) || done.some((one) => GOES_BEFORE.includes(one));
  const drops = done.includes('drops') || (done.includes('drops-that') && isNamed(talk));
  const most = /\p{Script=Han}/u.test(words) ? SHORT : SHORT_LATIN;
  if (!drops || isElse || words.length > most || /\d{3}/.test(words) || QUESTION.test(words)) return false;
  await start(talk, DROPS);
  return true;
}

/** Beside these it isn't dropped: 职业不改了 就这样交. */
const GOES_BEFORE = [
  'submits',
  'submits-if-whole',
  'agrees',
  'takes-up',
  'after-all',
  'shows',
  'asks-left',
  'first',
  'puts-down',
] as readonly string[];

/** Whether the matter in hand, or one of several, is the one that is named. */
function isNamed({ state: { stack }, said, services }: Talk): boolean {
  const wanted = namedIn(said.words).map((named) => services.understand(named).intent);
  return stack.some(({ dialog }) => wanted.includes(dialog));
}

/**
 * What was noted is read back where no form hears that it is wanted: while it is found out who somebody is, in the queue,
 * and of what was submitted.
 */
export async function readBack(talk: Talk): Promise<boolean> {
  const { state, services, said } = talk;
  if (!doesInHand(said.words, 'shows', 'asks-left', 'asks-back')) return false;
  const top = state.stack.at(-1);
  if (top && (top.dialog === CALL_BACK || dialogNamed(top.dialog, services)?.recap)) return false;
  const open = state.stack.findLast(({ dialog }) => dialogNamed(dialog, services)?.recap);
  if (open) {
    talk.speakAs(open.dialog);
    return (await dialogNamed(open.dialog, services)?.recap?.(talk, open)) ?? false;
  }
  return readBackSubmitted(talk);
}

/** What was submitted in this conversation last, and the call that was asked for. */
export async function readBackSubmitted(talk: Talk): Promise<boolean> {
  const { submitted, calledBack } = talk.state;
  const recapped = [submitted, calledBack].map(async (frame) => frame && (await recap(talk, frame)));
  const isSaid = (await Promise.all(recapped)).some((one) => one === true);
  if (isSaid || !doesOnly(talk.said.words, 'shows', 'asks-left', 'asks-back')) return isSaid;
  talk.speakAs(DROPS);
  await talk.say('cancel.nothing');
  return true;
}

async function recap(talk: Talk, frame: Frame): Promise<boolean> {
  talk.speakAs(frame.dialog);
  const dialog = frame.dialog === CALL_BACK ? callBackDialog : dialogNamed(frame.dialog, talk.services);
  return (await dialog?.recap?.(talk, frame)) ?? false;
}

/**
 * Tells what was submitted in this conversation, and that nothing else was, where somebody fears that something was done
 * unasked. Nothing is ever told of anything else than this conversation's own.
 */
export async function tellsWhatIsDone(talk: Talk): Promise<boolean> {
  if (!doesInHand(talk.said.words, 'asks-done')) return false;
  const own = (await talk.services.cases.own()).filter(({ submittedAt }) => submittedAt);
  const done = own.map((one) => ({ reference: one.reference, what: nameFor(intentOf(one), talk.locale) }));
  talk.speakAs(DROPS);
  await talk.say('form.only-these', { done, none: done.length === 0 });
  return true;
}

/** Tells what was handed in, and what is still only noted, to whoever asks whether it is in. */
export async function tellsWhatIsFiled(talk: Talk): Promise<boolean> {
  return doesInHand(talk.said.words, 'asks-filed') && tellFiled(talk);
}

async function tellFiled(talk: Talk): Promise<boolean> {
  const { state, services, locale } = talk;
  const own = (await services.cases.own()).filter(({ submittedAt, closedAt }) => submittedAt && !closedAt);
  const waiting = [...state.stack, ...(state.parked ?? []), ...(state.filed?.stack ?? [])];
  const open = [...new Set(waiting.filter((frame) => remembered(frame)).map(({ dialog }) => dialog))];
  if (own.length === 0 && open.length === 0) return false;
  talk.speakAs(DROPS);
  await talk.say('form.filed', {
    done: own.map((one) => ({ reference: one.reference, what: nameFor(intentOf(one), locale) })),
    none: own.length === 0,
    open: open.map((dialog) => nameFor(dialog, locale)),
    isOpen: open.length > 0,
  });
  return true;
}

/** Which conversation a case came of. */
function intentOf({ kind, data }: Case): string {
  const { intent } = data as { intent?: unknown };
  if (typeof intent === 'string') return intent;
  return kind === CALL_BACK ? CALL_BACK : (intentOfKind(kind) ?? '');
}

/**
 * Takes back what was submitted last, where nothing else is in hand: of a complaint or a report they are asked once whether
 * it is to be; of anything else it is noted, for whoever has it.
 */
export async function takesBack(talk: Talk): Promise<boolean> {
  if (await withdrawnOrKept(talk)) return true;
  const { stack, submitted } = talk.state;
  const { words, text, entryId } = talk.said;
  const named = withdrawn(words);
  const isIt = named !== undefined || (doesInHand(words, 'drops') && !QUESTION.test(words));
  if (stack.length > 0 || !submitted || !isIt) return false;
  const other = named === undefined ? undefined : await submittedAs(talk, named);
  const reference = other?.reference ?? remembered(submitted)?.reference;
  if (!reference) return false;
  if (other ? intentOf(other) === COMPLAINING : submitted.dialog === COMPLAINING) {
    await begin(talk, { intent: COMPLAINING, said: { ...talk.said, intent: COMPLAINING } });
    return true;
  }
  const meant = other ? { references: [other.reference] } : meantIn(talk);
  const isReport = (other ? intentOf(other) : submitted.dialog) === REPORTING;
  talk.speakAs(submitted.dialog);
  if (isReport && (await isStillOpen(talk, reference))) {
    talk.state.takingBack = { reference, entry: entryId };
    await talk.say('report-incident.confirm-withdrawal', { reference });
    return true;
  }
  talk.keptIt();
  await talk.services.cases.note({ words: text, entry: entryId, by: 'customer' }, meant);
  await talk.say('form.withdrawal-noted', { reference });
  return true;
}

/** The case of this conversation that was submitted last of the matter that is named. */
async function submittedAs({ services }: Talk, named: string): Promise<Case | undefined> {
  const { intent } = services.understand(named);
  return (await services.cases.own()).findLast((one) => one.submittedAt && !one.closedAt && intentOf(one) === intent);
}

/** What they answer to whether a report is to be taken back. Returns whether they answered that. */
async function withdrawnOrKept(talk: Talk): Promise<boolean> {
  const { takingBack, last, submitted } = talk.state;
  delete talk.state.takingBack;
  if (!takingBack || takingBack.entry !== last?.entry || !submitted) return false;
  const { words, text, entryId } = talk.said;
  const { reference } = takingBack;
  const answer = talk.read(yesNo);
  const denies = answer !== undefined && 'value' in answer && !answer.value && !doesInHand(words, 'drops');
  const isNo = denies || doesInHand(words, 'keeps');
  const isYes = (answer !== undefined && 'value' in answer && answer.value) || doesInHand(words, 'drops', 'agrees');
  const given = isYes ? await isStillOpen(talk, reference) : undefined;
  if (!isNo && !given) return false;
  talk.speakAs(submitted.dialog);
  if (given && !isNo) {
    await talk.services.cases.withdraw(given, { words: text, entry: entryId, by: 'customer' });
    delete talk.state.submitted;
    delete talk.state.handedIn;
  }
  await talk.say(isNo ? 'report-incident.withdrawal-kept' : 'report-incident.withdrawn', { reference });
  return true;
}

const isStillOpen = async ({ services }: Talk, reference: string): Promise<Case | undefined> =>
  (await services.cases.own()).find((one) => one.reference === reference && !one.closedAt);

/** A yes right after a matter was submitted, or 提交 and 都对 at any time after it, is of that: it is told that it is. */
export async function confirmedAgain(talk: Talk): Promise<boolean> {
  const { stack, submitted, unclear, areTheyAllRight, consents, last } = talk.state;
  const reference = submitted && remembered(submitted)?.reference;
  if (!submitted || !reference || stack.length > 0 || unclear || areTheyAllRight || talk.heard || isAway(talk))
    return false;
  if (consents?.asked?.how === 'question') return false;
  const isOfIt = doesOnly(talk.said.words, 'submits', 'agrees', 'no-more', 'both');
  const isJust = talk.state.submittedIn !== undefined && talk.state.submittedIn === last?.entry;
  // With nothing in hand there is nothing else that 就是这样 could be of; a word alone may be of what was answered just now.
  const says =
    doesInHand(talk.said.words, 'submits', 'both') ||
    (doesInHand(talk.said.words, 'agrees') && (isJust || !isBare(talk)));
  if (!isOfIt || !says) return false;
  // 好的谢谢: nobody who thanks is told that it needn't be confirmed.
  if (!doesInHand(talk.said.words, 'submits', 'no-more') && thanksIn(talk.said.words)) return sayWelcome(talk);
  // 都交了: which are is told, and that no other is.
  if (doesInHand(talk.said.words, 'both')) return tellFiled(talk);
  talk.speakAs(submitted.dialog);
  const own = `${submitted.dialog}.already`;
  await talk.say(hasTemplate(own, talk.locale) ? own : 'form.already', { reference });
  return true;
}

/** What is said of a matter in hand, where there is none, begins none. */
export async function nothingInHand(talk: Talk): Promise<boolean> {
  const { state, said } = talk;
  if (state.stack.length === 0 && !state.unclear && isBusiness(said.intent) && isCourteous(said.words)) {
    return sayWelcome(talk);
  }
  if (state.stack.length > 0 || state.unclear || !isOnlyAboutIt(said.words) || !isBusiness(said.intent)) return false;
  if (!doesInHand(said.words, 'submits', 'no-more', 'puts-down', 'takes-up', 'after-all', 'first')) return false;
  talk.speakAs(DROPS);
  await talk.say('cancel.nothing');
  return true;
}

async function sayWelcome(talk: Talk): Promise<true> {
  talk.speakAs('thanks');
  await talk.say('thanks.welcome');
  return true;
}
