import type { Conversation } from './conversations.ts';
import { BOTS_FLOOR } from './floor.ts';
import type { HandoffReason } from './handoff-reason.ts';

/** Why a person is asked for, and whether others can wait for it. */
export interface HandoffWish {
  reason: HandoffReason;
  urgency: 0 | 1;
  /** Since when they wait, where they did before and come back to their place. */
  since?: Date | undefined;
}

/** Why a person is called where somebody speaks of taking their life. */
export const SELF_HARM: HandoffWish = { reason: 'self-harm', urgency: 1 };

/**
 * How many conversations of one origin and urgency wait in their own order; more of them stand behind everybody else. Behind
 * one address may be a household, an office, or a whole mobile network, so they are ranked, never refused. Of people in
 * danger as many as an agent sees at once: a hospital is one address, and a flood must not claim more than that.
 */
export const mostOfOneOrigin = (urgency: number): number => (urgency > 0 ? 20 : 5);

/**
 * bot → queue. A customer who waits already keeps their time of asking; they, and one whom an agent serves, become
 * urgent where it turns out that they are, and the agents see why. `alike`: how many of the same origin and of that
 * urgency wait already.
 */
export function requestPerson(
  conversation: Conversation,
  { reason, urgency, since, alike = 0 }: HandoffWish & { alike?: number },
  now: Date,
): void {
  const { floor } = conversation;
  const crowd = alike >= mostOfOneOrigin(urgency) ? 1 : 0;
  if (floor.holder === 'bot') {
    conversation.floor = { holder: 'queue', place: { since: since ?? now, reason, urgency, crowd } };
    return;
  }
  const { place } = floor;
  // A threat is seen by whoever takes it, and puts nobody before others.
  if (reason === 'threat' && place.urgency === 0) conversation.floor = { ...floor, place: { ...place, reason } };
  if (urgency === 0) return;
  conversation.floor = {
    ...floor,
    place: { ...place, reason, urgency, crowd: place.urgency === 0 ? crowd : place.crowd },
  };
}

/** queue → bot: the customer wants nobody any more. Who has an agent already stays with them. */
export function leaveQueue(conversation: Conversation): void {
  if (conversation.floor.holder === 'queue') conversation.floor = BOTS_FLOOR;
}
