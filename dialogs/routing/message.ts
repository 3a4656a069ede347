import { buttonNumbered } from '../../services/evidence/understanding.ts';
import { doesInHand } from '../../understanding/acts/in-hand.ts';
import { CHANGE, changes } from '../../understanding/changes/kinds.ts';
import { notBut } from '../../understanding/not-but.ts';
import { COMES_IN, THREATENS_THEM, THREATENS_US } from '../../understanding/threat-words.ts';
import { isAngry, isOnlyAngry } from '../../understanding/tone.ts';
import { sayNotSold } from '../conversations/ask/not-sold.ts';
import { keepsPart } from '../conversations/change-policy/part.ts';
import { dialogNamed, type Intent, isBusiness, isInterrupting } from '../conversations/index.ts';
import { keepAsked } from '../identity/asked-before.ts';
import { VERIFICATION } from '../identity/verification.ts';
import { CALL_BACK } from '../kit/call-back/call-back.ts';
import { CERTAINTY } from '../kit/certainty.ts';
import { type Danger, dangerTold } from '../kit/danger.ts';
import type { Dialog } from '../kit/dialog.ts';
import { saidBack, telling, tellsEnough } from '../kit/form/echo.ts';
import type { Talk, Wish } from '../kit/talk.ts';
import type { Frame } from '../kit/talk-state.ts';
import { acknowledge, isBare, isFirstAcknowledged } from './acknowledged.ts';
import { afterSubmitting, moreOfSubmitted } from './after-submitting.ts';
import { dropsAnother, sayKept, thenAnother } from './another-matter.ts';
import { answerAskedAtFirst, toldAndAsked } from './asked-at-first.ts';
import { answerInstead, isPlainlyWanted, keepsAsInformation, onlyAsks, staysAsItIs } from './asked-not-wanted.ts';
import { writeShorter } from './brief.ts';
import { callBackWanted, dropsCall, tellsCall, waitsOn } from './call-back.ts';
import { careForKin, keepInjury, meetCare } from './care.ts';
import { keepsCodeAwaited } from './code-elsewhere.ts';
import { answerUnderstanding, hear } from './confirm-explained.ts';
import { answerConsent, answerConsentBarely } from './consent.ts';
import { addWhoAnswers, dangerAgain, meetFraud, meetThreat } from './danger.ts';
import { meetDistress } from './distress.ts';
import { takesUpByTelling, takeUp } from './dropping.ts';
import { followUp } from './follow-up.ts';
import { meetUntruth } from './honesty.ts';
import { tellHours } from './hours.ts';
import { meetIdentity, tellsOwn } from './identity.ts';
import {
  confirmedAgain,
  dropsIt,
  nothingInHand,
  readBack,
  takesBack,
  tellsWhatIsDone,
  tellsWhatIsFiled,
} from './in-hand.ts';
import { leavesVerification } from './leave-verification.ts';
import { addMissingHelpline, addTheLaw, meetLoss } from './loss.ts';
import {
  type AskedMeanwhile,
  answerAmidCall,
  answerGenerally,
  answerHonestly,
  answerWhoWrites,
  askedMeanwhile,
  keepTold,
  keepUnanswered,
} from './meanwhile.ts';
import { tellsNoChange } from './no-change.ts';
import { keepOverheard } from './overheard.ts';
import { aboutOwnCases } from './own-cases.ts';
import { guardAnother, guardBeside, guardInStory } from './privacy.ts';
import { isOfOurs, meetPrivatePayment } from './private-payment.ts';
import { questionOfWording, withWhatHappened } from './question-told-as-report.ts';
import { comeBack } from './returning.ts';
import { severalRequests } from './several.ts';
import { mayBeShared, shared } from './sharing.ts';
import { begin, DROPS, leave, pop, resume, start } from './stack.ts';
import { startsOver } from './starting-over.ts';
import { weighed } from './suspected.ts';
import { goOnAboutSwindle } from './swindle.ts';
import { opensWithStory, toldAsReport } from './told-as-report.ts';
import { whichWasMeant, wishOrAskWhich } from './unclear.ts';
import { answerWaiting, isWaiting } from './waiting.ts';
import { warn } from './warnings.ts';
import { keepWhatIsUnread, takePlace, withoutWords } from './without-words.ts';

/** The same words again within this time were sent twice, not said twice: nobody reads an answer that fast. */
const TWICE_MS = 3_000;

