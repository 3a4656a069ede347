import { and, eq, isNotNull, sql } from 'drizzle-orm';
import type { ErasureStore } from '../../services/evidence/ports.ts';
import { activities, attachmentChunks, attachments, cases, misses } from '../schema.ts';
import type { Drizzle } from './drizzle.ts';

/** The desk's own evidence stays: what it names was said and shown by others. */
const isEvidence = sql`(${activities.role} = 'system' and coalesce(${activities.activity} ->> 'name', '') like 'evidence.%')`;

const inSeqs = (seqs: readonly number[]) =>
  sql`${activities.seq} in (select value::integer from jsonb_array_elements_text(${JSON.stringify(seqs)}::text::jsonb))`;

export const erasureStore = (db: Drizzle): ErasureStore => ({
  erasable: (conversationId, seq) =>
    db
      .select({ seq: activities.seq, id: activities.id, digest: activities.digest })
      .from(activities)
      .where(
        and(
          eq(activities.conversationId, conversationId),
          seq === undefined ? undefined : eq(activities.seq, seq),
          isNotNull(activities.activity),
          sql`not ${isEvidence}`,
        ),
      )
      .orderBy(activities.seq),

  async writtenAt(conversationId, seq) {
    const [row] = await db
      .select({ at: activities.at })
      .from(activities)
      .where(and(eq(activities.conversationId, conversationId), eq(activities.seq, seq)));
    return row?.at;
  },

  files: (conversationId) => db.$count(attachments, eq(attachments.conversationId, conversationId)),

  async emptyCase(id, at) {
    await db
      .update(cases)
      .set({
        data: {},
        policyNumber: null,
        closedAt: sql`coalesce(${cases.closedAt}, ${at.toISOString()}::timestamptz)`,
      })
      .where(eq(cases.id, id));
  },

  async empty(conversationId, seqs, which) {
    const entries = and(eq(activities.conversationId, conversationId), inSeqs(seqs));
    const named = sql`exists (select 1 from ${activities} where ${entries} and position(${attachments.id} in ${activities.activity}::text) > 0)`;
    const files =
      which === 'none'
        ? []
        : await db
            .select({ id: attachments.id })
            .from(attachments)
            .where(and(eq(attachments.conversationId, conversationId), which === 'all' ? undefined : named));
    for (const { id } of files) {
      await db.delete(attachmentChunks).where(eq(attachmentChunks.attachmentId, id));
      await db.delete(attachments).where(eq(attachments.id, id));
    }
    await db.delete(misses).where(eq(misses.conversationId, conversationId));
    await db.update(activities).set({ activity: null, salt: null }).where(entries);
    return files.length;
  },
});
