import type { AgentStore } from './agent-store.ts';

/** How often it is noted that a session is there, in milliseconds. */
export const NOTED_EVERY_MS = 20_000;

/** Who was noted longer ago isn't there any more: one note may be late, and a page may be loading. */
const THERE_FOR_MS = 3 * NOTED_EVERY_MS;

/** Whether any agent is signed in and there, on any replica: a page of theirs is open, or a program of theirs asks. */
export const isAnybodyThere = (agents: Pick<AgentStore, 'isAnybodyThere'>): Promise<boolean> =>
  agents.isAnybodyThere(THERE_FOR_MS);
