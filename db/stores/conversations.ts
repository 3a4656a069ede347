import { and, asc, count, eq, gt, lt, ne, sql } from 'drizzle-orm';
import type { ConversationStore, InQueue } from '../../services/conversations/conversation-store.ts';
import type { ConversationInTurn } from '../../services/conversations/conversations.ts';
import { activities, agents, conversations, openMatters, sessions } from '../schema.ts';
import { appendEntries } from './conversation-log.ts';
import { ATTENDED, attendedFrom, changedColumns, conversationColumns, conversationFrom } from './conversation-row.ts';
import { absent, type Drizzle, inList } from './drizzle.ts';
import { statement } from './statement.ts';

/** Larger urgencies come first: the index of the queue has them by their negative. */
const urgentFirst = sql`(- ${conversations.urgency})`;

/** Before or behind a place in the queue: a range of its index. */
const inOrder = (which: '<' | '>', { crowd, urgency, since, id }: InQueue) =>
  sql`(${conversations.crowd}, ${urgentFirst}, ${conversations.queuedAt}, ${conversations.id}) ${sql.raw(which)} (${crowd}::integer, ${-urgency}::integer, ${since.toISOString()}::timestamptz, ${id}::text)`;

const finding = statement((db) =>
  db
    .select()
    .from(conversations)
    .where(eq(conversations.id, sql.placeholder('id')))
    .prepare('find conversation'),
);

