import { eq, sql } from 'drizzle-orm';
import type { AgentStore } from '../../services/agents.ts';
import { agents, sessions } from '../schema.ts';
import { absent, type Drizzle } from './drizzle.ts';

export const agentStore = (db: Drizzle): AgentStore => ({
  async findByEmail(email) {
    const [row] = await db.select().from(agents).where(eq(agents.email, email));
    return row && { ...row, lockedUntil: absent(row.lockedUntil) };
  },

  async nameOf(agentId) {
    const [row] = await db.select({ name: agents.name }).from(agents).where(eq(agents.id, agentId));
    return row?.name;
  },

  async add(agent) {
    const added = await db.insert(agents).values(agent).onConflictDoNothing().returning({ id: agents.id });
    return added.length === 1;
  },

  async setPassword(agentId, passwordHash) {
    await db.update(agents).set({ passwordHash, failedAttempts: 0, lockedUntil: null }).where(eq(agents.id, agentId));
  },

  async noteFailure(agentId, lockAfter, lockedUntil) {
    const failures = sql`${agents.failedAttempts} + 1`;
    await db
      .update(agents)
      .set({
        failedAttempts: sql`case when ${failures} >= ${lockAfter} then 0 else ${failures} end`,
        lockedUntil: sql`case when ${failures} >= ${lockAfter} then ${lockedUntil.toISOString()}::timestamptz else ${agents.lockedUntil} end`,
      })
      .where(eq(agents.id, agentId));
  },

  async begin(tokenHash, { agent, csrf, expiresAt }) {
    await db.insert(sessions).values({ tokenHash, agentId: agent.id, csrf, expiresAt });
    await db.update(agents).set({ failedAttempts: 0, lockedUntil: null }).where(eq(agents.id, agent.id));
  },

  async session(tokenHash) {
    const [row] = await db
      .select()
      .from(sessions)
      .innerJoin(agents, eq(agents.id, sessions.agentId))
      .where(eq(sessions.tokenHash, tokenHash));
    if (!row) return undefined;
    const { id, email, name, role } = row.agents;
    return { agent: { id, email, name, role }, csrf: row.sessions.csrf, expiresAt: row.sessions.expiresAt };
  },

  async end(tokenHash) {
    await db.delete(sessions).where(eq(sessions.tokenHash, tokenHash));
  },
});
