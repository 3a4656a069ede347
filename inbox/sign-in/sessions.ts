import { timingSafeEqual } from 'node:crypto';
import { cookiesOf } from '../../http/cookies.ts';
import type { Request } from '../../http/server.ts';
import type { Locale } from '../../language/locale.ts';
import { sha256 } from '../../services/ids.ts';
import type { AgentStore, Session } from '../../services/staff/agent-store.ts';
import { SESSION_HOURS, sessionOf, signOut } from '../../services/staff/sign-in.ts';
import type { WritingTime } from '../../services/time/clock.ts';
import type { Logger } from '../../telemetry/logger.ts';
import { refuse } from '../locale.ts';
import { Presence } from './presence.ts';
import { SessionEndings } from './session-endings.ts';

const COOKIE = 'policydesk_session';

/** A signed-in browser's request. */
export interface SignedIn {
  session: Session;
  token: string;
}

/** Which agent a request is from: the session that its cookie stands for. */
export class Sessions {
  readonly #agents: AgentStore;
  readonly #writingTime: WritingTime;
  readonly #signedOut: (agentId: string) => Promise<void>;
  readonly #secure: string;
  readonly #endings: SessionEndings;
  readonly #presence: Presence;

  constructor({
    agents,
    writingTime,
    production,
    signedOut,
    logger,
  }: {
    agents: AgentStore;
    writingTime: WritingTime;
    production: boolean;
    /** Called when an agent has signed out of a browser. */
    signedOut: (agentId: string) => Promise<void>;
    logger: Logger;
  }) {
    this.#agents = agents;
    this.#presence = new Presence({ agents, logger });
    this.#writingTime = writingTime;
    this.#signedOut = signedOut;
    this.#endings = new SessionEndings(async (token) => (await this.ofToken(token)) !== undefined, logger);
    this.#secure = production ? '; Secure' : '';
  }

  /** The session of a request's cookie; undefined where it has none that goes on. */
  async find(request: Request): Promise<SignedIn | undefined> {
    const token = cookiesOf(request)[COOKIE];
    const session = await this.ofToken(token);
    if (!session || !token) return undefined;
    this.seen(token);
    return { session, token };
  }

  /** A session's browser is there now: its agent may come to a customer. */
  seen(token: string): void {
    this.#presence.seen(token);
  }

  /** The session of a token; undefined for one that stands for none. */
  ofToken(token: string | undefined): Promise<Session | undefined> {
    return sessionOf(this.#agents, token, this.#writingTime);
  }

  /** Throws a 401 for a request without a session. */
  async require(request: Request, locale: Locale): Promise<SignedIn> {
    const found = await this.find(request);
    if (!found) throw refuse(401, 'Unauthorized', 'signed-out', { locale });
    return found;
  }

  /** A request that changes something shows the session's `csrf` too: another site can send the cookie, but not that. */
  async requireForChange(request: Request, locale: Locale, given = request.headers['x-csrf-token']): Promise<SignedIn> {
    const found = await this.require(request, locale);
    if (!same(String(given ?? ''), found.session.csrf)) throw refuse(403, 'Forbidden', 'csrf', { locale });
    return found;
  }

  /** Whether a browser was signed in once, and isn't any more. */
  wasSignedIn(request: Request): boolean {
    return COOKIE in cookiesOf(request);
  }

  /** The cookie that signs a browser in. */
  cookie({ token }: { token: string }): string {
    return `${COOKIE}=${token}; Path=/inbox; Max-Age=${SESSION_HOURS * 3600}; HttpOnly; SameSite=Strict${this.#secure}`;
  }

  /** The cookie that signs it out. */
  noCookie(): string {
    return `${COOKIE}=; Path=/inbox; Max-Age=0; HttpOnly; SameSite=Strict${this.#secure}`;
  }

  /**
   * Calls `ended` when the session is over: at once where it is ended here, else when it is next looked for, once for all
   * who wait for it. Returns how to stop.
   */
  onEnd(token: string, ended: () => void): () => void {
    return this.#endings.onEnd(token, ended);
  }

  /** Ends a session: signs its browser out. */
  async end(token: string): Promise<void> {
    const agentId = await signOut(this.#agents, token);
    this.#endings.end(token);
    if (agentId) await this.#signedOut(agentId);
  }
}

const same = (given: string, expected: string): boolean =>
  timingSafeEqual(Buffer.from(sha256(given), 'hex'), Buffer.from(sha256(expected), 'hex'));
