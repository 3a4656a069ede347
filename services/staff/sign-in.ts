import { sha256, unguessable } from '../ids.ts';
import type { WritingTime } from '../time/clock.ts';
import type { AgentStore, Session } from './agent-store.ts';
import { hashOfNone, passwordFits } from './passwords.ts';

/** Hours after which an agent signs in again. */
export const SESSION_HOURS = 12;

/** Of no password: unknown addresses cost the same time as known ones. */
const nobody = hashOfNone();

/** Signs an agent in; undefined for a wrong password, an address that nobody has, and who is disabled. */
export async function signIn(
  store: AgentStore,
  { email, password }: { email: string; password: string },
  writingTime: WritingTime,
): Promise<{ token: string; session: Session } | undefined> {
  const found = await store.findByEmail(email.toLowerCase());
  const fits = await passwordFits(password, found?.passwordHash ?? nobody);
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
