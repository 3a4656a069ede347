import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Problem } from '../http/problem.ts';
import { type AgentStore, type Session, signIn } from '../services/agents.ts';
import type { Clock } from '../services/clock.ts';
import type { Locale } from '../services/conversations.ts';
import { sha256 } from '../services/ids.ts';
import { Lane, LaneFull } from './lane.ts';
import { refuse } from './locale.ts';

/** Failures that one address on the network may have in a minute, whoever's password is tried. */
const FAILURES_PER_MINUTE = 30;
/** As `services/agents.ts` locks an agent. */
const LOCK_AFTER = 5;
const LOCK_MINUTES = 15;
/** Seconds after which a full lane is worth another try. */
const BUSY_SECONDS = 5;
/** E-mail addresses whose failures are remembered. */
const MOST_REMEMBERED = 10_000;

/**
 * The door of the inbox. What it answers never tells whether there is an agent with an e-mail address: the failures of
 * an address that nobody has are counted here as the store counts those of an agent, and lock it out as long.
 */
export class Door {
  readonly #agents: AgentStore;
  readonly #clock: Clock;
  readonly #byAddress = new RateLimiterMemory({ points: FAILURES_PER_MINUTE, duration: 60 });
  readonly #lane: Lane;
  /** Addresses from which somebody has signed in since this process began. */
  readonly #signedInFrom = new Set<string>();
  readonly #byEmail = new Map<string, { failures: number; lockedUntil: number }>();

  constructor(agents: AgentStore, clock: Clock, lane = new Lane()) {
    this.#lane = lane;
    this.#agents = agents;
    this.#clock = clock;
  }

  /** Signs in, or throws a Problem: 401 for a wrong password, 423 while locked, 429 for too many tries, 503 while too many sign in. */
  async enter(
    { email, password }: { email: unknown; password: unknown },
    { address, locale }: { address: string; locale: Locale },
  ): Promise<{ token: string; session: Session }> {
    await this.#byAddress.consume(address).catch((refused: { msBeforeNext?: number }) => {
      const seconds = Math.ceil((refused.msBeforeNext ?? 60_000) / 1000);
      throw refuse(429, 'TooManyRequests', 'too-many', {
        locale,
        data: { seconds },
        headers: { 'retry-after': String(seconds) },
      });
    });
    const wrong = () => refuse(401, 'Unauthorized', 'wrong-password', { locale });
    if (!isText(email, 320) || !isText(password, 1_000)) throw wrong();

    const now = this.#clock();
    const key = sha256(email.toLowerCase());
    const outcome = await this.#lane
      .run({ address, known: this.#signedInFrom.has(address) }, () => signIn(this.#agents, email, password, now))
      .catch((error: unknown) => {
        throw error instanceof LaneFull ? this.#busy(locale) : error;
      });
    if ('session' in outcome) {
      this.#remember(address);
      this.#byEmail.delete(key);
      await this.#byAddress.reward(address);
      return outcome;
    }
    if (outcome.refused === 'locked' || this.#isLocked(key, now)) {
      throw refuse(423, 'Locked', 'locked', {
        locale,
        data: { minutes: LOCK_MINUTES },
        headers: { 'retry-after': String(LOCK_MINUTES * 60) },
      });
    }
    this.#noteFailure(key, now);
    throw wrong();
  }

  /** A sign-in that isn't let in doesn't count as a failed one. */
  #busy(locale: Locale): Problem {
    const seconds = BUSY_SECONDS;
    const headers = { 'retry-after': String(seconds) };
    return refuse(503, 'ServiceUnavailable', 'sign-in-busy', { locale, data: { seconds }, headers });
  }

  #remember(address: string): void {
    this.#signedInFrom.delete(address); // the oldest go first
    this.#signedInFrom.add(address);
    const [oldest] = this.#signedInFrom;
    if (this.#signedInFrom.size > MOST_REMEMBERED && oldest !== undefined) this.#signedInFrom.delete(oldest);
  }

  #isLocked(key: string, now: Date): boolean {
    return (this.#byEmail.get(key)?.lockedUntil ?? 0) > now.getTime();
  }

  #noteFailure(key: string, now: Date): void {
    const failures = (this.#byEmail.get(key)?.failures ?? 0) + 1;
    const locks = failures >= LOCK_AFTER;
    this.#byEmail.delete(key); // the oldest go first
    this.#byEmail.set(key, {
      failures: locks ? 0 : failures,
      lockedUntil: locks ? now.getTime() + LOCK_MINUTES * 60_000 : 0,
    });
    const [oldest] = this.#byEmail.keys();
    if (this.#byEmail.size > MOST_REMEMBERED && oldest) this.#byEmail.delete(oldest);
  }
}

/** No database keeps U+0000 or half a surrogate pair, so nobody's address has one. */
const isText = (value: unknown, most: number): value is string =>
  typeof value === 'string' &&
  value.length > 0 &&
  value.length <= most &&
  !value.includes('\0') &&
  value.isWellFormed();
