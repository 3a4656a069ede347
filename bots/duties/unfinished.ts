import type { ConversationStore, LeftUndone } from '../../services/conversations/conversation-store.ts';
import { type Conversation, hasOpenMatter } from '../../services/conversations/conversations.ts';
import { unguessable, uuidv7 } from '../../services/ids.ts';
import type { Clock } from '../../services/time/clock.ts';
import type { Logger } from '../../telemetry/logger.ts';
import * as metrics from '../../telemetry/metrics.ts';
import { NoSuchConversation, NotDue } from '../incoming/incoming.ts';
import { LEFT_UNDONE } from '../speaking/desk-bot.ts';
import { isDatabases } from '../turn/failures.ts';
import type { Turns } from '../turns.ts';

const EVERY_MS = 10 * 60_000;
const PAGE = 200;
/** Conversations in a row that the database couldn't file, after which it is left alone: the fault isn't theirs. */
const MOST_FAILED_IN_A_ROW = 3;
/**
 * Conversations that are looked at with each sweep for matters that a replica of the version before left unnoted: a
 * million in 34 hours, sooner than what was left is filed, for a tenth of a second of the database's in each.
 */
const MENDED_AT_ONCE = 5_000;
const HOUR_MS = 3_600_000;

export interface FilingParts {
  turns: Pick<Turns, 'run'>;
  conversations: Pick<ConversationStore, 'leftUndone'>;
  clock: Clock;
  logger: Logger;
  afterHours: number;
}

/** Looks every ten minutes for what was left undone, and lets the bot file it. Returns how to stop. */
export function fileWhatIsLeftUndone(
  parts: FilingParts & { conversations: Pick<ConversationStore, 'mendOpenMatters'> },
): () => void {
  const stopped = new AbortController();
  let sweeping = false;
  // Anywhere, as ids are random: a desk that is started often gets to all of them too.
  let mendedTo = unguessable();
  const mendAndSweep = async () => {
    const before = new Date(parts.clock().getTime() - parts.afterHours * HOUR_MS);
    mendedTo = (await parts.conversations.mendOpenMatters({ after: mendedTo, limit: MENDED_AT_ONCE }, before)) ?? '';
    await sweep(parts, stopped.signal);
  };
  const timer = setInterval(() => {
    if (sweeping) return;
    sweeping = true;
    mendAndSweep()
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
 * meanwhile, or been filed by another replica: it is looked at again once it is locked. One that can't be filed keeps none
 * of those behind it from being filed; where the database can't do one after another, it throws.
 */
export async function sweep(
  { turns, conversations, clock, afterHours, logger }: FilingParts,
  stopped?: AbortSignal,
): Promise<number> {
  const before = new Date(clock().getTime() - afterHours * HOUR_MS);
  let filed = 0;
  /** What the database last said that it can't, and of how many in a row. */
  let failed: { error: unknown; inARow: number } | undefined;
  for await (const conversationId of allLeftUndone(conversations, before)) {
    if (stopped?.aborted) return filed;
    try {
      await turns.run({
        conversationId,
        from: 'system',
        activity: { type: 'event', name: LEFT_UNDONE },
        isDue: (conversation) => isLeftUndone(conversation, before),
        correlationId: uuidv7(clock()),
      });
      filed++;
      if (failed) failed.inARow = 0;
    } catch (error) {
      if (error instanceof NoSuchConversation || error instanceof NotDue) continue;
      if (isDatabases(error)) {
        failed = { error, inARow: (failed?.inARow ?? 0) + 1 };
        if (failed.inARow >= MOST_FAILED_IN_A_ROW) break;
        continue;
      }
      metrics.errors.inc({ where: 'filing' });
      logger.error({ err: error, conversationId }, 'could not file what was left undone; the others are filed');
    }
  }
  if (failed) throw failed.error;
  return filed;
}

async function* allLeftUndone(
  conversations: FilingParts['conversations'],
  before: Date,
): AsyncGenerator<string, undefined> {
  for (let after: LeftUndone | undefined; ; ) {
    const page = await conversations.leftUndone(before, { after, limit: PAGE });
    for (const { id } of page) yield id;
    after = page.at(-1);
    if (page.length < PAGE) return undefined;
  }
}

/** Whether a matter is still left in hand there, as `leftUndone` selects them. */
const isLeftUndone = (conversation: Conversation, before: Date): boolean =>
  conversation.floor.holder === 'bot' && conversation.headAt < before && hasOpenMatter(conversation);
