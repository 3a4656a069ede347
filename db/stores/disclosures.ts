import { asc, eq } from 'drizzle-orm';
import type { DisclosureStore } from '../../services/evidence/old-disclosures.ts';
import { disclosures } from '../schema.ts';
import type { Drizzle } from './drizzle.ts';

export const disclosureStore = (db: Drizzle): DisclosureStore => ({
  ofConversation: async (conversationId) =>
    db
      .select({
        entryId: disclosures.entryId,
        product: disclosures.product,
        version: disclosures.version,
        clause: disclosures.clause,
        wordsHash: disclosures.wordsHash,
      })
      .from(disclosures)
      .where(eq(disclosures.conversationId, conversationId))
      .orderBy(asc(disclosures.entryId), asc(disclosures.product), asc(disclosures.clause)),
});
