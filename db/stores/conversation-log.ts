import { and, asc, eq, gt } from 'drizzle-orm';
import type { LogEntry } from '../../services/conversation-log/entry.ts';
import type { ConversationLog } from '../../services/conversations.ts';
import { activities } from '../schema.ts';
import { absent, type Drizzle } from './drizzle.ts';

type Row = typeof activities.$inferSelect;

export const conversationLog = (db: Drizzle): ConversationLog => ({
  async read(conversationId, after, { reader, limit }) {
    const rows = await db
      .select()
      .from(activities)
      .where(
        and(
          eq(activities.conversationId, conversationId),
          gt(activities.seq, after),
          reader === 'customer' ? eq(activities.audience, 'all') : undefined,
        ),
      )
      .orderBy(asc(activities.seq))
      .limit(limit);
    return rows.map(fromRow);
  },

  async entry(conversationId, id) {
    const [row] = await db
      .select()
      .from(activities)
      .where(and(eq(activities.conversationId, conversationId), eq(activities.id, id)));
    return row && fromRow(row);
  },
});

export const toRow = (entry: LogEntry): typeof activities.$inferInsert => ({
  ...entry,
  messageId: entry.messageId ?? null,
  activity: entry.activity ?? null,
  salt: entry.salt ?? null,
});

const fromRow = ({ messageId, activity, salt, ...row }: Row): LogEntry => ({
  ...row,
  ...(messageId === null ? {} : { messageId }),
  activity: absent(activity),
  salt: absent(salt),
});
