import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { sha256, unguessable, uuidv7 } from '../ids.ts';
import type { WritingTime } from '../time/clock.ts';

/** A member of the insurer's staff who works in the inbox. */
export interface Agent {
  id: string;
  email: string;
  /** What the customer reads. */
  name: string;
  role: 'admin' | 'agent';
}

/** What an agent signs in with. */
export interface Credentials {
  passwordHash: string;
  /** Since when they can't sign in. */
  disabledAt: Date | undefined;
}

/** A signed-in browser. The cookie's token itself is not kept, only its hash. */
export interface Session {
  agent: Agent;
  /** Sent back in `x-csrf-token` with every request that changes something. */
  csrf: string;
  expiresAt: Date;
}

/** An agent in a list of all of them. */
export type ListedAgent = Agent & {
  disabledAt: Date | undefined;
  /** Browsers in which they are signed in, and conversations that they have. */
  sessions: number;
  conversations: number;
};

/** Times are the database's: replicas whose clocks differ agree on them. */
export interface AgentStore {
  now(): Promise<Date>;
  findByEmail(email: string): Promise<(Agent & Credentials) | undefined>;
  /** What an agent is called. */
  nameOf(agentId: string): Promise<string | undefined>;
  list(at: Date): Promise<ListedAgent[]>;
  /** Adds an agent. Returns false where the e-mail address is taken. */
  add(agent: Agent & { passwordHash: string }): Promise<boolean>;
  setPassword(agentId: string, passwordHash: string): Promise<void>;
  setRole(agentId: string, role: Agent['role']): Promise<void>;
  setDisabled(agentId: string, at: Date | undefined): Promise<void>;
  /** The ids of the admins who can sign in; none of them changes until the transaction ends. */
  lockAdmins(): Promise<string[]>;
  /** Begins a session. Returns false where the agent has another password by now, or was disabled. */
  begin(tokenHash: string, session: Session, checkedHash: string): Promise<boolean>;
  /** The session of a token, whether expired or not, and the time. Nobody who is disabled has one. */
  session(tokenHash: string): Promise<{ session: Session; now: Date } | undefined>;
  /** Until when an agent is signed in at the latest, and the time. */
  signedInUntil(agentId: string): Promise<{ until: Date | undefined; now: Date }>;
  /** Ends a session. Returns whose it was. */
  end(tokenHash: string): Promise<string | undefined>;
  /** Ends all sessions of an agent. Returns how many. */
  endAll(agentId: string): Promise<number>;
  /** Deletes sessions that were over at that time, so many at most. */
  sweepSessions(at: Date, limit: number): Promise<void>;
}

/** Hours after which an agent signs in again. */
export const SESSION_HOURS = 12;

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

/** Whether a password is the one of a hash. */
export async function passwordFits(password: string, hash: string): Promise<boolean> {
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

/** Signs an agent in; undefined for a wrong password, an address that nobody has, and who is disabled. */
export async function signIn(
  store: AgentStore,
  { email, password }: { email: string; password: string },
  writingTime: WritingTime,
): Promise<{ token: string; session: Session } | undefined> {
  const found = await store.findByEmail(email.toLowerCase());
  const fits = await passwordFits(password, found?.passwordHash ?? (await nobody));
  if (!found || !fits) return undefined;
  const token = unguessable(256);
  const session: Session = {
    agent: { id: found.id, email: found.email, name: found.name, role: found.role },
    csrf: unguessable(),
    expiresAt: new Date(writingTime(await store.now()).getTime() + SESSION_HOURS * 3_600_000),
  };
  return (await store.begin(sha256(token), session, found.passwordHash)) ? { token, session } : undefined;
}

/** The session that a cookie's token stands for, while it has not expired. */
export async function sessionOf(
  store: AgentStore,
  token: string | undefined,
  writingTime: WritingTime,
): Promise<Session | undefined> {
  const found = token ? await store.session(sha256(token)) : undefined;
  return found && found.session.expiresAt > writingTime(found.now) ? found.session : undefined;
}

/** Whether an agent is signed in in any browser. */
export async function isSignedIn(store: AgentStore, agentId: string, writingTime: WritingTime): Promise<boolean> {
  const { until, now } = await store.signedInUntil(agentId);
  return until !== undefined && until > writingTime(now);
}

/** Signs out. Returns who it was. */
export const signOut = (store: AgentStore, token: string): Promise<string | undefined> => store.end(sha256(token));
