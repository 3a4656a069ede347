import { and, asc, eq, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import type { AttachmentStore } from '../../services/attachments.ts';
import { attachmentChunks, attachments } from '../schema.ts';
import { type Drizzle, inList } from './drizzle.ts';

/** Files of before were kept whole, and their size wasn't written down. */
const size = sql<number>`greatest(${attachments.size}, coalesce(octet_length(${attachments.content}), 0))`;

export const attachmentStore = (db: Drizzle): AttachmentStore => ({
  async begin(attachment, now) {
    await db.insert(attachments).values({ ...attachment, createdAt: now, begunAt: now });
  },

  async write(id, piece, content) {
    await db.insert(attachmentChunks).values({ attachmentId: id, seq: piece, content });
  },

  async put(attachment, now) {
    const { id, name, contentType, size } = attachment;
    const put = await db
      .update(attachments)
      .set({ name, contentType, size, createdAt: now, begunAt: null })
      .where(and(eq(attachments.id, id), isNotNull(attachments.begunAt)))
      .returning({ id: attachments.id });
    return put.length === 1;
  },

  async discard(id) {
    await db.delete(attachmentChunks).where(eq(attachmentChunks.attachmentId, id));
    await db.delete(attachments).where(eq(attachments.id, id));
  },

  async get(id) {
    const { conversationId, name, contentType, createdAt } = attachments;
    const [row] = await db
      .select({ id: attachments.id, conversationId, name, contentType, createdAt, size })
      .from(attachments)
      .where(and(eq(attachments.id, id), isNull(attachments.begunAt)));
    return row;
  },

  async among(conversationId, ids) {
    const rows = await db
      .select({ id: attachments.id })
      .from(attachments)
      .where(
        and(eq(attachments.conversationId, conversationId), inList(attachments.id, ids), isNull(attachments.begunAt)),
      );
    return new Set(rows.map(({ id }) => id));
  },

  async read(id, piece) {
    const [chunk] = await db
      .select({ content: attachmentChunks.content })
      .from(attachmentChunks)
      .where(and(eq(attachmentChunks.attachmentId, id), eq(attachmentChunks.seq, piece)));
    if (chunk || piece > 0) return chunk?.content;
    const [whole] = await db.select({ content: attachments.content }).from(attachments).where(eq(attachments.id, id));
    return whole?.content ?? undefined;
  },

  async unfinished(before, limit) {
    const rows = await db
      .select({ id: attachments.id })
      .from(attachments)
      .where(lt(attachments.begunAt, before))
      .orderBy(asc(attachments.begunAt))
      .limit(limit);
    return rows.map(({ id }) => id);
  },

  async claim(id, before, now) {
    const claimed = await db
      .update(attachments)
      .set({ begunAt: now })
      .where(and(eq(attachments.id, id), lt(attachments.begunAt, before)))
      .returning({ id: attachments.id });
    return claimed.length === 1;
  },

  async used(conversationId) {
    const [row] = await db
      .select({
        desk: sql<string>`coalesce(sum(${attachments.size}), 0)`,
        conversation: sql<string>`coalesce(sum(${attachments.size}) filter (where ${attachments.conversationId} = ${conversationId}), 0)`,
      })
      .from(attachments);
    return { desk: Number(row?.desk ?? 0), conversation: Number(row?.conversation ?? 0) };
  },
});
