import { unfold } from './ask/say-answer.ts';
import type { Status } from './kit/dialog.ts';
import type { Frame, Talk } from './kit/talk.ts';
import { dialogNamed } from './registry.ts';
import type { Intent } from './understand/intents.ts';
import { confirmUnderstanding } from './understood.ts';

/** Intents that go before whatever is being asked, once a rule is sure of them. */
const INTERRUPTING: readonly Intent[] = ['human', 'cancel', 'help'];
/** From here on a message that the open dialog can't use is taken for something else. */
const SURE = 0.5;

type Interruption = (talk: Talk) => Promise<boolean>;

/** First that answers wins. */
const interruptions: readonly Interruption[] = [filesAlone, interruptingIntent, unfold, confirmUnderstanding];

/** The customer's message, on whatever stands on the stack. */
export async function message(talk: Talk): Promise<void> {
  for (const interrupt of interruptions) if (await interrupt(talk)) return resume(talk);
  const top = talk.state.stack.at(-1);
  const dialog = top && dialogNamed(top.dialog, talk.desk);
  if (!top || !dialog) {
    talk.state.stack = [];
    await begin(talk, talk.said.intent);
    return;
  }
  talk.speakAs(top.dialog);
  const status = await dialog.continue(talk, top);
  if (status !== 'declined') return leave(talk, top, status);
  if (isDigression(talk, top)) await begin(talk, talk.said.intent);
  else await dialog.reprompt(talk, top, 'missed');
}

/** The conversation has started. */
export async function welcome(talk: Talk): Promise<void> {
  talk.speakAs('greeting');
  await talk.say('greeting.welcome');
}

/** An agent took the conversation, handed it on, or ended it. */
export async function agentJoined(
  talk: Talk,
  agent: { name: string },
  change: 'joined' | 'transferred' | 'closed',
): Promise<void> {
  talk.speakAs('human');
  await talk.say(`human.${change}`, { name: agent.name });
}

/** An agent gave the floor back: the bot greets again, and goes on with what was in hand. */
export async function handedBack(talk: Talk): Promise<void> {
  talk.speakAs('human');
  await talk.say('human.handed-back');
  if (talk.state.stack.length > 0) await resume(talk);
  else {
    talk.speakAs('greeting');
    await talk.say('greeting.hello');
  }
}

/** Files without a word: they are in the log, for the staff to see. */
async function filesAlone(talk: Talk): Promise<boolean> {
  if (talk.said.files === 0 || talk.said.words !== '') return false;
  await talk.say('files.received', { count: talk.said.files, several: talk.said.files > 1 });
  return true;
}

async function interruptingIntent(talk: Talk): Promise<boolean> {
  const { intent, score } = talk.said;
  if (score < 1 || !INTERRUPTING.includes(intent)) return false;
  await start(talk, intent);
  return true;
}

/** Begins an intent's dialog on top of what is there. */
async function begin(talk: Talk, intent: Intent): Promise<void> {
  const { frame, status } = await start(talk, intent);
  await leave(talk, frame, status);
}

async function start(talk: Talk, intent: Intent): Promise<{ frame: Frame; status: Status }> {
  const dialog = dialogNamed(intent, talk.desk);
  if (!dialog) throw new Error(`the intent ${intent} has no dialog: register one in dialogs/registry.ts`);
  if (intent !== 'out-of-scope') delete talk.state.lost;
  const frame: Frame = { dialog: intent, state: {} };
  talk.state.stack.push(frame);
  talk.speakAs(intent);
  const status = await dialog.begin(talk, frame);
  if (status === 'complete') pop(talk, frame);
  return { frame, status };
}

async function leave(talk: Talk, frame: Frame, status: Status): Promise<void> {
  if (status !== 'complete') return;
  pop(talk, frame);
  await resume(talk);
}

/** What was open below is asked again, unless a person takes over now. */
async function resume(talk: Talk): Promise<void> {
  const top = talk.state.stack.at(-1);
  if (!top || talk.desk.floor() !== 'bot') return;
  talk.speakAs(top.dialog);
  await dialogNamed(top.dialog, talk.desk)?.reprompt(talk, top, 'resumed');
}

const pop = (talk: Talk, frame: Frame): void => {
  talk.state.stack = talk.state.stack.filter((other) => other !== frame);
};

/** A message that the open dialog couldn't use, and that is clearly about something else. */
const isDigression = ({ said, state }: Talk, top: Frame): boolean =>
  said.score >= SURE &&
  said.intent !== 'out-of-scope' &&
  said.intent !== top.dialog &&
  !state.stack.some(({ dialog }) => dialog === said.intent);
