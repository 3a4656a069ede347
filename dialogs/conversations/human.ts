import type { HandoffWish } from '../../services/conversations/handoffs.ts';
import type { Dialog } from '../kit/dialog.ts';
import { remark } from '../kit/dialog.ts';
import type { Talk } from '../kit/talk.ts';

/** Puts the customer into the queue and tells them their place. */
export async function joinQueue(talk: Talk, why: HandoffWish): Promise<void> {
  const before = await talk.services.handoff(why);
  await talk.say('human.queued', { place: before + 1, before, urgent: why.urgency === 1 });
}

/** The customer wants a person. They get one: no questions first. */
export const human = (): Dialog => remark('human', (talk) => joinQueue(talk, { reason: 'asked', urgency: 0 }));
