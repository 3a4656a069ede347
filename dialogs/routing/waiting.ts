import { SELF_HARM } from '../../services/conversations/handoffs.ts';
import { hasTemplate } from '../../templates/render.ts';
import { acknowledges } from '../../understanding/acknowledges.ts';
import { doesInHand, doesOnly } from '../../understanding/acts/in-hand.ts';
import { CALL_BACK_WORDS } from '../../understanding/call-back-words.ts';
import { cut } from '../../understanding/clauses/cut.ts';
import { LEAVING } from '../../understanding/leaving.ts';
import { plainly } from '../../understanding/loss/plainly.ts';
import { askedIn } from '../../understanding/meanwhile/asked-in.ts';
import { asksWhetherPaid } from '../../understanding/paid.ts';
import { ASKS } from '../../understanding/question.ts';
import { QUEUE } from '../../understanding/queue-words.ts';
import { isOnlyAngry } from '../../understanding/tone.ts';
import { sayNearest, sayNotHere } from '../conversations/ask/meanwhile.ts';
import { sayGeneral } from '../conversations/ask/say-answer.ts';
import { dialogNamed, type Intent, isBusiness } from '../conversations/index.ts';
import { MAY_REPORT } from '../conversations/report-incident/asides.ts';
import { CALL_BACK, callBackDialog } from '../kit/call-back/call-back.ts';
import { CERTAINTY } from '../kit/certainty.ts';
import type { Dialog } from '../kit/dialog.ts';
import { remembered, submittedBefore } from '../kit/form/draft.ts';
import { saidBack, telling } from '../kit/form/echo.ts';
import { matterInHand } from '../kit/matter.ts';
import { nameFor } from '../kit/names.ts';
import { tellStanding } from '../kit/queue.ts';
import type { Talk, Wish } from '../kit/talk.ts';
import type { Frame } from '../kit/talk-state.ts';
import { afterSubmitting, meantIn } from './after-submitting.ts';
import { callBackWanted, dropsCall, tellsCall } from './call-back.ts';
import { answerUnderstanding } from './confirm-explained.ts';
import { withdrawConsent } from './consent.ts';
import { takeUp } from './dropping.ts';
import { followUp } from './follow-up.ts';
import { tellHours } from './hours.ts';
import { meetIdentity } from './identity.ts';
import { confirmedAgain, dropsIt, readBack, tellsWhatIsDone } from './in-hand.ts';
import { answerAmidCall, answerGenerally, answerHonestly, askedMeanwhile } from './meanwhile.ts';
import { aboutOwnCases } from './own-cases.ts';
import { guardAnother } from './privacy.ts';
import { questionOfWording } from './question-told-as-report.ts';
import { mayBeShared } from './sharing.ts';
import { begin, leave, resume, start } from './stack.ts';
import { takePlace, withoutWords } from './without-words.ts';

/* Long: what is said to somebody who waits is met in one order, which stands in one place. */

/** It drops what is in hand. */
const CANCEL: Intent = 'cancel';
const ASKING: Intent = 'ask';

/** How sure what they say has to be to be no more than a look whether anybody is there. */
const LOOKS: Partial<Record<string, number>> = {
  human: CERTAINTY.ofItsOwn,
  greeting: CERTAINTY.byRule,
} satisfies Partial<Record<Intent, number>>;

/** Whether the customer waits for a person. */
export const isWaiting = (talk: Talk): boolean => talk.services.floor() === 'queue';

/**
 * Whether they wait because their life is in danger. The bot stays with them (`in-care.ts`); only what goes on with a
 * matter comes here, and is answered as anybody's.
 */
export const isInCare = ({ services }: Talk): boolean => services.place()?.reason === SELF_HARM.reason;

/**
 * Answers who waits for a person: only an agent silences the bot (decision 0038). They may leave the queue, ask how long
 * it takes, ask anything else, go on with what is in hand; what else they tell is kept, and they hear that it is.
 */
