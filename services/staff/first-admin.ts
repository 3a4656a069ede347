import { unguessable, uuidv7 } from '../ids.ts';
import type { Database } from '../stores.ts';
import { type Agent, type AgentStore, hashPassword, passwordFits } from './agents.ts';

/** The first user of the inbox. */
const ADMIN = 'admin@localhost';

/**
 * Sees to it that there is a first user. Where `password` is given, it is theirs from now on, and what was begun with
 * another one ends; else one is made up the first time and returned, to be shown once.
 */
export async function ensureAdmin(
  database: Pick<Database, 'agents' | 'transaction'>,
  password: string | undefined,
  now: Date,
): Promise<string | undefined> {
  const { agents } = database;
  const admin = await agents.findByEmail(ADMIN);
  if (!admin) {
    const chosen = password ?? unguessable(96);
    const passwordHash = await hashPassword(chosen);
    const added = await agents.add({ id: uuidv7(now), email: ADMIN, name: 'Admin', role: 'admin', passwordHash });
    // Replicas that start together make one password, and the one that made it shows it.
    return added && !password ? chosen : undefined;
  }
  if (password && !(await passwordFits(password, admin.passwordHash)))
    await changePassword(database, admin.id, password);
  return undefined;
}

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

/** Somebody must be able to let others in. */
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
