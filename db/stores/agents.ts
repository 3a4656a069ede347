import { and, asc, count, eq, isNull, lte, max, sql } from 'drizzle-orm';
import type { AgentStore } from '../../services/staff/agent-store.ts';
import { agents, conversations, sessions } from '../schema.ts';
import { absent, type Drizzle } from './drizzle.ts';

/** Milliseconds: a number, which no session's way of writing dates changes. */
const now = sql<number>`(extract(epoch from clock_timestamp()) * 1000)::float8`;

/** Named with its table: drizzle leaves that out where it selects from one table, and a subquery's own `id` comes first. */
const agentsId = sql`${agents}.${sql.identifier('id')}`;

const { id, email, name, role } = agents;
const AGENT = { id, email, name, role };

export const agentStore = (db: Drizzle): AgentStore => ({
  async now() {
    const [row] = (await db.select({ now }).from(sql`(select 1) as one`)) as [{ now: number }];
    return new Date(row.now);
  },

  async findByEmail(address) {
    const [row] = await db
      .select({ ...AGENT, passwordHash: agents.passwordHash, disabledAt: agents.disabledAt })
      .from(agents)
      .where(eq(agents.email, address));
    return row && { ...row, disabledAt: absent(row.disabledAt) };
  },

  async nameOf(agentId) {
    const [row] = await db.select({ name }).from(agents).where(eq(agents.id, agentId));
    return row?.name;
  },

  async list(at) {
    const live = sql<number>`(select count(*) from ${sessions} where ${sessions.agentId} = ${agentsId} and ${sessions.expiresAt} > ${at.toISOString()}::timestamptz)`;
    const rows = await db
      .select({ ...AGENT, disabledAt: agents.disabledAt, sessions: live.mapWith(Number) })
      .from(agents)
      .orderBy(asc(email));
    // By themselves: they stand on several servers.
    const withAgents = await db
      .select({ agentId: conversations.agentId, number: count() })
      .from(conversations)
      .where(eq(conversations.floor, 'agent'))
      .groupBy(conversations.agentId);
    const numbers = new Map(withAgents.map(({ agentId, number }) => [agentId, number]));
    return rows.map((row) => ({
      ...row,
      disabledAt: absent(row.disabledAt),
      conversations: numbers.get(row.id) ?? 0,
    }));
  },

  async add(agent) {
    const added = await db.insert(agents).values(agent).onConflictDoNothing().returning({ id });
    return added.length === 1;
  },

  async setPassword(agentId, passwordHash) {
    await db.update(agents).set({ passwordHash }).where(eq(agents.id, agentId));
  },

  async setRole(agentId, given) {
    await db.update(agents).set({ role: given }).where(eq(agents.id, agentId));
  },

  async setDisabled(agentId, at) {
    await db
      .update(agents)
      .set({ disabledAt: at ?? null })
      .where(eq(agents.id, agentId));
  },

  async lockAdmins() {
    const rows = await db
      .select({ id })
      .from(agents)
      .where(and(eq(role, 'admin'), isNull(agents.disabledAt)))
      .orderBy(asc(id))
      .for('update');
    return rows.map((row) => row.id);
  },

  async begin(tokenHash, { agent, csrf, expiresAt }, checkedHash) {
    // In one statement with the lock on the agent's row: whoever changes the password or disables them ends this session
    // too, or comes first, and then it doesn't begin.
    const begun = await db
      .insert(sessions)
      .select(
        db
          .select({
            tokenHash: sql<string>`${tokenHash}::text`.as('token_hash'),
            agentId: agents.id,
            csrf: sql<string>`${csrf}::text`.as('csrf'),
            expiresAt: sql<Date>`${expiresAt.toISOString()}::timestamptz`.as('expires_at'),
            seenAt: sql<Date>`clock_timestamp()`.as('seen_at'),
          })
          .from(agents)
          .where(and(eq(agents.id, agent.id), eq(agents.passwordHash, checkedHash), isNull(agents.disabledAt)))
          .for('share'),
      )
      .returning({ tokenHash: sessions.tokenHash });
    return begun.length === 1;
  },

  async session(tokenHash) {
    const [row] = await db
      .select({ agent: AGENT, csrf: sessions.csrf, expiresAt: sessions.expiresAt, now })
      .from(sessions)
      .innerJoin(agents, eq(agents.id, sessions.agentId))
      .where(and(eq(sessions.tokenHash, tokenHash), isNull(agents.disabledAt)));
    if (!row) return undefined;
    const { now: read, ...session } = row;
    return { session, now: new Date(read) };
  },

  async signedInUntil(agentId) {
    const [row] = await db
      .select({ until: max(sessions.expiresAt), now })
      .from(sessions)
      .where(eq(sessions.agentId, agentId));
    return { until: absent(row?.until ?? null), now: new Date(row?.now ?? 0) };
  },

  async seen(tokenHash) {
    await db.update(sessions).set({ seenAt: sql`clock_timestamp()` }).where(eq(sessions.tokenHash, tokenHash));
  },

  async isAnybodyThere(withinMs) {
    const [row] = await db
      .select({ there: sql<number>`1` })
      .from(sessions)
      .innerJoin(agents, eq(agents.id, sessions.agentId))
      .where(
        and(
          sql`${sessions.seenAt} > clock_timestamp() - make_interval(secs => ${withinMs / 1000}::float8)`,
          isNull(agents.disabledAt),
        ),
      )
      .limit(1);
    return row !== undefined;
  },

  async end(tokenHash) {
    const ended = await db
      .delete(sessions)
      .where(eq(sessions.tokenHash, tokenHash))
      .returning({ agentId: sessions.agentId });
    return ended[0]?.agentId;
  },

  async endAll(agentId) {
    const ended = await db.delete(sessions).where(eq(sessions.agentId, agentId)).returning({ csrf: sessions.csrf });
    return ended.length;
  },

  async sweepSessions(at, limit) {
    const over = db
      .select({ tokenHash: sessions.tokenHash })
      .from(sessions)
      .where(lte(sessions.expiresAt, at))
      // In one order: where the table stands on every server, each has to choose the same.
      .orderBy(asc(sessions.expiresAt), asc(sessions.tokenHash))
      .limit(limit);
    await db.delete(sessions).where(sql`${sessions.tokenHash} in ${over}`);
  },
});
