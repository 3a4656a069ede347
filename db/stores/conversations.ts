import { and, asc, count, desc, eq, gt, lt, ne, or, sql } from 'drizzle-orm';
import type { Conversation, ConversationStore, HeldConversation, Locale } from '../../services/conversations.ts';
import { activities, conversations } from '../schema.ts';
import { appendEntries } from './conversation-log.ts';
import { absent, type Drizzle, inList } from './drizzle.ts';
import { statement } from './statement.ts';

type Row = typeof conversations.$inferSelect;

const MOST_ATTENDED = 500;

const finding = statement((db) =>
  db
    .select()
    .from(conversations)
    .where(eq(conversations.id, sql.placeholder('id')))
    .prepare('find conversation'),
);

const holding = statement((db) =>
  db
    .select({
      conversation: conversations,
      // A number, which no session's way of writing dates changes.
      now: sql<number>`(extract(epoch from clock_timestamp()) * 1000)::float8`,
      duplicateOf: sql<
        string | null
      >`(select ${activities.id} from ${activities} where ${activities.conversationId} = ${sql.placeholder('id')} and ${activities.messageId} = ${sql.placeholder('messageId')})`,
    })
    .from(conversations)
    .where(eq(conversations.id, sql.placeholder('id')))
    .for('update')
    .prepare('hold conversation'),
);

export const conversationStore = (db: Drizzle): ConversationStore => ({
  async create(conversation) {
    const created = await db
      .insert(conversations)
      .values(conversation)
      .onConflictDoNothing()
      .returning({ id: conversations.id });
    return created.length === 1;
  },

  async find(id) {
    const [row] = await finding(db).execute({ id });
    return row && fromRow(row);
  },

  async hold(id, messageId) {
    const [row] = await holding(db).execute({ id, messageId: messageId ?? null });
    return (
      row && { conversation: fromRow(row.conversation), duplicateOf: absent(row.duplicateOf), now: new Date(row.now) }
    );
  },

  async save(held) {
    // Sent together, answered together: the connection keeps their order.
    await Promise.all([appendEntries(db, held.appended), saveChanges(db, held)]);
  },

  async waitingBefore({ id, queuedAt, urgency }) {
    if (!queuedAt) return 0;
    const [row] = await db
      .select({ waiting: count() })
      .from(conversations)
      .where(
        and(
          eq(conversations.floor, 'queue'),
          ne(conversations.id, id),
          or(
            gt(conversations.urgency, urgency),
            and(eq(conversations.urgency, urgency), lt(conversations.queuedAt, queuedAt)),
          ),
        ),
      );
    return row?.waiting ?? 0;
  },

  async attended() {
    const having = (floor: Conversation['floor']) =>
      db
        .select()
        .from(conversations)
        .where(eq(conversations.floor, floor))
        .orderBy(desc(conversations.urgency), asc(conversations.queuedAt), asc(conversations.id))
        .limit(MOST_ATTENDED);
    const rows = await Promise.all([having('queue'), having('agent')]);
    return rows.flat().map(fromRow);
  },

  async waiting() {
    const [row] = await db.select({ waiting: count() }).from(conversations).where(eq(conversations.floor, 'queue'));
    return row?.waiting ?? 0;
  },

  async leftUndone(before, limit) {
    const rows = await db
      .select({ id: conversations.id })
      .from(conversations)
      .where(
        and(
          eq(conversations.floor, 'bot'),
          lt(conversations.headAt, before),
          sql`jsonb_array_length(${conversations.state} -> 'stack') > 0`,
        ),
      )
      .orderBy(asc(conversations.headAt))
      .limit(limit);
    return rows.map(({ id }) => id);
  },

  async heads(ids) {
    if (ids.length === 0) return new Map();
    const rows = await db
      .select({ id: conversations.id, headSeq: conversations.headSeq })
      .from(conversations)
      .where(inList(conversations.id, ids));
    return new Map(rows.map(({ id, headSeq }) => [id, headSeq]));
  },
});

/** Writes what changed, and nothing else: most turns only move the head and the dialogs' state. */
async function saveChanges(db: Drizzle, held: HeldConversation): Promise<void> {
  const changes: [name: string, value: unknown][] = Object.entries(held.changes());
  if (changes.length === 0) return;
  const key = changes.map(([name, value]) => (value === undefined ? `no ${name}` : name)).join();
  const saving = savings.get(key) ?? savingOf(changes);
  savings.set(key, saving);
  await saving(db).execute({ ...Object.fromEntries(changes), held: held.conversation.id });
}

/** The statements that write some of the columns, by which ones they are. */
const savings = new Map<string, ReturnType<typeof savingOf>>();

const savingOf = (changes: readonly [name: string, value: unknown][]) =>
  statement((db) =>
    db
      .update(conversations)
      .set(
        Object.fromEntries(changes.map(([name, value]) => [name, value === undefined ? null : sql.placeholder(name)])),
      )
      .where(eq(conversations.id, sql.placeholder('held')))
      .prepare('save conversation'),
  );

const fromRow = (row: Row): Conversation => ({
  ...row,
  locale: row.locale as Locale,
  reference: absent(row.reference),
  queuedAt: absent(row.queuedAt),
  handoffReason: absent(row.handoffReason),
  agentId: absent(row.agentId),
  closedAt: absent(row.closedAt),
  begunBy: absent(row.begunBy),
});
