import { and, asc, count, eq, gt, ne, sql } from 'drizzle-orm';
import type { ConversationStore, InQueue } from '../../services/conversations/conversation-store.ts';
import { SELF_HARM } from '../../services/conversations/handoffs.ts';
import type { Told } from '../../services/conversations/queue-news.ts';
import { agents, conversations, sessions } from '../schema.ts';
import { ATTENDED, attendedFrom } from './conversation-row.ts';
import type { Drizzle } from './drizzle.ts';

/** Larger urgencies come first: the index of the queue has them by their negative. */
const urgentFirst = sql`(- ${conversations.urgency})`;

/** Before or behind a place in the queue: a range of its index. */
const inOrder = (which: '<' | '>', { crowd, urgency, since, id }: InQueue) =>
  sql`(${conversations.crowd}, ${urgentFirst}, ${conversations.queuedAt}, ${conversations.id}) ${sql.raw(which)} (${crowd}::integer, ${-urgency}::integer, ${since.toISOString()}::timestamptz, ${id}::text)`;

/** Who waits, in which order, and who has what. */
export const queueStore = (
  db: Drizzle,
): Pick<
  ConversationStore,
  | 'toldInQueue'
  | 'waitingBefore'
  | 'waitingAlike'
  | 'queue'
  | 'withAgents'
  | 'leftByAgents'
  | 'attendance'
  | 'moveUp'
  | 'waiting'
> => ({
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

  async toldInQueue(limit) {
    const { id, state, floor, crowd, queuedAt, handoffReason } = conversations;
    const rows = await db
      .select({ id, told: sql<Told | null>`${state} -> 'told'`, reason: handoffReason })
      .from(conversations)
      .where(eq(floor, 'queue'))
      .orderBy(asc(crowd), asc(urgentFirst), asc(queuedAt), asc(id))
      .limit(limit);
    return rows.map(({ reason, ...row }) => ({
      id: row.id,
      told: reason === SELF_HARM.reason ? undefined : (row.told ?? undefined),
    }));
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
});
