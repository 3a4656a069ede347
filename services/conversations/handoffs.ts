import type { Agent } from '../staff/agents.ts';
import type { Conversation } from './conversations.ts';

/** What an agent does in a conversation. */
export type AgentAction =
  /** `over`: an admin takes it from who has it. */
  | { do: 'take'; over?: Pick<Agent, 'id' | 'name'> }
  | { do: 'reply'; text: string }
  | { do: 'hand-back' }
  | { do: 'transfer'; to: Agent; note: string }
  | { do: 'close'; reason: string }
  /** The desk does this for an agent who is signed out. */
  | { do: 'return' };

/** Why a person is asked for. Agents read it by its name (`inbox.reason-…`). */
export const HANDOFF_REASONS = [
  'asked',
  'injury',
  'death',
  'self-harm',
  'violence',
  'danger',
  'fraud',
  'complaint',
  'stuck',
] as const;
export type HandoffReason = (typeof HANDOFF_REASONS)[number];

/** Why a person is asked for, and whether others can wait for it. */
export interface HandoffWish {
  reason: HandoffReason;
  urgency: 0 | 1;
}

/** Somebody speaks of taking their life. */
export const SELF_HARM: HandoffWish = { reason: 'self-harm', urgency: 1 };

/** Why a change of floor was refused. */
export type FloorRefusal = 'not-waiting' | 'not-yours' | 'no-such-agent';

/** Thrown when an agent asks for a floor that isn't theirs to take or give. Nothing was changed. */
export class FloorRefused extends Error {
  readonly refusal: FloorRefusal;
  constructor(refusal: FloorRefusal) {
    super(
      {
        'not-waiting':
          'nobody waits here any more: another agent took the conversation, or the customer left the queue',
        'not-yours': 'this conversation is not yours: take it first, or ask its agent to transfer it',
        'no-such-agent': 'there is no agent with this e-mail address',
      }[refusal],
    );
    this.refusal = refusal;
  }
}

/**
 * Conversations of one origin and urgency that wait in their own order; more of them stand behind everybody else. Behind
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
  { reason, urgency, alike = 0 }: HandoffWish & { alike?: number },
  now: Date,
): void {
  const crowd = alike >= mostOfOneOrigin(urgency) ? 1 : 0;
  if (conversation.floor !== 'bot') {
    if (urgency === 0) return;
    if (conversation.urgency === 0) conversation.crowd = crowd;
    conversation.handoffReason = reason;
    conversation.urgency = urgency;
    return;
  }
  conversation.crowd = crowd;
  conversation.floor = 'queue';
  conversation.queuedAt = now;
  conversation.handoffReason = reason;
  conversation.urgency = urgency;
}

/**
 * queue → agent, or from the agent whom an admin takes it `over` from, as long as it is still theirs. Throws
 * {@link FloorRefused}.
 */
export function takeConversation(conversation: Conversation, agentId: string, over?: { id: string }): void {
  const isOvers = over !== undefined && conversation.floor === 'agent' && conversation.agentId === over.id;
  if (conversation.floor !== 'queue' && !isOvers) throw new FloorRefused('not-waiting');
  conversation.floor = 'agent';
  conversation.agentId = agentId;
}

/** Only the agent who has the floor may speak, hand it on or give it back. Throws {@link FloorRefused}. */
export function mustHaveFloor(conversation: Conversation, agentId: string): void {
  if (conversation.floor !== 'agent' || conversation.agentId !== agentId) throw new FloorRefused('not-yours');
}

/** agent → another agent. Throws {@link FloorRefused}. */
export function transfer(conversation: Conversation, agentId: string, toAgentId: string): void {
  mustHaveFloor(conversation, agentId);
  conversation.agentId = toAgentId;
}

/** agent → queue, to the place of when a person was first asked for. Throws {@link FloorRefused}. */
export function returnToQueue(conversation: Conversation, agentId: string, now: Date): void {
  mustHaveFloor(conversation, agentId);
  conversation.floor = 'queue';
  conversation.agentId = undefined;
  conversation.queuedAt ??= now;
}

/** agent → bot. The open matter stays where it was. Throws {@link FloorRefused}. */
export function handBack(conversation: Conversation, agentId: string): void {
  mustHaveFloor(conversation, agentId);
  toBot(conversation);
}

/** agent → bot, with the matter at its end: the next message starts afresh. Throws {@link FloorRefused}. */
export function closeMatter(conversation: Conversation, agentId: string, now: Date): void {
  mustHaveFloor(conversation, agentId);
  toBot(conversation);
  conversation.state = {};
  conversation.closedAt = now;
}

function toBot(conversation: Conversation): void {
  conversation.floor = 'bot';
  conversation.agentId = undefined;
  conversation.queuedAt = undefined;
  conversation.handoffReason = undefined;
  conversation.urgency = 0;
  conversation.crowd = 0;
}
