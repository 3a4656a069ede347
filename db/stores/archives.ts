import { and, asc, eq, gt, isNotNull, isNull, or, sql } from 'drizzle-orm';
import type { ArchiveStore } from '../../services/evidence/archive/ports.ts';
import { ARCHIVED, ERASED, RESTORED } from '../../services/evidence/entries.ts';
import { activities, attachmentChunks, attachments, conversations, deliveries } from '../schema.ts';
import { fromRow } from './conversation-log.ts';
import type { Drizzle } from './drizzle.ts';
import { inSeqs, isEvidence } from './erasures.ts';

/** Milliseconds that a statement of an archiving transaction waits for a lock. */
const LOCK_MS = 200;
/** Contents that one statement puts back. */
const AT_ONCE = 500;

const NOTES = JSON.stringify([ARCHIVED, RESTORED, ERASED]);

/** The desk's entries that say what was archived, put back or erased. */
export const isNote = sql`(${activities.role} = 'system' and ${activities.activity} ->> 'name' in (select jsonb_array_elements_text(${NOTES}::text::jsonb)))`;

export const archiveStore = (db: Drizzle): ArchiveStore => ({
  async ended(before, { after, limit }) {
    const { id, headAt } = conversations;
    const content = sql<boolean>`exists (select from ${activities} where ${activities.conversationId} = ${id} and ${activities.activity} is not null and not ${isEvidence})`;
    const page = await db
      .select({
        id,
        ended: sql<boolean>`case when ${headAt} < ${before.toISOString()}::timestamptz then ${content} else false end`,
      })
      .from(conversations)
      .where(gt(id, after))
      .orderBy(asc(id))
      .limit(limit);
    return {
      conversations: page.flatMap(({ id, ended }) => (ended ? [id] : [])),
      last: page.length < limit ? undefined : page.at(-1)?.id,
    };
  },

  async isDue(conversationId) {
    const due = and(
      eq(deliveries.conversationId, conversationId),
      or(isNotNull(deliveries.dueAt), isNotNull(deliveries.leasedBy)),
    );
    return (await db.$count(deliveries, due)) > 0;
  },

  async notes(conversationId) {
    const rows = await db
      .select()
      .from(activities)
      .where(and(eq(activities.conversationId, conversationId), isNote))
      .orderBy(asc(activities.seq));
    return rows.map(fromRow);
  },

  empty: (conversationId) =>
    db
      .select({ seq: activities.seq, id: activities.id, digest: activities.digest })
      .from(activities)
      .where(and(eq(activities.conversationId, conversationId), isNull(activities.activity)))
      .orderBy(asc(activities.seq)),

  files: (conversationId) =>
    db
      .select({
        id: attachments.id,
        conversationId: attachments.conversationId,
        name: attachments.name,
        contentType: attachments.contentType,
        // Files of before were kept whole, and their size wasn't written down.
        size: sql<number>`greatest(${attachments.size}, coalesce(octet_length(${attachments.content}), 0))`,
      })
      .from(attachments)
      .where(and(eq(attachments.conversationId, conversationId), isNull(attachments.begunAt)))
      .orderBy(asc(attachments.id)),

  async lock(conversationId) {
    await db.execute(sql`select set_config('lock_timeout', ${String(LOCK_MS)}, true)`);
    const free = await db
      .select({ id: conversations.id })
      .from(conversations)
      .where(eq(conversations.id, conversationId))
      .for('update', { skipLocked: true });
    return free.length === 1;
  },

  async take(conversationId, seqs, files) {
    await db
      .update(activities)
      .set({ activity: null, salt: null })
      .where(and(eq(activities.conversationId, conversationId), inSeqs(seqs)));
    for (const id of files) {
      await db.delete(attachmentChunks).where(eq(attachmentChunks.attachmentId, id));
      await db.delete(attachments).where(eq(attachments.id, id));
    }
  },

  async putBack(conversationId, contents) {
    let put = 0;
    for (let at = 0; at < contents.length; at += AT_ONCE) {
      const given = JSON.stringify(contents.slice(at, at + AT_ONCE));
      const rows = await db
        .update(activities)
        .set({ activity: sql`given.activity`, salt: sql`given.salt` })
        .from(
          sql`jsonb_to_recordset(${given}::text::jsonb) as given(seq integer, digest text, activity jsonb, salt text)`,
        )
        .where(
          and(
            eq(activities.conversationId, conversationId),
            sql`${activities.seq} = given.seq and ${activities.digest} = given.digest`,
            isNull(activities.activity),
          ),
        )
        .returning({ seq: activities.seq });
      put += rows.length;
    }
    return put;
  },

  async isWhole(file) {
    const [row] = await db
      .select({
        size: attachments.size,
        has: sql<number>`(select coalesce(sum(octet_length(${attachmentChunks.content})), 0)::float8 from ${attachmentChunks} where ${attachmentChunks.attachmentId} = ${file})`,
      })
      .from(attachments)
      .where(eq(attachments.id, file));
    return row !== undefined && row.size === row.has;
  },
});