/** Where somebody is hurt, it asks nothing. */
const REPORT: Intent = 'report-incident';
const HUMAN: Intent = 'human';
const COMPLAINT: Intent = 'file-complaint';
const NOT_UNDERSTOOD: Intent = 'out-of-scope';

type Interruption = (talk: Talk) => Promise<boolean>;

/** First that answers wins. */
const interruptions: readonly Interruption[] = [
  answerConsent,
  writeShorter,
  withoutWords,
  dropsAnother,
  dropsIt,
  readBack,
  tellsWhatIsDone,
  takesBack,
  comeBack,
  waitsOn,
  tellHours,
  sayNotSold,
  interruptingIntent,
  followUp,
  answerUnderstanding,
  confirmedAgain,
  acknowledge,
  afterSubmitting,
  nothingInHand,
];

/* Long: the order in which a message is met stands in one place. */

/** Answers the customer's message, on whatever stands on the stack. */
export async function message(came: Talk): Promise<void> {
  hear(came);
  const talk = isSentTwice(came) ? came : toldAsReport(tellsNoChange(withOffered(came)));
  if (!isSentTwice(came)) keepAsked(talk);
  if (!isSentTwice(came)) await meet(talk);
  await keepUnanswered(talk);
  if (!isSentTwice(came)) await keepOverheard(talk);
  await keepWhatIsUnread(talk);
  if (talk.says(OFFERS_CALL)) talk.state.callOffered = talk.said.entryId;
  else delete talk.state.callOffered;
  talk.state.last = { words: talk.said.words, at: talk.said.at.toISOString(), entry: talk.said.entryId };
}

/** What says that they may be called back, and when. */
const OFFERS_CALL =
  /^(?:human\.(?:queued|still-waiting|nobody-here|closed-now|nobody-today)|hours\.told|meanwhile\.when-contact)$/;

/** Meets what can't wait first: a wish to die, a danger, a loss, anger. */
async function meet(came: Talk): Promise<void> {
  // What was suspected of a letter and weighs nothing is taken for what the letter is.
  const talk = toldAsReport(weighed(came));
  const met = await meetDistress(talk);
  if (met?.goesOn) {
    const { goesOn } = met;
    for (const said of goesOn) await goOn(talk.taking(said), said === goesOn.at(-1) ? 'resumed' : 'unasked');
    return;
  }
  if (met) {
    if (met.wish) await begin(talk, met.wish);
    if (met.wish && met.isOpen) await addMissingHelpline(talk, met.wish);
    return;
  }
  await goOn(talk, 'missed');
}

/** Where no wish to die is met: danger from elsewhere, loss and anger, then whatever else it says. `miss`: see {@link answer}. */
async function goOn(talk: Talk, miss: Miss): Promise<void> {
  const told = dangerTold(talk.said) ?? dangerComesNearer(talk);
  const danger = told === 'fraud' && isOfOurs(talk) ? undefined : told;
  if ((danger === undefined || danger === 'fraud') && (await goOnAboutSwindle(talk))) return;
  if (danger) {
    await meetDanger(talk, danger);
    return keepInjury(talk);
  }
  if (threatens(talk)) return meetThreat(talk);
  const met = await meetLoss(talk);
  await meetAnger(talk);
  if (await meetKinInTrouble(talk)) return;
  const warned = await warn(talk.taking(met));
  if (warned === 'answered') return;
  const cared = await meetCare(talk.taking(warned));
  const paid = await meetPrivatePayment(talk.taking(cared));
  if (paid === 'answered') return;
  const said = await meetUntruth(talk.taking(paid));
  if (said === 'answered') return;
  await (isWaiting(talk) ? answerWaiting(talk.taking(said)) : answer(talk.taking(said), miss));
  await keepInjury(talk);
  if (met !== talk.said) await addTheLaw(talk);
}

/** Somebody of theirs had an accident, amid another matter: it is kept, and a report begins. Returns whether it was told. */
async function meetKinInTrouble(talk: Talk): Promise<boolean> {
  const top = talk.state.stack.at(-1);
  const isReported = !top && talk.state.submitted?.dialog === REPORT;
  const isElse = isReported || top?.dialog === REPORT || top?.dialog === CALL_BACK || isWaiting(talk);
  if (isElse || !(await careForKin(talk))) return false;
  await guardBeside(talk);
  await begin(talk, { intent: REPORT, said: { ...talk.said, intent: REPORT, score: 1, other: undefined } });
  if (top) await sayKept(talk, top);
  return true;
}

