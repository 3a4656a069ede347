import { eq, sql } from 'drizzle-orm';
import type { ConversationStore } from '../../services/conversations/conversation-store.ts';
import type { ConversationInTurn } from '../../services/conversations/in-turn.ts';
import { activities, conversations } from '../schema.ts';
import { appendEntries } from './conversation-log.ts';
import { changedColumns, conversationColumns, conversationFrom } from './conversation-row.ts';
import { absent, type Drizzle, inList } from './drizzle.ts';
import { openMatterStore, saveMatter } from './open-matters.ts';
import { queueStore } from './queue.ts';
import { statement } from './statement.ts';

const finding = statement((db) =>
  db
    .select()
    .from(conversations)
    .where(eq(conversations.id, sql.placeholder('id')))
    .prepare('find conversation'),
);

/** A number, which no session's way of writing dates changes. */
const NOW = sql<number>`(extract(epoch from clock_timestamp()) * 1000)::float8`;

const looking = statement((db) =>
  db
    .select({ conversation: conversations, now: NOW })
    .from(conversations)
    .where(eq(conversations.id, sql.placeholder('id')))
    .prepare('look at conversation'),
);

const locking = statement((db) =>
  db
    .select({
      conversation: conversations,
      now: NOW,
      duplicateOf: sql<
        string | null
      >`(select ${activities.id} from ${activities} where ${activities.conversationId} = ${sql.placeholder('id')} and ${activities.messageId} = ${sql.placeholder('messageId')})`,
    })
    .from(conversations)
    .where(eq(conversations.id, sql.placeholder('id')))
    .for('update')
    .prepare('lock conversation'),
);

export const conversationStore = (db: Drizzle): ConversationStore => ({
  ...queueStore(db),
  ...openMatterStore(db),

  async create(conversation) {
    const created = await db
      .insert(conversations)
      .values(conversationColumns(conversation))
      .onConflictDoNothing()
      .returning({ id: conversations.id });
    return created.length === 1;
  },

  async find(id) {
    const [row] = await finding(db).execute({ id });
    return row && conversationFrom(row);
  },

  async look(id) {
    const [row] = await looking(db).execute({ id });
    return row && { conversation: conversationFrom(row.conversation), now: new Date(row.now) };
  },

  async lock(id, messageId) {
    const [row] = await locking(db).execute({ id, messageId: messageId ?? null });
    return (
      row && {
        conversation: conversationFrom(row.conversation),
        duplicateOf: absent(row.duplicateOf),
        now: new Date(row.now),
      }
    );
  },

  async save(inTurn) {
    // Sent together, answered together: the connection keeps their order.
    await Promise.all([appendEntries(db, inTurn.appended), saveChanges(db, inTurn), saveMatter(db, inTurn)]);
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
async function saveChanges(db: Drizzle, inTurn: ConversationInTurn): Promise<void> {
  const changes: [name: string, value: unknown][] = Object.entries(changedColumns(inTurn));
  if (changes.length === 0) return;
  const key = changes.map(([name, value]) => (value === undefined ? `no ${name}` : name)).join();
  const saving = savings.get(key) ?? savingOf(changes);
  savings.set(key, saving);
  await saving(db).execute({ ...Object.fromEntries(changes), saved: inTurn.conversation.id });
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
      .where(eq(conversations.id, sql.placeholder('saved')))
      .prepare('save conversation'),
  );
