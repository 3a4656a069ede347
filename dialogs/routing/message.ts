import { buttonNumbered } from '../../services/evidence/understanding.ts';
import { BUSINESS, type Intent } from '../../understanding/intents/intents.ts';
import type { DangerKind } from '../../understanding/phrases/danger/danger.ts';
import { isAngry, isOnlyAngry } from '../../understanding/tone.ts';
import { dangerOf } from '../../understanding/values/hurt.ts';
import { unfold } from '../conversations/ask/say-answer.ts';
import { dialogNamed } from '../conversations/index.ts';
import type { Status } from '../kit/dialog.ts';
import type { Frame, Talk } from '../kit/talk.ts';
import { acknowledge, isFirstAcknowledged } from './acknowledged.ts';
import { answerUnderstanding, hear, unhear } from './confirm-explained.ts';
import { addWhoAnswers, meetFraud } from './danger.ts';
import { addMissingHelpline, addTheLaw, meetDistress, meetLoss } from './distress.ts';
import { isAskedOfWording, takeWhatHappened } from './question-told-as-report.ts';
import { comeBack } from './returning.ts';
import { nextRequest, severalRequests } from './several.ts';
import { askWhich, whichWasMeant } from './unclear.ts';
import { sayWhatIsUnread, takePlace, withoutWords } from './without-words.ts';

/** Intents that go before whatever is being asked, once a rule is sure of them. */
const INTERRUPTING: readonly Intent[] = ['human', 'cancel', 'help'];
/** From here on a message that the open dialog can't use is taken for something else. */
export const SURE = 0.5;
/** The same words again within this time were sent twice, not said twice: nobody reads an answer that fast. */
const TWICE_MS = 3_000;

/** Where somebody is hurt, it asks nothing. */
const REPORT: Intent = 'report-incident';

type Interruption = (talk: Talk) => Promise<boolean>;

/** First that answers wins. */
const interruptions: readonly Interruption[] = [
  withoutWords,
  comeBack,
  interruptingIntent,
  unfold,
  answerUnderstanding,
  acknowledge,
];

/** The customer's message, on whatever stands on the stack. */
export async function message(talk: Talk): Promise<void> {
  hear(talk);
  if (!isSentTwice(talk)) {
    takeOffered(talk);
    const met = await meetDistress(talk);
    if (met === 'the-clause' || met === 'the-question') await begin(talk, 'ask');
    if (met === 'the-matter') await begin(talk, talk.said.intent);
    if (met === 'the-question') await addMissingHelpline(talk);
    const danger = met ? undefined : dangerOf(talk.said.words);
    if (danger) await meetDanger(talk, danger);
    else if (!met) {
      const loss = await meetLoss(talk);
      await meetAnger(talk);
      await answer(talk);
      if (loss === 'bereaved') await addTheLaw(talk);
    }
  }
  await sayWhatIsUnread(talk);
  talk.state.last = { words: talk.said.words, at: talk.said.at.toISOString(), entry: talk.said.entryId };
}

/**
 * Who is in danger now is told whom to call before anything else, whatever is in hand: the report keeps what they said
 * and fetches a person. What they ask about cover comes after.
 */
async function meetDanger(talk: Talk, danger: DangerKind): Promise<void> {
  const top = talk.state.stack.at(-1);
  if (danger === 'fraud') await meetFraud(talk);
  else if (top?.dialog === REPORT) {
    talk.speakAs(REPORT);
    await leave(talk, top, (await dialogNamed(REPORT, talk.services)?.continue(talk, top)) ?? 'complete');
  } else await begin(talk, REPORT);
  await addWhoAnswers(talk);
}

async function answer(talk: Talk): Promise<void> {
  if (await takePlace(talk)) return;
  for (const interrupt of interruptions) if (await interrupt(talk)) return resume(talk);
  const top = talk.state.stack.at(-1);
  const dialog = top && dialogNamed(top.dialog, talk.services);
  if (!top || !dialog) {
    talk.state.stack = [];
    const intent = await whatIsWanted(talk);
    if (intent) await begin(talk, intent);
    return;
  }
  talk.speakAs(top.dialog);
  const status = await dialog.continue(talk, top);
  if (status !== 'declined') return leave(talk, top, status);
  // A curse is met, and the question put once more: it opens no matter.
  if (isOnlyAngry(talk.said.words)) return void (await dialog.reprompt(talk, top, 'resumed'));
  if (isDigression(talk, top)) await begin(talk, talk.said.intent);
  else if (top.dialog !== 'ask' && (await isAskedOfWording(talk))) await begin(talk, 'ask');
  // 嗯 is no answer, and no mistake either: the question is put once more.
  else await dialog.reprompt(talk, top, isFirstAcknowledged(talk) ? 'resumed' : 'missed');
}

