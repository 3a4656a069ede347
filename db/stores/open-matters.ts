import { and, asc, eq, gt, lt, sql } from 'drizzle-orm';
import type { ConversationStore } from '../../services/conversations/conversation-store.ts';
import type { ConversationInTurn } from '../../services/conversations/in-turn.ts';
import { conversations, openMatters } from '../schema.ts';
import type { Drizzle } from './drizzle.ts';

/** `hasOpenMatter`, for what was written without its being noted. */
const IN_HAND = sql<boolean>`(${conversations.state} -> 'stack' -> 0 is not null)`;

/** Which conversations have a matter in hand, since when. */
export const openMatterStore = (db: Drizzle): Pick<ConversationStore, 'leftUndone' | 'mendOpenMatters'> => ({
  async leftUndone(before, { after, limit }) {
    const { conversationId, since } = openMatters;
    return db
      .select({ id: conversationId, since })
      .from(openMatters)
      .innerJoin(conversations, eq(conversations.id, conversationId))
      .where(
        and(
          lt(since, before),
          after && sql`(${since}, ${conversationId}) > (${after.since.toISOString()}::timestamptz, ${after.id}::text)`,
          eq(conversations.floor, 'bot'),
          lt(conversations.headAt, before),
        ),
      )
      .orderBy(asc(since), asc(conversationId))
      .limit(limit);
  },

  async mendOpenMatters({ after, limit }, before) {
    const { id, headAt } = conversations;
    // A turn that begins a matter meanwhile makes `since` later, and is found by whoever waited for its row.
    await db
      .delete(openMatters)
      .where(
        and(
          lt(openMatters.since, before),
          sql`exists (select from ${conversations} where ${id} = ${openMatters.conversationId} and not ${IN_HAND})`,
        ),
      );
    const page = await db
      .select({ conversationId: id, since: headAt, inHand: IN_HAND })
      .from(conversations)
      .where(gt(id, after))
      .orderBy(asc(id))
      .limit(limit);
    const missing = page.filter(({ inHand }) => inHand).map(({ conversationId, since }) => ({ conversationId, since }));
    // What a turn ends meanwhile is noted all the same, and taken off by a later call.
    if (missing.length > 0) await db.insert(openMatters).values(missing).onConflictDoNothing();
    return page.length < limit ? undefined : page.at(-1)?.conversationId;
  },
});

/** Notes that a matter was begun or ended, as the statement that keeps turns does. */
export async function saveMatter(db: Drizzle, { matter, conversation }: ConversationInTurn): Promise<void> {
  const { id, headAt: since } = conversation;
  if (matter === 'ended') await db.delete(openMatters).where(eq(openMatters.conversationId, id));
  if (matter === 'begun')
    await db
      .insert(openMatters)
      .values({ conversationId: id, since })
      .onConflictDoUpdate({ target: openMatters.conversationId, set: { since } });
}
