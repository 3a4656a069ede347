import { uuidv7 } from '../ids.ts';
import type { Database } from '../stores.ts';
import type { Agent, AgentStore } from './agent-store.ts';
import { hashPassword } from './passwords.ts';

/** Gives an agent another password: whoever is signed in with the one before is signed out. Returns in how many browsers. */
export async function changePassword(
  database: Pick<Database, 'transaction'>,
  agentId: string,
  password: string,
): Promise<number> {
  const passwordHash = await hashPassword(password);
  return database.transaction(async ({ agents }) => {
    await agents.setPassword(agentId, passwordHash);
    return agents.endAll(agentId);
  });
}

/** Thrown where nobody could let others in any more. */
export class LastAdmin extends Error {
  constructor(email: string) {
    super(`${email} is the last admin who can sign in: make another one first (desk agents role <email> admin)`);
  }
}

/** Lets an agent in no more: their sessions end at once. Returns how many. Throws {@link LastAdmin}. */
export function disableAgent(database: Pick<Database, 'transaction'>, agent: Agent, now: Date): Promise<number> {
  return database.transaction(async ({ agents }) => {
    await mustNotBeLast(agents, agent);
    await agents.setDisabled(agent.id, now);
    return agents.endAll(agent.id);
  });
}

/** Gives an agent another role. Throws {@link LastAdmin}. */
export function changeRole(database: Pick<Database, 'transaction'>, agent: Agent, role: Agent['role']): Promise<void> {
  return database.transaction(async ({ agents }) => {
    if (role !== 'admin') await mustNotBeLast(agents, agent);
    await agents.setRole(agent.id, role);
  });
}

async function mustNotBeLast(agents: AgentStore, { id, email }: Agent): Promise<void> {
  const admins = await agents.lockAdmins();
  if (admins.length === 1 && admins[0] === id) throw new LastAdmin(email);
}

/** A new agent with a password. Throws where the e-mail address is taken. */
export async function addAgent(
  store: AgentStore,
  given: { email: string; name: string; role: Agent['role']; password: string },
  now: Date,
): Promise<Agent> {
  const agent: Agent = { id: uuidv7(now), email: given.email.toLowerCase(), name: given.name, role: given.role };
  const added = await store.add({ ...agent, passwordHash: await hashPassword(given.password) });
  if (!added) throw new Error(`there is an agent with the e-mail address ${agent.email} already: choose another one`);
  return agent;
}