/** The intent to begin with, where nothing is in hand; undefined where the customer was asked which of two they mean. */
async function whatIsWanted(talk: Talk): Promise<Intent | undefined> {
  const wanted = whichWasMeant(talk) ?? (await severalRequests(talk));
  if (wanted) return wanted;
  if (await isAskedOfWording(talk)) return 'ask';
  takeWhatHappened(talk);
  return (await askWhich(talk)) ? undefined : talk.said.intent;
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
function takeOffered(talk: Talk): void {
  const { offered } = talk.state;
  delete talk.state.offered;
  const words = buttonNumbered(talk.said.words, offered);
  if (words) talk.takeAs(words);
}

/** Anger is met once; what it is about is answered like anything else. */
async function meetAnger(talk: Talk): Promise<void> {
  if (talk.state.soothed || !isAngry(talk.said.words)) return;
  talk.state.soothed = true;
  await talk.say('tone.angry');
}

/** The conversation has started. */
export async function welcome(talk: Talk): Promise<void> {
  talk.speakAs('greeting');
  await talk.say('greeting.welcome', { privacy: talk.services.privacyUrl });
}

/** An agent took the conversation, handed it on, or ended it. */
export async function agentJoined(
  talk: Talk,
  agent: { name: string },
  change: 'joined' | 'transferred' | 'closed',
): Promise<void> {
  unhear(talk);
  talk.speakAs('human');
  await talk.say(`human.${change}`, { name: agent.name });
}

/** The agent has left: the customer waits again, at the place of when they first asked. */
export async function backInQueue(talk: Talk): Promise<void> {
  unhear(talk);
  talk.speakAs('human');
  const before = await talk.services.waitingBefore();
  await talk.say('human.returned', { before, place: before + 1, one: before === 1 });
}

/** An agent gave the floor back: the bot greets again, and goes on with what was in hand. */
export async function handedBack(talk: Talk): Promise<void> {
  talk.speakAs('human');
  await talk.say('human.handed-back');
  if (talk.state.stack.length > 0 || talk.state.pending) await resume(talk);
  else {
    talk.speakAs('greeting');
    await talk.say('greeting.hello');
  }
}

async function interruptingIntent(talk: Talk): Promise<boolean> {
  const { intent, score } = talk.said;
  if (score < 1 || !INTERRUPTING.includes(intent)) return false;
  await start(talk, intent);
  return true;
}

/** Begins an intent's dialog on top of what is there. */
export async function begin(talk: Talk, intent: Intent): Promise<void> {
  const { frame, status } = await start(talk, intent);
  await leave(talk, frame, status);
}

async function start(talk: Talk, intent: Intent): Promise<{ frame: Frame; status: Status }> {
  const dialog = dialogNamed(intent, talk.services);
  if (!dialog) throw new Error(`the intent ${intent} has no dialog: register one in dialogs/conversations/index.ts`);
  if (intent !== 'out-of-scope') delete talk.state.lost;
  const frame: Frame = { dialog: intent, state: {} };
  talk.state.stack.push(frame);
  talk.speakAs(intent);
  const status = await dialog.begin(talk, frame);
  if (status === 'complete') pop(talk, frame);
  return { frame, status };
}

/** Goes on after a dialog's part of a turn. */
export async function leave(talk: Talk, frame: Frame, status: Status): Promise<void> {
  if (status !== 'complete') return;
  pop(talk, frame);
  await resume(talk);
}

/** What was open below is asked again, or what is wanted next is begun, unless a person takes over now. */
async function resume(talk: Talk): Promise<void> {
  if (talk.services.floor() !== 'bot') return;
  const top = talk.state.stack.at(-1);
  if (top) {
    talk.speakAs(top.dialog);
    await dialogNamed(top.dialog, talk.services)?.reprompt(talk, top, 'resumed');
    return;
  }
  const next = await nextRequest(talk);
  if (next) await begin(talk, next);
}

const pop = (talk: Talk, frame: Frame): void => {
  talk.state.stack = talk.state.stack.filter((other) => other !== frame);
};

/** A message that the open dialog couldn't use, and that is clearly about something else. */
const isDigression = ({ said, state }: Talk, top: Frame): boolean =>
  said.score >= (BUSINESS.includes(said.intent) ? SURE : 1) &&
  said.intent !== 'out-of-scope' &&
  said.intent !== top.dialog &&
  !state.stack.some(({ dialog }) => dialog === said.intent);