export async function answerWaiting(talk: Talk): Promise<void> {
  if (
    (await takePlace(talk)) ||
    (await guardAnother(talk)) ||
    (await aboutOwnCases(talk)) ||
    (await meetIdentity(talk))
  )
    return;
  for (const met of [
    withdrawConsent,
    withoutWords,
    dropsCallHere,
    tellsCall,
    callBackWanted,
    goOnCalling,
    readBack,
    tellsWhatIsDone,
    leaveQueue,
    dropsBeside,
    takesUpBeside,
    tellHours,
    tellPlace,
    answerAsked,
    followUp,
    answerUnderstanding,
    submittedAlready,
    submitsBeside,
    goOnWaiting,
  ])
    if (await met(talk)) return;
  const { state, services } = talk;
  const isUrgent = services.place()?.urgency !== 0;
  const top = state.stack.at(-1);
  const dialog = top && dialogNamed(top.dialog, services);
  // Nobody in danger, hurt or bereaved has to finish a form that was open before: only what they began since goes on.
  const mayGoOn = !isUrgent || isInCare(talk) || top?.dialog === state.begunBeside;
  if (top && dialog && mayGoOn && (await goesOn(talk, top, dialog))) return;
  // In an emergency what they tell is more of their report before it is anything else.
  if (isUrgent && (await tellsMore(talk, top))) return;
  const wish = await wishBeside(talk);
  if (wish && isUrgent) state.begunBeside = wish.intent;
  // What is told in the breath of a question is kept with what is urgent.
  if (wish?.intent === ASKING && isUrgent && mayBeShared(talk.said.words)) await keep(talk);
  if (wish) return begin(talk, wish);
  if (!top && (await afterSubmitting(talk))) return;
  if (top && mayGoOn) await dialog?.note?.(talk, top);
  else if (top && dialog?.overhear && !state.handedIn) await dialog.overhear(talk, top);
  else await keep(talk);
  const isAsked = (await answerInQueue(talk)) || (await answerHonestly(talk));
  delete state.unanswered; // it is kept already
  if (!isAsked) await sayNoted(talk);
}

/** The call isn't wanted any more; what else is said is met as if it stood alone. */
async function dropsCallHere(talk: Talk): Promise<boolean> {
  const dropped = await dropsCall(talk);
  if (dropped?.rest) await answerWaiting(talk.taking(dropped.rest));
  return dropped !== undefined;
}

/** Answers what is asked of how things go; what else is said is met as if it stood alone. */
async function answerAsked(talk: Talk): Promise<boolean> {
  const asked = await askedMeanwhile(talk);
  await asked?.answer();
  if (asked?.told) await keep(talk.taking(asked.told));
  if (asked?.rest) await answerWaiting(talk.taking(asked.rest));
  return asked !== undefined;
}

/** Keeps the message with the case that it is of. */
function keep(talk: Talk): Promise<void> {
  talk.keptIt();
  return talk.services.cases.note({ words: talk.said.text, entry: talk.said.entryId, by: 'customer' }, meantIn(talk));
}

/** What they tell of the report that was handed in for them; a question of ours about a product waits no more then. */
async function tellsMore(talk: Talk, top: Frame | undefined): Promise<boolean> {
  const { state } = talk;
  const asksOfCover = asksWhetherPaid(talk.said.words) && !MAY_REPORT.test(plainly(talk.said.words));
  if ((top && top.dialog !== ASKING) || asksOfCover) return false;
  const { stack } = state;
  if (top) state.stack = stack.slice(0, -1);
  const isMore = await afterSubmitting(talk);
  if (!isMore) state.stack = stack;
  return isMore;
}

/** Goes on with the matter in hand, where the message is of it. */
async function goesOn(talk: Talk, top: Frame, dialog: Dialog): Promise<boolean> {
  talk.speakAs(top.dialog);
  const status = await dialog.continue(talk, top);
  if (status === 'declined') return false;
  await leave(talk, top, status);
  return true;
}

/**
 * What is asked there and belongs to no matter in hand is answered as anywhere; where nothing answers it they hear so, and
 * that it is kept. Returns whether something was asked.
 */
async function answerInQueue(talk: Talk): Promise<boolean> {
  const { words } = talk.said;
  if (matterInHand(talk) || !askedIn(words).some(({ isPlain }) => isPlain) || !ASKS['in-a-clause'].test(words))
    return false;
  if (await answerGenerally(talk)) return true;
  const general = talk.services.knowledge.askGeneral(words, talk.locale)?.entry;
  talk.speakAs('ask');
  if (general) await sayGeneral(talk, general);
  else if (!(await sayNearest(talk))) await sayNotHere(talk);
  return true;
}

/** Within this time more of the same breath is taken down, and they hear it once in few words. */
const BREATH_MS = 30_000;

/** That it is kept; to more of it in the same breath, that they are heard. */
async function sayNoted(talk: Talk): Promise<void> {
  const { state, said } = talk;
  const isMore = state.notedAt !== undefined && said.at.getTime() - Date.parse(state.notedAt) < BREATH_MS;
  state.notedAt = said.at.toISOString();
  talk.speakAs('human');
  // Who was just met in words of their own needn't hear twice that they are heard.
  if (talk.says(/^(?:care\.|distress\.(?:with-you|somebody-near|safe-now))/) && (isMore || !talk.says(/^care\.upset$/)))
    return;
  const told = toldIn(talk);
  const words = told.length > 0 ? told : [saidBack(telling(talk.said.text))].filter(Boolean);
  await talk.say(isMore ? 'human.noted-too' : 'human.noted', { told: words });
}

