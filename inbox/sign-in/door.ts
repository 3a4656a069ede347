import { addressOf } from '../../http/client.ts';
import type { Problem } from '../../http/problem.ts';
import type { Request } from '../../http/server.ts';
import type { Locale } from '../../language/locale.ts';
import type { AgentStore, Session } from '../../services/staff/agent-store.ts';
import type { LockOut, Trying } from '../../services/staff/lock-out.ts';
import { signIn } from '../../services/staff/sign-in.ts';
import type { WritingTime } from '../../services/time/clock.ts';
import { refuse } from '../locale.ts';
import type { Devices } from './device.ts';
import { LaneFull } from './lane.ts';
import { SignInLanes } from './lanes.ts';

/** Seconds after which a full lane is worth another try. */
const BUSY_SECONDS = 5;

export interface DoorParts {
  agents: AgentStore;
  lockOut: LockOut;
  devices: Devices;
  writingTime: WritingTime;
  trustedProxies: number;
}

/** Who came in, and the cookie by which their browser is known the next time. */
export interface Entered {
  token: string;
  session: Session;
  device: string;
}

/** The door of the inbox. What it answers, and when, never tells whether there is an agent with an e-mail address. */
export class Door {
  readonly #parts: DoorParts;
  readonly #lanes = new SignInLanes();

  constructor(parts: DoorParts) {
    this.#parts = parts;
  }

  /**
   * Signs in, or throws a Problem: 401 for a wrong password, 423 while this account is locked in this place, 503 while
   * too many sign in.
   */
  async enter(
    request: Request,
    { email, password }: { email?: unknown; password?: unknown },
    locale: Locale,
  ): Promise<Entered> {
    const wrong = () => refuse(401, 'Unauthorized', 'wrong-password', { locale });
    if (!isText(email, 320) || !isText(password, 1_000)) throw wrong();
    const { agents, lockOut, devices, writingTime, trustedProxies } = this.#parts;
    const address = addressOf(request, trustedProxies);
    const account = lockOut.accountOf(email);
    // The database is asked in turn alone. It doesn't matter to the minute until when a browser is known.
    const device = devices.of(request, account, writingTime(new Date()));
    const trying = { email, address, device };
    const entered = await this.#lanes
      .run(trying, () => this.#try(trying, password, locale))
      .catch((error: unknown) => {
        throw error instanceof LaneFull ? this.#busy(locale) : error;
      });
    if (!entered) throw wrong();
    this.#lanes.remember(trying);
    return { ...entered, device: devices.cookie(account, writingTime(await agents.now())) };
  }

  async #try(trying: Trying, password: string, locale: Locale) {
    const { agents, lockOut, writingTime } = this.#parts;
    const locked = await lockOut.lockedFor(trying); // which writes nothing
    if (locked > 0) throw this.#locked(locked, locale);
    const standing = await lockOut.begin(trying);
    if ('locked' in standing) throw this.#locked(standing.locked, locale);
    const entered = await signIn(agents, { email: trying.email, password }, writingTime);
    await (entered ? lockOut.succeeded(standing) : lockOut.failed(standing));
    return entered;
  }

  #locked(seconds: number, locale: Locale): Problem {
    const data = { minutes: Math.ceil(seconds / 60) };
    return refuse(423, 'Locked', 'locked', { locale, data, headers: { 'retry-after': String(seconds) } });
  }

  /** A sign-in that isn't let in doesn't count as a failed one. */
  #busy(locale: Locale): Problem {
    const seconds = BUSY_SECONDS;
    const headers = { 'retry-after': String(seconds) };
    return refuse(503, 'ServiceUnavailable', 'sign-in-busy', { locale, data: { seconds }, headers });
  }
}

/** No database keeps U+0000 or half a surrogate pair, so nobody's address has one. */
const isText = (value: unknown, most: number): value is string =>
  typeof value === 'string' &&
  value.length > 0 &&
  value.length <= most &&
  !value.includes('\0') &&
  value.isWellFormed();