/** Whether those who work here are threatened: 弄死他 of whom the complaint is about. */
const threatens = ({ said: { words }, state: { stack, submitted } }: Talk): boolean =>
  THREATENS_US.test(words) || ((stack.at(-1)?.dialog ?? submitted?.dialog) === COMPLAINT && THREATENS_THEM.test(words));

/**
 * Who is in danger now is told whom to call before anything else, whatever is in hand: the report keeps what they said
 * and fetches a person. What they ask about cover comes after.
 */
async function meetDanger(talk: Talk, danger: Danger): Promise<void> {
  const top = talk.state.stack.at(-1);
  if (danger === 'fraud') await meetFraud(talk);
  else if (talk.state.handedIn === REPORT && isWaiting(talk)) await dangerAgain(talk, danger);
  else if (top?.dialog === REPORT) {
    talk.speakAs(REPORT);
    await leave(talk, top, (await dialogNamed(REPORT, talk.services)?.continue(talk, top)) ?? 'complete');
  } else await begin(talk, { intent: REPORT, said: talk.said });
  await addWhoAnswers(talk);
}

/** How the question is put again to a message that the dialog in hand can't use; `unasked` where more is to come. */
type Miss = Parameters<Dialog['reprompt']>[2] | 'unasked';

/** He is in: of who told before that somebody is at the door, or is being hidden from. */
const dangerComesNearer = ({ services, said }: Talk): Danger | undefined =>
  services.place()?.reason === 'violence' && COMES_IN.test(said.words) ? 'violence' : undefined;

/** Answers by what interrupts, the dialog in hand, a digression from it, or what is wanted where nothing is in hand. */
async function answer(came: Talk, miss: Miss): Promise<void> {
  if (await startsOver(came)) return;
  const part = await keepsPart(came);
  if (part) await dialogNamed(part.dialog, came.services)?.note?.(came, part);
  if (part) return resume(came);
  const talk = await leavesVerification(came);
  if (opensWithStory(talk)) {
    await guardInStory(talk);
    return beginWanted(talk, talk.wish);
  }
  const taken = await takeUp(talk);
  if (taken) return taken === 'asked' ? undefined : resume(talk);
  if ((await keepsCodeAwaited(talk)) || (await takePlace(talk)) || (await guardAnother(talk))) return;
  await takesUpByTelling(talk);
  const dropped = await dropsCall(talk);
  if (dropped) return dropped.rest ? answer(talk.taking(dropped.rest), 'resumed') : resume(talk);
  if (await tellsCall(talk)) return resume(talk);
  if (await tellsWhatIsFiled(talk)) return resume(talk);
  const told = await tellsOwn(talk);
  if (told === 'begun') return;
  if (told) return told.rest ? answer(talk.taking(told.rest), 'resumed') : resume(talk);
  const asked = await askedMeanwhile(talk);
  if (asked) return answerAsked(talk, asked);
  if ((await onlyAsks(talk)) || (await staysAsItIs(talk)) || (await keepsAsInformation(talk))) return resume(talk);
  if ((await aboutOwnCases(talk)) || (await meetIdentity(talk))) return;
  if (await callBackWanted(talk)) return;
  if (talk.said.intent === HUMAN && (await answerWhoWrites(talk))) return resume(talk);
  for (const interrupt of interruptions) if (await interrupt(talk)) return resume(talk);
  const top = talk.state.stack.at(-1);
  const dialog = top && dialogNamed(top.dialog, talk.services);
  if (!top || !dialog) {
    talk.state.stack = [];
    const wish = await whatIsWanted(talk);
    if (wish?.intent === NOT_UNDERSTOOD && ((await answerGenerally(talk)) || (await answerHonestly(talk)))) return;
    if (wish && (await answerInstead(talk.taking(wish.said), wish.intent))) return resume(talk);
    if (wish) await beginWanted(talk, wish);
    return;
  }
  talk.speakAs(top.dialog);
  const then = thenAnother(talk, top);
  if (then) {
    const status = await dialog.continue(talk.taking(then.own), top);
    if (status === 'complete') return leave(talk, top, status);
    await talk.say('several.after', { label: then.label });
    if (status !== 'declined') return;
    return void (await dialog.reprompt(talk, top, 'resumed'));
  }
  // Who has lost somebody is answered by one sentence that fits all of it.
  const isParted = !talk.state.condoled && mayBeShared(talk.said.words);
  const parts = dialog.acts && isParted ? shared(talk, top, dialog.acts(talk, top)) : undefined;
  if (parts && (await takeItsPart(talk.taking(parts.own), top, dialog))) {
    await begin(talk, parts.beside);
    return sayKept(talk, top);
  }
  const status = await dialog.continue(talk, top);
  if (status !== 'declined') return leave(talk, top, status);
  if (await answerConsentBarely(talk)) return resume(talk);
  if (await isToldBelow(talk, top)) return leave(talk, top, await dialog.reprompt(talk, top, 'resumed'));
  // A curse is met, and the question put once more: it opens no matter.
  if (isOnlyAngry(talk.said.words)) return leave(talk, top, await dialog.reprompt(talk, top, 'resumed'));
  if (await moreOfSubmitted(talk)) return resume(talk);
  talk.speakAs(top.dialog);
  const found = await digressionFrom(talk, top);
  // What is left beside a question that was answered begins nothing but what it plainly wants.
  const digression = miss === 'resumed' && found && !isPlainlyWanted(found) ? undefined : found;
  if (digression && (await answerInstead(talk.taking(digression.said), digression.intent))) return resume(talk);
  if (await answerAmidCall(talk)) return resume(talk);
  if (miss !== 'missed' && !digression) await dialog.note?.(talk, top);
  if (digression) {
    await begin(talk, digression);
    await sayKept(talk, top);
  } else if (miss === 'unasked') return;
  else if (miss === 'missed' && (await answerHonestly(talk))) await resume(talk);
  else if (await isKeptBelow(talk, top)) await leave(talk, top, await dialog.reprompt(talk, top, 'resumed'));
  // 嗯 is no answer, and no mistake either: the question is put once more.
  else await leave(talk, top, await dialog.reprompt(talk, top, isFirstAcknowledged(talk) ? 'resumed' : miss));
}

