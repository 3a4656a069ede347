import type { ConversationInTurn } from '../conversations/in-turn.ts';
import type { CustomerStore } from '../customers/customers.ts';
import { appendNote } from '../evidence/append-note.ts';
import { unguessable } from '../ids.ts';
import type { PolicyStore } from '../policies/policies.ts';
import { type Claim, claimant, claimedBy, claimHash } from './claim.ts';
import { codeOf, isSame } from './codes.ts';
import {
  CODE_MS,
  type IdentityMemory,
  LOCK_MS,
  lockedAt,
  MOST_FAILURES,
  type Verified,
  verifiedAt,
  verifiedNow,
} from './identity.ts';
import { CHALLENGED, ENDED, FAILED, LOCKED, type NotedIdentity, type NotedIdentityName, VERIFIED } from './noted.ts';
import type { CodeStore } from './sendings.ts';
import { countsOf, isFull, isOver, sendingsOf, type TryStore } from './tries.ts';

/** How the desk finds out who somebody is. */
export interface IdentitySettings {
  /** The key of what is hashed and of the codes. */
  key: string;
  /** How many of the ID number's last digits are wanted. */
  idDigits: number;
  /** Whether codes can be sent at all. */
  sends: boolean;
  /** Makes a nonce that nobody can guess. */
  nonce?: () => string;
}

/** A desk that can't verify anybody. */
export const NO_IDENTITY: IdentitySettings = { key: '', idDigits: 6, sends: false };

/** What became of a try. */
export type Tried = { outcome: 'verified' } | { outcome: 'wrong'; left: number } | { outcome: 'expired' | 'locked' };

/** What it reads from and writes to. */
export interface IdentityStores {
  customers: CustomerStore;
  policies: PolicyStore;
  identityTries: Pick<TryStore, 'of' | 'add' | 'forgive'>;
  codes: Pick<CodeStore, 'put'>;
}

/**
 * Who the customer of one turn is. Below a verification nothing that it answers, asks the database or computes depends
 * on whether what was claimed exists: a code is on its way either way, to somebody or to nobody.
 */
export class IdentityInTurn {
  readonly #inTurn: ConversationInTurn;
  readonly #stores: IdentityStores;
  readonly #settings: IdentitySettings;
  readonly #state: { identity?: IdentityMemory };
  readonly #now: Date;

  /** `state`: what the bot remembers, in which this is kept. */
  constructor(given: {
    inTurn: ConversationInTurn;
    stores: IdentityStores;
    settings: IdentitySettings;
    state: { identity?: IdentityMemory };
    now: Date;
  }) {
    this.#inTurn = given.inTurn;
    this.#stores = given.stores;
    this.#settings = given.settings;
    this.#state = given.state;
    this.#now = given.now;
  }

  /** How many of the ID number's last digits are wanted. */
  get idDigits(): number {
    return this.#settings.idDigits;
  }

  /** Whether anybody can be verified in the talk. */
  get isPossible(): boolean {
    return this.#settings.sends;
  }

