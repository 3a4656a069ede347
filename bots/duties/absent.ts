import { FloorRefused } from '../../services/conversations/agent-actions.ts';
import type { ConversationStore } from '../../services/conversations/conversation-store.ts';
import { agentOf } from '../../services/conversations/floor.ts';
import { mostOfOneOrigin } from '../../services/conversations/handoffs.ts';
import { unguessable } from '../../services/ids.ts';
import type { AgentStore } from '../../services/staff/agent-store.ts';
import { isSignedIn } from '../../services/staff/sign-in.ts';
import type { WritingTime } from '../../services/time/clock.ts';
import type { Logger } from '../../telemetry/logger.ts';
import * as metrics from '../../telemetry/metrics.ts';
import { NoSuchConversation, NotDue } from '../incoming/incoming.ts';
import { isDatabases } from '../turn/failures.ts';
import type { Turns } from '../turns.ts';

/** Milliseconds between two looks: a session may just run out, a process that was to return a conversation be killed. */
const EVERY_MS = 15_000;
const MOST_AT_ONCE = 200;

export interface AbsentParts {
  turns: Pick<Turns, 'run'>;
  database: { agents: AgentStore; conversations: ConversationStore };
  writingTime: WritingTime;
  logger: Logger;
}

/**
 * Lets the conversations of agents who aren't signed in anywhere go back to the queue: of one agent, or of all. Returns
 * how many went. Whether an agent is signed in is looked at again once the conversation is locked: they may be back, and
 * another replica may have been here.
 */
export async function returnWhatIsLeft(
  { turns, database, writingTime, logger }: AbsentParts,
  agentId?: string,
): Promise<number> {
  const { agents, conversations } = database;
  const now = writingTime(await agents.now());
  let returned = 0;
  for (const { id, origin, agent } of await conversations.leftByAgents(now, { of: agentId, limit: MOST_AT_ONCE })) {
    try {
      await turns.run({
        conversationId: id,
        from: 'agent',
        agent,
        action: { do: 'return' },
        isDue: async (conversation, stores) =>
          agentOf(conversation.floor) === agent.id && !(await isSignedIn(stores.agents, agent.id, writingTime)),
        correlationId: unguessable(64),
      });
      returned++;
      await conversations.moveUp(origin, mostOfOneOrigin);
    } catch (error) {
      if (error instanceof NoSuchConversation || error instanceof NotDue || error instanceof FloorRefused) continue;
      if (isDatabases(error)) throw error;
      metrics.errors.inc({ where: 'returning' });
      logger.error({ err: error, conversationId: id }, 'could not return a conversation to the queue; trying again');
    }
  }
  return returned;
}

/** The conversations of agents who are gone, while the desk runs. */
export interface Absent {
  /** An agent has signed out somewhere: what they have goes back, unless they are signed in elsewhere. Never throws. */
  signedOut(agentId: string): Promise<void>;
  /** Looks no more, and lets a look in hand come to its end. */
  stop(): Promise<void>;
}

/** Looks for conversations whose agent is gone, every so many milliseconds. */
export function watchForAbsent(parts: AbsentParts, everyMs = EVERY_MS): Absent {
  const look = (agentId?: string): Promise<void> =>
    returnWhatIsLeft(parts, agentId).then(
      () => undefined,
      (error) =>
        parts.logger.error({ err: error }, 'could not look for conversations without their agent; trying again'),
    );
  let looking: Promise<void> | undefined;
  const timer = setInterval(() => {
    if (looking) return;
    looking = look().finally(() => {
      looking = undefined;
    });
  }, everyMs);
  timer.unref();
  return {
    signedOut: look,
    stop: async () => {
      clearInterval(timer);
      await looking;
    },
  };
}