/** Begins what is wanted where nothing is in hand, and answers what is asked with it. */
async function beginWanted(talk: Talk, wish: Wish): Promise<void> {
  await begin(talk, wish);
  await answerAskedAtFirst(talk, wish.intent);
}

/** Answers what is asked amid a matter; what else the message says is met as if it stood alone, and the matter goes on. */
async function answerAsked(talk: Talk, { answer: say, rest, told }: AskedMeanwhile): Promise<void> {
  const top = talk.state.stack.at(-1);
  // What is submitted by the same message is asked about as submitted.
  const mayBeSubmitted = rest && top?.state.asking === 'confirm';
  if (!mayBeSubmitted) await say();
  if (told) await keepTold(talk.taking(told));
  // What is asked as they are asked what a call is about is that.
  if (!rest && top?.dialog === CALL_BACK && top.state.asking === 'topic')
    return leave(talk, top, (await dialogNamed(CALL_BACK, talk.services)?.continue(talk, top)) ?? 'waiting');
  if (!rest) await resume(talk);
  else if (top) await answer(talk.taking(rest), 'resumed');
  else await afterSubmitting(talk.taking(rest));
  if (mayBeSubmitted) await say();
}

/** Lets the dialog in hand take its part of a message. Returns whether the rest of it is to be answered now. */
async function takeItsPart(talk: Talk, top: Frame, dialog: Dialog): Promise<boolean> {
  const status = await dialog.continue(talk, top);
  if (status === 'complete') pop(talk, top);
  return status !== 'declined' && talk.services.floor() === 'bot';
}

/** Whether a message tells what the matter wants that waits until it is known who speaks. */
async function isToldBelow(talk: Talk, top: Frame): Promise<boolean> {
  const below = top.dialog === VERIFICATION ? talk.state.stack.at(-2) : undefined;
  if (!below) return false;
  const given = { before: '', key: 'change-policy.also' };
  return (await dialogNamed(below.dialog, talk.services)?.amend?.(talk, below, given)) !== undefined;
}

/** What is told on the way to a check, and is none of it, is kept with the matter that waits for that. */
async function isKeptBelow(talk: Talk, top: Frame): Promise<boolean> {
  const below = top.dialog === VERIFICATION ? talk.state.stack.at(-2) : undefined;
  const dialog = below && dialogNamed(below.dialog, talk.services);
  const words = saidBack(telling(talk.said.text));
  if (!below || !dialog?.note || !tellsEnough(words) || isBare(talk) || isOnlyAngry(talk.said.words)) return false;
  await dialog.note(talk, below);
  await talk.say('form.noted-words', { words });
  return true;
}

