import { and, eq, isNotNull, sql } from 'drizzle-orm';
import type { ErasureStore } from '../../services/evidence/ports.ts';
import { activities, attachmentChunks, attachments, cases, misses } from '../schema.ts';
import type { Drizzle } from './drizzle.ts';

/** The desk's own evidence stays: what it names was said and shown by others. */
export const isEvidence = sql`(${activities.role} = 'system' and coalesce(${activities.activity} ->> 'name', '') like 'evidence.%')`;

export const inSeqs = (seqs: readonly number[]) =>
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

  async emptyCase({ conversationId, id }, at) {
    await db
      .update(cases)
      .set({
        data: {},
        facts: [],
        notes: [],
        policyNumber: null,
        closedAt: sql`coalesce(${cases.closedAt}, ${at.toISOString()}::timestamptz)`,
      })
      .where(and(eq(cases.conversationId, conversationId), eq(cases.id, id)));
  },

  async empty(conversationId, seqs, which) {
    const entries = and(eq(activities.conversationId, conversationId), inSeqs(seqs));
    /** Those of some files that the entries name. Asked by their ids: files and entries stand on different servers. */
    const namedAmong = async (some: readonly { id: string }[]): Promise<string[]> => {
      if (some.length === 0) return [];
      const ids = JSON.stringify(some.map(({ id }) => id));
      const found = await db
        .selectDistinct({ id: sql<string>`file.id` })
        .from(activities)
        .innerJoin(
          sql`jsonb_array_elements_text(${ids}::text::jsonb) as file(id)`,
          sql`position(file.id in ${activities.activity}::text) > 0`,
        )
        .where(entries);
      return found.map(({ id }) => id);
    };
    const kept =
      which === 'none'
        ? []
        : await db
            .select({ id: attachments.id })
            .from(attachments)
            .where(eq(attachments.conversationId, conversationId));
    const files = which === 'all' ? kept.map(({ id }) => id) : await namedAmong(kept);
    for (const id of files) {
      await db.delete(attachmentChunks).where(eq(attachmentChunks.attachmentId, id));
      await db.delete(attachments).where(eq(attachments.id, id));
    }
    await db.delete(misses).where(eq(misses.conversationId, conversationId));
    await db.update(activities).set({ activity: null, salt: null }).where(entries);
    return files.length;
  },
});
