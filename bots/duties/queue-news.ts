import { standingOf } from '../../dialogs/kit/queue.ts';
import type { TalkState } from '../../dialogs/kit/talk-state.ts';
import type { ConversationStore } from '../../services/conversations/conversation-store.ts';
import { newsFor } from '../../services/conversations/queue-news.ts';
import { attendingAt } from '../../services/hours/attending.ts';
import type { Opening } from '../../services/hours/hours.ts';
import { uuidv7 } from '../../services/ids.ts';
import type { AgentStore } from '../../services/staff/agent-store.ts';
import { isAnybodyThere } from '../../services/staff/presence.ts';
import type { Clock } from '../../services/time/clock.ts';
import type { Logger } from '../../telemetry/logger.ts';
import * as metrics from '../../telemetry/metrics.ts';
import { NoSuchConversation, NotDue } from '../incoming/incoming.ts';
import { QUEUE_NEWS } from '../speaking/desk-bot.ts';
import { isDatabases } from '../turn/failures.ts';
import type { Turns } from '../turns.ts';

/** Milliseconds between two looks. */
const EVERY_MS = 30_000;
/** So many from the front of the queue are told; who stands behind them moves up to them. */
const MOST = 200;

export interface QueueNewsParts {
  turns: Pick<Turns, 'run'>;
  database: { agents: Pick<AgentStore, 'isAnybodyThere'>; conversations: Pick<ConversationStore, 'toldInQueue'> };
  opening: Opening;
  clock: Clock;
  logger: Logger;
}

/**
 * Tells those who wait what has changed for them: that they moved up, that nobody comes any more today, that somebody is
 * there now. Returns how many were told. It is looked at again in each one's own turn: another replica may have been here.
 */
export async function tellQueueNews({ turns, database, opening, clock, logger }: QueueNewsParts): Promise<number> {
  const waiting = await database.conversations.toldInQueue(MOST);
  if (waiting.length === 0) return 0;
  const now = clock();
  const standing = standingOf(attendingAt(now, await isAnybodyThere(database.agents), opening));
  let told = 0;
  for (const [index, one] of waiting.entries()) {
    if (!newsFor(one.told, { place: index + 1, standing }, now)) continue;
    try {
      await turns.run({
        conversationId: one.id,
        from: 'system',
        activity: { type: 'event', name: QUEUE_NEWS },
        isDue: (conversation) =>
          conversation.floor.holder === 'queue' && (conversation.state as Partial<TalkState>).told?.at === one.told?.at,
        correlationId: uuidv7(now),
      });
      told++;
    } catch (error) {
      if (error instanceof NoSuchConversation || error instanceof NotDue) continue;
      if (isDatabases(error)) throw error;
      metrics.errors.inc({ where: 'queue-news' });
      logger.error(
        { err: error, conversationId: one.id },
        'could not tell who waits what changed; the others are told',
      );
    }
  }
  return told;
}

/** Looks every half a minute for what those who wait should hear. Returns how to stop. */
export function watchQueue(parts: QueueNewsParts): () => void {
  let looking = false;
  const timer = setInterval(() => {
    if (looking) return;
    looking = true;
    tellQueueNews(parts)
      .catch((error) => parts.logger.error({ err: error }, 'could not look at who waits; trying again'))
      .finally(() => {
        looking = false;
      });
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