/** What is wanted, where nothing is in hand; undefined where the customer was asked which of two they mean. */
async function whatIsWanted(talk: Talk): Promise<Wish | undefined> {
  return (
    whichWasMeant(talk) ??
    (await severalRequests(talk)) ??
    (await questionOfWording(talk)) ??
    vagueAnger(talk) ??
    (await wishUnlessAsked(talk))
  );
}

/** Who only asks needn't say first which of two they mean. */
async function wishUnlessAsked(talk: Talk): Promise<Wish | undefined> {
  const { other, intent } = talk.said;
  const plainly = toldAndAsked(talk);
  if (plainly) return { intent: plainly, said: { ...talk.said, intent: plainly } };
  if (other !== undefined && (await answerInstead(talk, intent))) return undefined;
  return wishOrAskWhich(talk.taking(withWhatHappened(talk)));
}

/** Who is angry with us and says nothing else is asked what happened: it is a complaint in the making. */
function vagueAnger({ said }: Talk): Wish | undefined {
  const intent: Intent = 'file-complaint';
  return said.intent === 'out-of-scope' && isAngry(said.words) ? { intent, said: { ...said, intent } } : undefined;
}

/** What a message wants that the open dialog couldn't use, where that is clearly something else. */
async function digressionFrom(talk: Talk, top: Frame): Promise<Wish | undefined> {
  const { said, state } = talk;
  // 对, 确认, 不: said to a question of ours it asks none of its own.
  if (isBare(talk)) return undefined;
  const isDigression =
    said.score >= (isBusiness(said.intent) ? CERTAINTY.ofItsOwn : CERTAINTY.byRule) &&
    said.intent !== 'out-of-scope' &&
    !putsNumberRight(said.words) &&
    !isOfMatter(talk, top) &&
    said.intent !== top.dialog &&
    !state.stack.some(({ dialog }) => dialog === said.intent);
  if (isDigression) return talk.wish;
  return top.dialog === 'ask' ? undefined : questionOfWording(talk);
}

/**
 * Whether what is taken for a change of the contract is told of the matter in hand: 7400 not 6k, 改成书面答复. Who wants
 * the contract changed says what of it.
 */
function isOfMatter({ said }: Talk, top: Frame): boolean {
  if (said.intent !== CHANGES || !PUT_RIGHT_IN.includes(top.dialog)) return false;
  const kinds = changes(said.words, { reference: said.at, zone: '' });
  return !CHANGE.changing.test(said.words) || kinds === undefined;
}
const CHANGES: Intent = 'change-policy';
const PUT_RIGHT_IN: readonly string[] = ['report-incident', 'file-complaint', CALL_BACK] satisfies (
  | Intent
  | typeof CALL_BACK
)[];

/** 最后是79不是77: it answers what was asked, whatever else is put right so. */
function putsNumberRight(words: string): boolean {
  const { not = '', but = '' } = notBut(words) ?? {};
  return /\d/.test(not) && /\d/.test(but);
}

function isSentTwice({ said, state: { last } }: Talk): boolean {
  return (
    last !== undefined &&
    said.words !== '' &&
    said.words === last.words &&
    said.at.getTime() - Date.parse(last.at) < TWICE_MS
  );
}

/** The number of a button is as good as the button. */
function withOffered(talk: Talk): Talk {
  const { offered } = talk.state;
  delete talk.state.offered;
  const words = buttonNumbered(talk.said.words, offered);
  return words ? talk.taking(talk.saidAs(words)) : talk;
}

/** Anger is met once; what it is about is answered like anything else. */
async function meetAnger(talk: Talk): Promise<void> {
  if (talk.state.soothed || !isAngry(talk.said.words)) return;
  talk.state.soothed = true;
  await talk.say('tone.angry');
}

/** Whether the dialog in hand meets it itself that it is dropped. */
function meetsCancel({ state, services }: Talk): boolean {
  const top = state.stack.at(-1);
  return top !== undefined && dialogNamed(top.dialog, services)?.meetsCancel === true;
}

async function interruptingIntent(talk: Talk): Promise<boolean> {
  const { intent, score, words } = talk.said;
  // A person wanted where a summary stands agrees to nothing of it.
  const isSure =
    intent === HUMAN &&
    talk.state.stack.at(-1)?.state.asking === 'confirm' &&
    !doesInHand(words, 'submits', 'submits-if-whole', 'agrees');
  if (score < (isSure ? CERTAINTY.nothingElse : CERTAINTY.byRule) || !isInterrupting(intent)) return false;
  if (intent === DROPS && meetsCancel(talk)) return false;
  await start(talk, intent);
  return true;
}
