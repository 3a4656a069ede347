import type { Agent } from '../staff/agent-store.ts';
import type { Conversation } from './conversations.ts';
import { type AgentsFloor, BOTS_FLOOR } from './floor.ts';

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
 * queue → agent, or from the agent whom an admin takes it `over` from, as long as it is still theirs. Throws
 * {@link FloorRefused}.
 */
export function takeConversation(conversation: Conversation, agentId: string, over?: { id: string }): void {
  const { floor } = conversation;
  const isOvers = over !== undefined && floor.holder === 'agent' && floor.agentId === over.id;
  if (floor.holder === 'bot' || (floor.holder === 'agent' && !isOvers)) throw new FloorRefused('not-waiting');
  conversation.floor = { holder: 'agent', agentId, place: floor.place };
}

/**
 * Returns the floor of the agent who has it: only they may speak, hand it on or give it back. Throws {@link
 * FloorRefused}.
 */
export function mustHaveFloor(conversation: Conversation, agentId: string): AgentsFloor {
  const { floor } = conversation;
  if (floor.holder !== 'agent' || floor.agentId !== agentId) throw new FloorRefused('not-yours');
  return floor;
}

/** agent → another agent. Throws {@link FloorRefused}. */
export function transfer(conversation: Conversation, agentId: string, toAgentId: string): void {
  conversation.floor = { ...mustHaveFloor(conversation, agentId), agentId: toAgentId };
}

/** agent → queue, to the place of when a person was first asked for. Throws {@link FloorRefused}. */
export function returnToQueue(conversation: Conversation, agentId: string): void {
  const { place } = mustHaveFloor(conversation, agentId);
  conversation.floor = { holder: 'queue', place };
}

/** agent → bot. The open matter stays where it was. Throws {@link FloorRefused}. */
export function handBack(conversation: Conversation, agentId: string): void {
  mustHaveFloor(conversation, agentId);
  conversation.floor = BOTS_FLOOR;
}

/** agent → bot, with the matter at its end: the next message starts afresh. Throws {@link FloorRefused}. */
export function closeMatter(conversation: Conversation, agentId: string, now: Date): void {
  handBack(conversation, agentId);
  conversation.state = {};
  conversation.closedAt = now;
}
