import type { HandoffWish } from '../../services/conversations/handoffs.ts';
import type { Talk } from './talk.ts';

/** Puts the customer into the queue and tells them their place. */
export async function joinQueue(talk: Talk, why: HandoffWish): Promise<void> {
  const before = await talk.services.handoff(why);
  await talk.say('human.queued', { place: before + 1, before, urgent: why.urgency === 1 });
}
