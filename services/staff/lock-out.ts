import { createHmac } from 'node:crypto';
import { networkOf } from '../secrets/origins.ts';
import type { WritingTime } from '../time/clock.ts';
import type { FailureKey, SignInFailureStore } from './sign-in-failures.ts';

/** Wrong passwords are counted within so many minutes. */
const WINDOW_MINUTES = 60;
/** Wrong passwords that one place may have for one account, and for how long it is locked then. */
const CALM = { tries: 5, minutes: 15 };
/**
 * The same while strangers try an account from many places, or a place tries many accounts: fewer, and for longer. The
 * first try of a place is always taken.
 */
const ATTACKED = [
  { account: 100, network: 200, tries: 2, minutes: 60 },
  { account: 20, network: 50, tries: 3, minutes: 30 },
];
/** Rows that are kept, whatever an attacker makes up. */
const MOST_ROWS = 50_000;
const MOST_SWEPT = 5_000;

const MINUTE_MS = 60_000;

/** Who tries to sign in from where: `device` is the name of a browser in which this account has signed in before. */
export interface Trying {
  email: string;
  address: string;
  device?: string | undefined;
}

/** How a try stands: it may be made, or it is locked for so many seconds. */
export type Standing = { locked: number } | { own: FailureKey; counted: FailureKey[]; left: number; minutes: number };

/**
 * Wrong passwords, counted in the database, so that all replicas agree, by OWASP's device cookies
 * (docs/decisions/0020): a browser in which an account has signed in before has a count of its own, strangers one for
 * each network, and what they do to an account locks nobody out elsewhere. An account that nobody has is counted alike.
 */
export class LockOut {
  readonly #store: SignInFailureStore;
  readonly #key: string;
  readonly #now: () => Promise<Date>;

  constructor(given: {
    store: SignInFailureStore;
    key: string;
    databaseNow: () => Promise<Date>;
    writingTime: WritingTime;
  }) {
    this.#store = given.store;
    this.#key = given.key;
    this.#now = async () => given.writingTime(await given.databaseNow());
  }

  /** For how many seconds this place is locked for this account; 0 where it isn't. */
  async lockedFor(trying: Trying): Promise<number> {
    const own = this.#ownOf(trying);
    const [[row], now] = await Promise.all([this.#store.of([own]), this.#now()]);
    return secondsUntil(row?.lockedUntil, now);
  }

  /** Counts a try before its password is looked at, so that many at once are no more than one after the other. */
  async begin(trying: Trying): Promise<Standing> {
    const own = this.#ownOf(trying);
    const { account } = own;
    const place = this.#networkOf(trying);
    const all = trying.device
      ? []
      : [
          { account, place: '' },
          { account: '', place },
        ];
    const now = await this.#now();
    const counted = [own, ...all];
    const rows = await this.#store.add(counted, {
      at: now,
      since: new Date(now.getTime() - WINDOW_MINUTES * MINUTE_MS),
      forgetAt: new Date(now.getTime() + WINDOW_MINUTES * MINUTE_MS),
    });
    const of = (key: FailureKey) => rows.find((row) => row.account === key.account && row.place === key.place);
    const [ofAccount = 0, ofNetwork = 0] = all.map((key) => of(key)?.failures);
    const { tries, minutes } =
      ATTACKED.find(({ account, network }) => ofAccount >= account || ofNetwork >= network) ?? CALM;
    const { failures = 1, lockedUntil } = of(own) ?? {};
    const seconds = secondsUntil(lockedUntil, now);
    if (seconds > 0) {
      await this.#store.takeBack(counted);
      return { locked: seconds };
    }
    if (failures > tries) return { locked: await this.#lock(own, minutes, now) };
    return { own, counted: all, left: tries - failures, minutes };
  }

  /** The password was wrong. */
  async failed(standing: Exclude<Standing, { locked: number }>): Promise<void> {
    if (standing.left > 0) return;
    await this.#lock(standing.own, standing.minutes, await this.#now());
  }

  /** The password was right: what went before here is forgiven. */
  async succeeded({ own, counted }: Exclude<Standing, { locked: number }>): Promise<void> {
    await this.#store.forgive(own);
    if (counted.length > 0) await this.#store.takeBack(counted);
  }

  /** Forgets everything that was counted for an account: it has a new password. */
  forgive(email: string): Promise<void> {
    return this.#store.forgiveAccount(this.accountOf(email));
  }

  /** Forgets what is old, and keeps the table bounded. */
  async sweep(): Promise<void> {
    await this.#store.sweep({ at: await this.#now(), most: MOST_ROWS, limit: MOST_SWEPT });
  }

  /** What stands for an e-mail address, whether anybody has it or not. */
  accountOf(email: string): string {
    return this.#hash('account', email.toLowerCase());
  }

  async #lock(own: FailureKey, minutes: number, now: Date): Promise<number> {
    await this.#store.lock(own, new Date(now.getTime() + minutes * MINUTE_MS));
    return minutes * 60;
  }

  #ownOf(trying: Trying): FailureKey {
    const place = trying.device ? this.#hash('device', trying.device) : this.#networkOf(trying);
    return { account: this.accountOf(trying.email), place };
  }

  #networkOf({ address }: Trying): string {
    return this.#hash('network', networkOf(address));
  }

  #hash(sort: string, value: string): string {
    return createHmac('sha256', this.#key)
      .update(JSON.stringify([sort, value]))
      .digest('base64url')
      .slice(0, 22);
  }
}

const secondsUntil = (until: Date | undefined, now: Date): number =>
  until ? Math.max(0, Math.ceil((until.getTime() - now.getTime()) / 1000)) : 0;