/** `hasOpenMatter`, for what was written without its being noted. */
const IN_HAND = sql<boolean>`(${conversations.state} -> 'stack' -> 0 is not null)`;

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

  async waitingBefore(place) {
    const [row] = await db
      .select({ waiting: count() })
      .from(conversations)
      .where(and(eq(conversations.floor, 'queue'), inOrder('<', place)));
    return row?.waiting ?? 0;
  },

  async waitingAlike({ id, origin }, urgency) {
    if (origin === '') return 0;
    const { floor, crowd } = conversations;
    const [row] = await db
      .select({ waiting: count() })
      .from(conversations)
      .where(
        and(
          eq(floor, 'queue'),
          eq(conversations.origin, origin),
          eq(conversations.urgency, urgency),
          eq(crowd, 0),
          ne(conversations.id, id),
        ),
      );
    return row?.waiting ?? 0;
  },

  async queue({ after, limit }) {
    const rows = await db
      .select(ATTENDED)
      .from(conversations)
      .leftJoin(agents, eq(agents.id, conversations.agentId))
      .where(and(eq(conversations.floor, 'queue'), after && inOrder('>', after)))
      .orderBy(asc(conversations.crowd), asc(urgentFirst), asc(conversations.queuedAt), asc(conversations.id))
      .limit(limit);
    return rows.map(attendedFrom);
  },

  async withAgents(whose, { after, limit }) {
    const { agentId, id, queuedAt, headAt } = conversations;
    const since = sql`coalesce(${queuedAt}, ${headAt})`;
    const rows = await db
      .select(ATTENDED)
      .from(conversations)
      .leftJoin(agents, eq(agents.id, agentId))
      .where(
        and(
          eq(conversations.floor, 'agent'),
          'of' in whose ? eq(agentId, whose.of) : ne(agentId, whose.notOf),
          after &&
            sql`(${urgentFirst}, ${since}, ${id}) > (${-after.urgency}::integer, ${after.since.toISOString()}::timestamptz, ${after.id}::text)`,
        ),
      )
      .orderBy(asc(urgentFirst), asc(since), asc(id))
      .limit(limit);
    return rows.map(attendedFrom);
  },

  async leftByAgents(at, { of, limit }) {
    const { agentId, floor, id, origin } = conversations;
    const signedIn = sql`select 1 from ${sessions} where ${sessions.agentId} = ${agentId} and ${sessions.expiresAt} > ${at.toISOString()}::timestamptz`;
    const rows = await db
      .select({ id, origin, agentId, name: agents.name })
      .from(conversations)
      .leftJoin(agents, eq(agents.id, agentId))
      .where(and(eq(floor, 'agent'), of === undefined ? undefined : eq(agentId, of), sql`not exists (${signedIn})`))
      .limit(limit);
    return rows.map((row) => ({
      id: row.id,
      origin: row.origin,
      agent: { id: row.agentId ?? '', name: row.name ?? '' },
    }));
  },

  async attendance() {
    const rows = await db
      .select({ agentId: conversations.agentId, crowd: conversations.crowd, number: count() })
      .from(conversations)
      .where(ne(conversations.floor, 'bot'))
      .groupBy(conversations.floor, conversations.agentId, conversations.crowd);
    const queued = rows.filter(({ agentId }) => agentId === null);
    const byAgent = new Map<string, number>();
    for (const { agentId, number } of rows) if (agentId) byAgent.set(agentId, (byAgent.get(agentId) ?? 0) + number);
    const sum = (some: typeof rows) => some.reduce((total, { number }) => total + number, 0);
    return { waiting: sum(queued), crowded: sum(queued.filter(({ crowd }) => crowd > 0)), byAgent };
  },

  async moveUp(origin, most) {
    const alike = and(eq(conversations.floor, 'queue'), eq(conversations.origin, origin));
    const [row] = await db
      .select({ urgency: conversations.urgency, before: count(sql`case when ${conversations.crowd} = 0 then 1 end`) })
      .from(conversations)
      .where(alike)
      .groupBy(conversations.urgency)
      .having(sql`bool_or(${conversations.crowd} > 0)`)
      .orderBy(asc(urgentFirst))
      .limit(1);
    const room = row ? most(row.urgency) - row.before : 0;
    if (!row || room <= 0) return;
    const next = await db
      .select({ id: conversations.id })
      .from(conversations)
      .where(and(alike, eq(conversations.urgency, row.urgency), gt(conversations.crowd, 0)))
      .orderBy(asc(conversations.queuedAt), asc(conversations.id))
      .limit(room);
    // One by one: each is a statement of its own that waits for one row's lock, and holds no other.
    for (const { id } of next)
      await db
        .update(conversations)
        .set({ crowd: 0 })
        .where(and(eq(conversations.id, id), eq(conversations.floor, 'queue')));
  },

  async waiting() {
    const [row] = await db.select({ waiting: count() }).from(conversations).where(eq(conversations.floor, 'queue'));
    return row?.waiting ?? 0;
  },

  async leftUndone(before, { after, limit }) {
    const { conversationId, since } = openMatters;
    return db
      .select({ id: conversationId, since })
      .from(openMatters)
      .innerJoin(conversations, eq(conversations.id, conversationId))
      .where(
        and(
          lt(since, before),
          after && sql`(${since}, ${conversationId}) > (${after.since.toISOString()}::timestamptz, ${after.id}::text)`,
          eq(conversations.floor, 'bot'),
          lt(conversations.headAt, before),
        ),
      )
      .orderBy(asc(since), asc(conversationId))
      .limit(limit);
  },

  async mendOpenMatters({ after, limit }, before) {
    const { id, headAt } = conversations;
    // A turn that begins a matter meanwhile makes `since` later, and is found by whoever waited for its row.
    await db
      .delete(openMatters)
      .where(
        and(
          lt(openMatters.since, before),
          sql`exists (select from ${conversations} where ${id} = ${openMatters.conversationId} and not ${IN_HAND})`,
        ),
      );
    const page = await db
      .select({ conversationId: id, since: headAt, inHand: IN_HAND })
      .from(conversations)
      .where(gt(id, after))
      .orderBy(asc(id))
      .limit(limit);
    const missing = page.filter(({ inHand }) => inHand).map(({ conversationId, since }) => ({ conversationId, since }));
    // What a turn ends meanwhile is noted all the same, and taken off by a later call.
    if (missing.length > 0) await db.insert(openMatters).values(missing).onConflictDoNothing();
    return page.length < limit ? undefined : page.at(-1)?.conversationId;
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

/** Notes that a matter was begun or ended, as the statement that keeps turns does. */
async function saveMatter(db: Drizzle, { matter, conversation }: ConversationInTurn): Promise<void> {
  const { id, headAt: since } = conversation;
  if (matter === 'ended') await db.delete(openMatters).where(eq(openMatters.conversationId, id));
  if (matter === 'begun')
    await db
      .insert(openMatters)
      .values({ conversationId: id, since })
      .onConflictDoUpdate({ target: openMatters.conversationId, set: { since } });
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
