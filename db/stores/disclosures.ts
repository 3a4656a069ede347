import { and, asc, eq } from 'drizzle-orm';
import type { DisclosureStore } from '../../services/disclosures.ts';
import { disclosures } from '../schema.ts';
import type { Drizzle } from './drizzle.ts';

export const disclosureStore = (db: Drizzle): DisclosureStore => ({
  async shown(shown) {
    if (shown.length > 0) await db.insert(disclosures).values([...shown]);
  },

  async answered(entryId, answer) {
    // An activity id starts with its conversation's, which is what the primary key starts with.
    const conversationId = entryId.slice(0, entryId.lastIndexOf('|'));
    await db
      .update(disclosures)
      .set(answer)
      .where(and(eq(disclosures.conversationId, conversationId), eq(disclosures.entryId, entryId)));
  },

  async ofConversation(conversationId) {
    const rows = await db
      .select()
      .from(disclosures)
      .where(eq(disclosures.conversationId, conversationId))
      .orderBy(asc(disclosures.entryId), asc(disclosures.product), asc(disclosures.clause));
    return rows.map(({ answer, answerId, answeredAt, ...shown }) => ({
      ...shown,
      answered: answer && answerId && answeredAt ? { answer, answerId, answeredAt } : undefined,
    }));
  },
});
