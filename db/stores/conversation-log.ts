import { and, asc, eq, gt, type SQL, sql } from 'drizzle-orm';
import type { LogEntry } from '../../services/conversation-log/entry.ts';
import type { ConversationLog } from '../../services/conversation-log/log.ts';
import { activities } from '../schema.ts';
import { absent, type Drizzle } from './drizzle.ts';
import { statement } from './statement.ts';

type Row = typeof activities.$inferSelect;

const reading = (seen: SQL | undefined) =>
  statement((db) =>
    db
      .select()
      .from(activities)
      .where(
        and(
          eq(activities.conversationId, sql.placeholder('conversationId')),
          gt(activities.seq, sql.placeholder('after')),
          seen,
        ),
      )
      .orderBy(asc(activities.seq))
      .limit(sql.placeholder('limit'))
      .prepare('read log'),
  );

const readings = { customer: reading(eq(activities.audience, 'all')), staff: reading(undefined) };

export const conversationLog = (db: Drizzle): ConversationLog => ({
  async read(conversationId, after, { reader, limit }) {
    const rows = await readings[reader](db).execute({ conversationId, after, limit });
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
  await appending(db).execute({ rows: JSON.stringify(entries.map(toRow)) });
}

const appending = statement((db) =>
  db
    .insert(activities)
    .select(sql`select * from jsonb_populate_recordset(null::${activities}, ${sql.placeholder('rows')}::text::jsonb)`)
    .prepare('append entries'),
);

/** An entry under its columns' names. */
export const toRow = (entry: LogEntry): Record<string, unknown> => ({
  conversation_id: entry.conversationId,
  seq: entry.seq,
  id: entry.id,
  message_id: entry.messageId ?? null,
  role: entry.role,
  audience: entry.audience,
  at: entry.at,
  activity: entry.activity,
  salt: entry.salt,
  digest: entry.digest,
  hash: entry.hash,
});

/** An entry as the services know it. */
export const fromRow = ({ messageId, activity, salt, ...row }: Row): LogEntry => ({
  ...row,
  ...(messageId === null ? {} : { messageId }),
  activity: absent(activity),
  salt: absent(salt),
});
