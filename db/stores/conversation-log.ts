import { and, asc, eq, gt, sql } from 'drizzle-orm';
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

/**
 * Appends entries as one parameter: a turn is two to five rows of eleven columns, and naming each value by itself costs
 * more than writing it.
 */
export async function appendEntries(db: Drizzle, entries: readonly LogEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const rows = JSON.stringify(entries.map(toRow));
  await db.execute(
    sql`insert into ${activities} select * from jsonb_populate_recordset(null::${activities}, ${rows}::jsonb)`,
  );
}

/** An entry under its columns' names. */
const toRow = ({ conversationId, messageId, ...entry }: LogEntry) => ({
  ...entry,
  conversation_id: conversationId,
  message_id: messageId ?? null,
});

const fromRow = ({ messageId, activity, salt, ...row }: Row): LogEntry => ({
  ...row,
  ...(messageId === null ? {} : { messageId }),
  activity: absent(activity),
  salt: absent(salt),
});
