import type { Clock } from '../services/clock.ts';
import type { Conversation, ConversationStore } from '../services/conversations.ts';
import { uuidv7 } from '../services/ids.ts';
import type { Logger } from '../telemetry/logger.ts';
import * as metrics from '../telemetry/metrics.ts';
import { LEFT_UNDONE } from './desk-bot.ts';
import { isDatabases } from './failures.ts';
import { NoSuchConversation, NotDue } from './incoming.ts';
import type { Turns } from './turns.ts';

const EVERY_MS = 10 * 60_000;
const MOST_AT_ONCE = 200;
const HOUR_MS = 3_600_000;

export interface FilingParts {
  turns: Pick<Turns, 'run'>;
  conversations: Pick<ConversationStore, 'leftUndone'>;
  clock: Clock;
  logger: Logger;
  afterHours: number;
}

/** Looks every ten minutes for what was left undone, and lets the bot file it. Returns how to stop. */
export function fileWhatIsLeftUndone(parts: FilingParts): () => void {
  const stopped = new AbortController();
  let sweeping = false;
  const timer = setInterval(() => {
    if (sweeping) return;
    sweeping = true;
    sweep(parts, stopped.signal)
      .catch((error) => parts.logger.error({ err: error }, 'could not look for what was left undone; trying again'))
      .finally(() => {
        sweeping = false;
      });
  }, EVERY_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
    stopped.abort();
  };
}

/**
 * Files what has been left undone for so many hours. Returns in how many conversations. What was found may have gone on
 * meanwhile, or been filed by another replica: it is looked at again once it is locked.
 */
export async function sweep(
  { turns, conversations, clock, afterHours, logger }: FilingParts,
  stopped?: AbortSignal,
): Promise<number> {
  const before = new Date(clock().getTime() - afterHours * HOUR_MS);
  let filed = 0;
  for (const conversationId of await conversations.leftUndone(before, MOST_AT_ONCE)) {
    if (stopped?.aborted) break;
    try {
      await turns.run({
        conversationId,
        from: 'system',
        activity: { type: 'event', name: LEFT_UNDONE },
        isDue: (conversation) => isLeftUndone(conversation, before),
        correlationId: uuidv7(clock()),
      });
      filed++;
    } catch (error) {
      if (error instanceof NoSuchConversation || error instanceof NotDue) continue;
      if (isDatabases(error)) throw error;
      metrics.errors.inc({ where: 'filing' });
      logger.error({ err: error, conversationId }, 'could not file what was left undone; the others are filed');
    }
  }
  return filed;
}

/** As `leftUndone` selects them. */
const isLeftUndone = ({ floor, headAt, state: { stack } }: Conversation, before: Date): boolean =>
  floor === 'bot' && headAt < before && Array.isArray(stack) && stack.length > 0;
