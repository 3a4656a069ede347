import { tellStanding } from '../kit/queue.ts';
import type { Talk } from '../kit/talk.ts';
import { unhear } from './confirm-explained.ts';
import { resume } from './stack.ts';

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
  forgetQueue(talk);
  talk.speakAs('human');
  await talk.say(`human.${change}`, { name: agent.name });
}

/** The agent has left: the customer waits again, at the place of when they first asked. */
export async function backInQueue(talk: Talk): Promise<void> {
  unhear(talk);
  talk.speakAs('human');
  const before = await talk.services.waitingBefore();
  await tellStanding(talk, 'returned', { before, urgent: talk.services.place()?.urgency === 1 });
}

/** An agent gave the floor back: the bot greets again, and goes on with what was in hand. */
export async function handedBack(talk: Talk): Promise<void> {
  forgetQueue(talk);
  talk.speakAs('human');
  await talk.say('human.handed-back');
  if (talk.state.stack.length > 0 || talk.state.pending) await resume(talk);
  else {
    talk.speakAs('greeting');
    await talk.say('greeting.hello');
  }
}

/** What was in hand while they waited is the agent's now: what comes after it is a matter of its own. */
function forgetQueue({ state }: Talk): void {
  delete state.handedIn;
  delete state.told;
  delete state.keptPlace;
}
