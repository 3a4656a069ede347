import type { Clock } from '../services/clock.ts';
import type { ConversationStore } from '../services/conversations.ts';
import { uuidv7 } from '../services/ids.ts';
import type { Logger } from '../telemetry/logger.ts';
import { LEFT_UNDONE } from './desk-bot.ts';
import { NoSuchConversation } from './incoming.ts';
import type { Turns } from './turns.ts';

const EVERY_MS = 10 * 60_000;
const MOST_AT_ONCE = 200;
const HOUR_MS = 3_600_000;

/** Looks every ten minutes for what was left undone, and lets the bot file it. Returns how to stop. */
export function fileWhatIsLeftUndone(parts: {
  turns: Turns;
  conversations: ConversationStore;
  clock: Clock;
  logger: Logger;
  afterHours: number;
}): () => void {
  const timer = setInterval(() => {
    sweep(parts).catch((error) => parts.logger.error({ err: error }, 'could not file what was left undone'));
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** Files what has been left undone for so many hours. Returns in how many conversations. */
export async function sweep({
  turns,
  conversations,
  clock,
  afterHours,
}: {
  turns: Turns;
  conversations: ConversationStore;
  clock: Clock;
  afterHours: number;
}): Promise<number> {
  const before = new Date(clock().getTime() - afterHours * HOUR_MS);
  const left = await conversations.leftUndone(before, MOST_AT_ONCE);
  for (const conversationId of left) {
    try {
      await turns.run({
        conversationId,
        from: 'system',
        activity: { type: 'event', name: LEFT_UNDONE },
        correlationId: uuidv7(clock()),
      });
    } catch (error) {
      if (!(error instanceof NoSuchConversation)) throw error;
    }
  }
  return left.length;
}