/** So much is said back whole: of a short message every clause was meant. */
const SHORT = 40;
const SHORT_LATIN = 110;

/** What a message tells, in its own words: who hears them knows that they were taken as they were meant. */
function toldIn(talk: Talk): string[] {
  const { words } = talk.said;
  const told = talk.acts({}).flatMap(({ act, text }) => (act === 'inform' || act === 'correct' ? [text.trim()] : []));
  const whole = words.trim();
  const most = /\p{Script=Han}/u.test(whole) ? SHORT : SHORT_LATIN;
  if (whole.length <= most && !whole.includes('\n') && !isOnlyAngry(words) && tells(whole))
    return [saidBack(telling(talk.said.text))].filter(Boolean);
  return [...new Set(told)];
}

/** A few words at least, and nothing asked: a sigh isn't said back. */
const tells = (words: string): boolean =>
  (words.match(/\p{Script=Han}/gu)?.length ?? 0) >= 4 || (words.match(/[\p{L}\d]+/gu)?.length ?? 0) >= 3;

/** What is said of a call-back in hand goes before what may be meant of the queue: they were asked it. */
async function goOnCalling(talk: Talk): Promise<boolean> {
  const { stack } = talk.state;
  const frame = stack.find(({ dialog }) => dialog === CALL_BACK);
  const isAbout = frame === stack.at(-1) || CALL_BACK_WORDS.kept.test(talk.said.words);
  if (!frame || !isAbout || isAskedOfQueue(talk)) return false;
  const asked = frame === stack.at(-1) && frame.state.asking !== 'topic' ? await askedMeanwhile(talk) : undefined;
  await asked?.answer();
  if (asked?.rest) return goOnCalling(talk.taking(asked.rest));
  talk.speakAs(CALL_BACK);
  if (asked) {
    await leave(talk, frame, await callBackDialog.reprompt(talk, frame, 'resumed'));
    return true;
  }
  const status = await callBackDialog.continue(talk, frame);
  if (status !== 'declined') await leave(talk, frame, status);
  else if (await answerAmidCall(talk)) {
    talk.speakAs(CALL_BACK);
    await leave(talk, frame, await callBackDialog.reprompt(talk, frame, 'resumed'));
  } else return false;
  return true;
}

/** Whether they ask of the queue, or leave it, in words that mean nothing else. */
const isAskedOfQueue = ({ said: { words } }: Talk): boolean =>
  QUEUE.leaves.test(words) || QUEUE.hours.test(words) || QUEUE.asks.test(words);

/** They don't want a person any more: the bot goes on with what is in hand. */
async function leaveQueue(talk: Talk): Promise<boolean> {
  const said = talk.said.words.trim();
  // Who is hurt or in danger loses no place by a sigh, and who spoke of wanting to die by nothing.
  const isUrgent = talk.services.place()?.urgency !== 0;
  if (QUEUE['drops-matter'].test(said)) return dropMatter(talk);
  const leaves = [QUEUE.leaves, ...(isUrgent ? [] : [LEAVING.cancel, LEAVING.sighs, LEAVING['not-needed']])];
  if (isInCare(talk) || !leaves.some((words) => words.test(said))) return false;
  talk.services.leaveQueue();
  talk.keptIt(); // it tells of nothing else
  delete talk.state.handedIn;
  talk.speakAs('human');
  const top = talk.state.stack.at(-1);
  await talk.say('human.left', { matter: top ? nameFor(top.dialog, talk.locale) : '' });
  await resume(talk);
  return true;
}

/** It is the matter that they don't want any more, not the person: what was submitted is the person's to take back. */
async function dropMatter(talk: Talk): Promise<boolean> {
  if (talk.state.stack.length === 0) return false;
  await start(talk, CANCEL);
  talk.speakAs('human');
  await talk.say('human.waiting-on');
  return true;
}

/** Whose report was handed in for them, and who asks to have it handed in, hears that it is. */
const submittedAlready = async (talk: Talk): Promise<boolean> => !isInCare(talk) && (await confirmedAgain(talk));

/** What is in hand beside the queue is dropped in other words than theirs who leave the queue: they wait on. */
async function dropsBeside(talk: Talk): Promise<boolean> {
  if (!(await dropsIt(talk))) return false;
  talk.speakAs('human');
  await talk.say('human.waiting-on');
  return true;
}

