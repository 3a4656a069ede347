import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { sha256, unguessable, uuidv7 } from './ids.ts';

/** A member of the insurer's staff who works in the inbox. */
export interface Agent {
  id: string;
  email: string;
  /** What the customer reads. */
  name: string;
  role: 'admin' | 'agent';
}

/** How an agent's sign-ins stand. */
export interface Credentials {
  passwordHash: string;
  failedAttempts: number;
  lockedUntil: Date | undefined;
}

/** A signed-in browser. The cookie's token itself is not kept, only its hash. */
export interface Session {
  agent: Agent;
  /** Sent back in `x-csrf-token` with every request that changes something. */
  csrf: string;
  expiresAt: Date;
}

export interface AgentStore {
  findByEmail(email: string): Promise<(Agent & Credentials) | undefined>;
  /** What an agent is called. */
  nameOf(agentId: string): Promise<string | undefined>;
  /** Adds an agent. Returns false where the e-mail address is taken. */
  add(agent: Agent & { passwordHash: string }): Promise<boolean>;
  setPassword(agentId: string, passwordHash: string): Promise<void>;
  /** Notes a failed sign-in and, from the `lockAfter`th in a row, locks until `lockedUntil`. */
  noteFailure(agentId: string, lockAfter: number, lockedUntil: Date): Promise<void>;
  /** Begins a session, which also forgives the failures. */
  begin(tokenHash: string, session: Session): Promise<void>;
  /** The session of a token, whether expired or not. */
  session(tokenHash: string): Promise<Session | undefined>;
  end(tokenHash: string): Promise<void>;
}

const LOCK_AFTER = 5;
const LOCK_MINUTES = 15;
const SESSION_HOURS = 12;

const derive = promisify(scrypt) as (
  password: string,
  salt: string,
  length: number,
  options: object,
) => Promise<Buffer>;
/** OWASP's scrypt parameters for 32 MiB: N=2^15, r=8, p=3. */
const PARAMETERS = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 };

/** A salted scrypt hash, `salt:key`, of a password. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16).toString('hex');
  return `${salt}:${(await derive(password.normalize('NFKC'), salt, 32, PARAMETERS)).toString('hex')}`;
}

async function passwordFits(password: string, hash: string): Promise<boolean> {
  const [salt = '', key = ''] = hash.split(':');
  const expected = Buffer.from(key, 'hex');
  const given = await derive(password.normalize('NFKC'), salt, 32, PARAMETERS);
  return expected.length === given.length && timingSafeEqual(expected, given);
}

/** Of no password: unknown addresses cost the same time as known ones. */
const nobody = hashPassword(unguessable());

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

/** How a sign-in ended. `locked` also for a right password, until the time is over. */
export type SignIn = { token: string; session: Session } | { refused: 'wrong' | 'locked' };

/** Signs an agent in: five wrong passwords in a row lock the account for 15 minutes. */
export async function signIn(store: AgentStore, email: string, password: string, now: Date): Promise<SignIn> {
  const found = await store.findByEmail(email.toLowerCase());
  const fits = await passwordFits(password, found?.passwordHash ?? (await nobody));
  if (!found) return { refused: 'wrong' };
  if (found.lockedUntil && found.lockedUntil > now) return { refused: 'locked' };
  if (!fits) {
    await store.noteFailure(found.id, LOCK_AFTER, new Date(now.getTime() + LOCK_MINUTES * 60_000));
    return { refused: 'wrong' };
  }
  const token = unguessable(256);
  const session: Session = {
    agent: { id: found.id, email: found.email, name: found.name, role: found.role },
    csrf: unguessable(),
    expiresAt: new Date(now.getTime() + SESSION_HOURS * 3_600_000),
  };
  await store.begin(sha256(token), session);
  return { token, session };
}

/** The session that a cookie's token stands for, while it has not expired. */
export async function sessionOf(store: AgentStore, token: string | undefined, now: Date): Promise<Session | undefined> {
  if (!token) return undefined;
  const session = await store.session(sha256(token));
  return session && session.expiresAt > now ? session : undefined;
}

/** Signs out. */
export const signOut = (store: AgentStore, token: string): Promise<void> => store.end(sha256(token));

/** The first user of the inbox. */
const ADMIN = 'admin@localhost';

/**
 * Sees to it that there is a first user. Where `password` is given, it is theirs from now on; else one is made up the
 * first time and returned, to be shown once.
 */
export async function ensureAdmin(
  store: AgentStore,
  password: string | undefined,
  now: Date,
): Promise<string | undefined> {
  const admin = await store.findByEmail(ADMIN);
  if (!admin) {
    const chosen = password ?? unguessable(96);
    const passwordHash = await hashPassword(chosen);
    const added = await store.add({ id: uuidv7(now), email: ADMIN, name: 'Admin', role: 'admin', passwordHash });
    // Replicas that start together make one password, and the one that made it shows it.
    return added && !password ? chosen : undefined;
  }
  if (password && !(await passwordFits(password, admin.passwordHash)))
    await store.setPassword(admin.id, await hashPassword(password));
  return undefined;
}