  get #memory(): IdentityMemory {
    return this.#state.identity ?? {};
  }

  /** Who the customer was verified to be, and still is. */
  verified(): Verified | undefined {
    return verifiedAt(this.#memory, this.#now);
  }

  /** Until when no try is taken in this conversation; undefined where tries are. */
  lockedUntil(): Date | undefined {
    return lockedAt(this.#memory, this.#now);
  }

  /** Whether a code is awaited that can still be right. */
  get awaitsCode(): boolean {
    return this.#memory.challenge !== undefined;
  }

  /** Has a code sent to the phone on file of whom the claim fits; where it fits nobody the same is done, and nothing sent. */
  async request(claim: Claim): Promise<'sent' | 'locked'> {
    const { key } = this.#settings;
    const { conversation } = this.#inTurn;
    const { identityTries, codes } = this.#stores;
    if (this.lockedUntil()) return 'locked';
    const found = await claimant(claim, this.#stores, key);
    const hashed = claimHash(key, claim);
    const subject = found ? `customer ${found.id}` : `claim ${hashed}`;
    const network = conversation.origin;
    const counts = countsOf(key, { claim: hashed, subject, network });
    const sendings = sendingsOf(key, { subject, network });
    const keys = [...counts.told, ...counts.silent].map((one) => one.key);
    const before = await identityTries.of(keys, this.#now);
    const sent = await identityTries.add(sendings, this.#now);
    if (isFull(counts.told, before)) {
      this.#lock();
      return 'locked';
    }
    const phone = isFull(counts.silent, before) || isOver(sendings, sent) ? undefined : found?.phones[0];
    const nonce = (this.#settings.nonce ?? unguessable)();
    const until = new Date(this.#now.getTime() + CODE_MS);
    await codes.put({
      ...{ conversationId: conversation.id, nonce, phone, locale: conversation.locale },
      ...{ until, dueAt: this.#now, attempts: 0 },
    });
    this.#remember({
      challenge: {
        ...{ nonce, until: until.toISOString(), subject, claim: hashed },
        ...(found && phone ? { to: { customer: found.id, name: found.name } } : {}),
      },
    });
    this.#note(CHALLENGED, { by: claimedBy(claim.by), until: until.toISOString() });
    return 'sent';
  }

  /** Tries a code. It is counted before it is looked at: many at once are no more than one after the other. */
  async enter(code: string): Promise<Tried> {
    const { key } = this.#settings;
    const { conversation } = this.#inTurn;
    const { challenge } = this.#memory;
    if (this.lockedUntil()) return { outcome: 'locked' };
    if (!challenge) return { outcome: 'expired' };
    if (Date.parse(challenge.until) <= this.#now.getTime()) {
      this.#remember({ challenge: undefined });
      return { outcome: 'expired' };
    }
    const { claim, subject, nonce, to } = challenge;
    const counts = countsOf(key, { claim, subject, network: conversation.origin });
    const counted = [...counts.told, ...counts.silent];
    const tries = await this.#stores.identityTries.add(counted, this.#now);
    const isRight = isSame(key, codeOf(key, { conversationId: conversation.id, nonce }), code);
    if (!isRight || !to || isOver(counted, tries)) {
      if (!isOver(counts.told, tries)) return this.wrong();
      this.#lock();
      return { outcome: 'locked' };
    }
    // What went wrong before from here is forgiven; what strangers try elsewhere isn't.
    const [ofClaim, ...others] = counts.told;
    const [ofCustomer, ...elsewhere] = counts.silent;
    await this.#stores.identityTries.forgive({
      forgotten: [ofClaim, ofCustomer].flatMap((one) => one?.key ?? []),
      takenBack: [...others, ...elsewhere].map((one) => one.key),
    });
    const verified = verifiedNow({ ...to, by: 'code' }, this.#now);
    this.#remember({ verified, challenge: undefined, failures: undefined, lockedUntil: undefined });
    this.#note(VERIFIED, { ...to, by: 'code', until: verified.until });
    return { outcome: 'verified' };
  }

  /** A try was wrong: a code, or what was claimed by the customer's own word. `times`: as how many it counts. */
  wrong(times = 1): Tried {
    const { lockedUntil, failures = 0 } = this.#memory;
    const now = (lockedUntil ? 0 : failures) + times;
    if (now >= MOST_FAILURES) {
      this.#lock();
      return { outcome: 'locked' };
    }
    this.#remember({ failures: now, lockedUntil: undefined });
    this.#note(FAILED, { left: MOST_FAILURES - now });
    return { outcome: 'wrong', left: MOST_FAILURES - now };
  }

  /** The customer wants to be nobody again, or says that they are somebody else. Returns whether they were verified. */
  end(why: 'asked' | 'somebody-else' = 'asked'): boolean {
    const { verified } = this.#memory;
    this.#remember({ verified: undefined, challenge: undefined });
    if (verified) this.#note(ENDED, { why });
    return verified !== undefined;
  }

  /** The code that was asked for isn't awaited any more. */
  forgetCode(): void {
    if (this.#memory.challenge) this.#remember({ challenge: undefined });
  }

  #lock(): void {
    const until = new Date(this.#now.getTime() + LOCK_MS).toISOString();
    this.#remember({ failures: undefined, challenge: undefined, lockedUntil: until });
    this.#note(LOCKED, { until });
  }

  #remember(changed: { [Name in keyof IdentityMemory]: IdentityMemory[Name] | undefined }): void {
    const all = { ...this.#memory, ...changed };
    this.#state.identity = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  }

  #note<Name extends NotedIdentityName>(name: Name, value: NotedIdentity[Name]): void {
    appendNote(this.#inTurn, name, value);
  }
}
