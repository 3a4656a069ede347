import type { KeptReason } from './handoff-reason.ts';

/** A customer's place in the queue: since when and why they want a person, and who goes before them. */
export interface QueuePlace {
  readonly since: Date;
  readonly reason: KeptReason;
  /** Larger is sooner: 0, or 1 where somebody is hurt. */
  readonly urgency: number;
  /** 1 where so many of the same origin waited already that this one stands behind the others; else 0. */
  readonly crowd: number;
}

/** The bot speaks. */
export interface BotsFloor {
  readonly holder: 'bot';
}

/** The customer waits for a person; the bot speaks until there is one. */
export interface QueuesFloor {
  readonly holder: 'queue';
  readonly place: QueuePlace;
}

/** An agent speaks. */
export interface AgentsFloor {
  readonly holder: 'agent';
  readonly agentId: string;
  /** Where the customer stood, and comes back to where the agent leaves. */
  readonly place: QueuePlace;
}

/**
 * Who speaks; while it is an agent, the bot is silent. It is never changed in its place but given anew, so that who
 * compares sees that it changed.
 */
export type Floor = BotsFloor | QueuesFloor | AgentsFloor;

/** The floor of a conversation that waits for a person or has one. */
export type AttendedFloor = QueuesFloor | AgentsFloor;

export const BOTS_FLOOR: BotsFloor = { holder: 'bot' };

/** Whose conversation it is; undefined where no agent has it. */
export const agentOf = (floor: Floor): string | undefined => (floor.holder === 'agent' ? floor.agentId : undefined);

/** The place in the queue of who waits or has an agent; undefined where nobody was asked for. */
export const placeOf = (floor: Floor): QueuePlace | undefined => (floor.holder === 'bot' ? undefined : floor.place);