/**
 * 报上吧, of what was handed in for them already: it is read back, and that it is in; a yes to that is told once more. What
 * else the message tells goes to it first.
 */
async function submitsBeside(talk: Talk): Promise<boolean> {
  const { state, said } = talk;
  const { submitted, stack } = state;
  if (!submitted || stack.length > 0) return false;
  if (!doesInHand(said.words, 'submits')) return confirmedAgain(talk);
  const dialog = dialogNamed(submitted.dialog, talk.services);
  if (!doesOnly(said.words, 'submits', 'agrees', 'no-more')) {
    talk.speakAs(submitted.dialog);
    await dialog?.supplement?.(talk, submitted);
  }
  talk.speakAs(submitted.dialog);
  await dialog?.recap?.(talk, submitted);
  const reference = remembered(submitted)?.reference ?? '';
  const own = `${submitted.dialog}.already`;
  await talk.say(hasTemplate(own, talk.locale) ? own : 'form.already', { reference });
  state.submittedIn = said.entryId;
  return true;
}

/** What was dropped is taken up again while they wait, and goes on where it stood. */
async function takesUpBeside(talk: Talk): Promise<boolean> {
  const taken = talk.services.place()?.urgency === 0 && (await takeUp(talk));
  if (taken !== true) return taken === 'asked';
  const top = talk.state.stack.at(-1);
  if (top) await dialogNamed(top.dialog, talk.services)?.reprompt(talk, top, 'resumed');
  return true;
}

/** Where they stand, where they ask for it, or whether anybody is there. */
async function tellPlace(talk: Talk): Promise<boolean> {
  const { intent, score, words } = talk.said;
  const isLooking = score >= (LOOKS[intent] ?? Number.POSITIVE_INFINITY);
  // A curse in the queue is for want of somebody: they hear how it stands.
  if (!isLooking && !QUEUE.asks.test(words) && !isOnlyAngry(words)) return false;
  // Whether it is a person who writes is answered honestly.
  if (askedIn(words).some(({ question = '' }) => NOT_OF_PLACE.includes(question))) return false;
  talk.speakAs('human');
  const before = await talk.services.waitingBefore();
  await tellStanding(talk, 'again', { before, urgent: talk.services.place()?.urgency === 1 });
  const rest = besidesTheQueue(talk);
  if (rest !== '') await answerWaiting(talk.taking(talk.saidAs(rest)));
  return true;
}

/** What is asked of the queue and isn't how long it takes. */
const NOT_OF_PLACE: readonly string[] = ['robot', 'human-hours', 'lose-place', 'told-kept', 'same-colleague'];

/** 干等着也是等 我先说 车险五号到期: what is told beside the queue, where that is more than a sigh; empty where it isn't. */
function besidesTheQueue({ said: { words }, services }: Talk): string {
  const clauses = cut(words).map(({ at, end }) => words.slice(at, end).trim());
  const told = clauses.filter((clause) => {
    const { intent, score } = services.understand(clause);
    const isLooking = score >= (LOOKS[intent] ?? Number.POSITIVE_INFINITY);
    return !isLooking && !QUEUE.asks.test(clause) && !isOnlyAngry(clause) && !ASKS['leads-to-it'].test(clause);
  });
  const rest = told.join(/\p{Script=Han}/u.test(words) ? '，' : ', ');
  return told.length < clauses.length && told.some(tells) && !QUEUE.asks.test(rest) ? rest : '';
}

/** 好的, 嗯: they wait on, unless a question of ours stands, which these may answer. */
async function goOnWaiting(talk: Talk): Promise<boolean> {
  const isThanks = talk.said.intent === 'thanks' && talk.said.score >= CERTAINTY.ofItsOwn;
  const isStaying = QUEUE['waits-on'].test(talk.said.words.trim());
  if (talk.state.stack.length > 0 || !(isThanks || isStaying || acknowledges(talk.said.words))) return false;
  talk.speakAs('human');
  await talk.say('human.waiting-on', { reference: isThanks ? '' : (submittedBefore(talk) ?? '') });
  return true;
}

/** What a message clearly wants beside the person: more of what was handed in already is no matter of its own. */
async function wishBeside(talk: Talk): Promise<Wish | undefined> {
  const { intent, score } = talk.said;
  const isWanted = score >= (isBusiness(intent) ? CERTAINTY.ofItsOwn : CERTAINTY.byRule) && intent !== 'out-of-scope';
  const isMore = intent === talk.state.handedIn && !QUEUE.another.test(talk.said.words);
  if (isWanted && !isMore && !talk.state.stack.some(({ dialog }) => dialog === intent)) return talk.wish;
  return questionOfWording(talk);
}
