import { and, asc, eq, gt, gte } from 'drizzle-orm';
import type { AuditStore } from '../../services/evidence/ports.ts';
import { activities, checkpoints, conversations, treeLeaves } from '../schema.ts';
import { absent, type Drizzle } from './drizzle.ts';

const END = { id: conversations.id, headSeq: conversations.headSeq, headHash: conversations.headHash };

export const auditStore = (db: Drizzle): AuditStore => ({
  conversations: (after, limit) =>
    db.select(END).from(conversations).where(gt(conversations.id, after)).orderBy(asc(conversations.id)).limit(limit),

  async end(id) {
    const [row] = await db.select(END).from(conversations).where(eq(conversations.id, id));
    return row;
  },

  async leaves(from, limit) {
    const rows = await db
      .select({
        leaf: treeLeaves,
        hash: activities.hash,
        at: activities.at,
        headSeq: conversations.headSeq,
      })
      .from(treeLeaves)
      .leftJoin(
        activities,
        and(eq(activities.conversationId, treeLeaves.conversationId), eq(activities.seq, treeLeaves.seq)),
      )
      .leftJoin(conversations, eq(conversations.id, treeLeaves.conversationId))
      .where(gte(treeLeaves.index, from))
      .orderBy(asc(treeLeaves.index))
      .limit(limit);
    return rows.map(({ leaf, hash, at, headSeq }) => ({
      ...leaf,
      entry: hash !== null && at !== null ? { hash, at } : undefined,
      headSeq: absent(headSeq),
    }));
  },

  checkpoints: (afterSize, limit) =>
    db.select().from(checkpoints).where(gt(checkpoints.size, afterSize)).orderBy(asc(checkpoints.size)).limit(limit),
});
