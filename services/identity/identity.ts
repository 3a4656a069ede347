/** How it was found out who a customer is: by a code to their phone, or by the insurer's own site, where they are signed in. */
export type VerifiedBy = 'code' | 'site';

/** Who a customer was verified to be, and until when that holds unless they say something more. Times are ISO 8601. */
export interface Verified {
  /** The customer's id in the insurer's book. */
  customer: string;
  name: string;
  by: VerifiedBy;
  at: string;
  until: string;
}

/** A one-time code that was asked for. What it is stands nowhere: it follows from the nonce (`codes.ts`). */
export interface Challenge {
  nonce: string;
  /** The code is taken until then. */
  until: string;
  /** Whose tries are counted: a customer, or what was claimed where it leads to nobody. As a keyed hash. */
  subject: string;
  /** What was claimed, as a keyed hash. */
  claim: string;
  /** Who it was sent to; undefined where none was, because what was claimed fits nobody, or too much was tried. */
  to?: { customer: string; name: string };
}

/** What a conversation remembers of who it is with: plain JSON, kept with the turn. */
export interface IdentityMemory {
  verified?: Verified;
  challenge?: Challenge;
  /** Wrong tries in this conversation, and since when no more are taken. */
  failures?: number;
  lockedUntil?: string;
}

/** After so long without a word of the customer's they are nobody again. */
export const IDLE_MS = 30 * 60_000;
/** Wrong tries in one conversation, after which none is taken for so long. */
export const MOST_FAILURES = 3;
export const LOCK_MS = 30 * 60_000;
/** How long a code is taken. */
export const CODE_MS = 5 * 60_000;

/** Who is verified at a time. */
export const verifiedAt = ({ verified }: IdentityMemory, now: Date): Verified | undefined =>
  verified && now.getTime() < Date.parse(verified.until) ? verified : undefined;

/** Until when no try is taken; undefined where tries are. */
export function lockedAt({ lockedUntil }: IdentityMemory, now: Date): Date | undefined {
  const until = lockedUntil === undefined ? undefined : new Date(lockedUntil);
  return until && now < until ? until : undefined;
}

/** A customer who is verified from now on. */
export const verifiedNow = (who: Pick<Verified, 'customer' | 'name' | 'by'>, now: Date): Verified => ({
  customer: who.customer,
  name: who.name,
  by: who.by,
  at: now.toISOString(),
  until: new Date(now.getTime() + IDLE_MS).toISOString(),
});

/**
 * What is remembered once the customer has said something: a verification goes on from then, or has ended before.
 * The same object where nothing changes.
 */
export function heardFrom(memory: IdentityMemory, now: Date): { memory: IdentityMemory; ended?: Verified } {
  const { verified, ...rest } = memory;
  if (!verified) return { memory };
  if (!verifiedAt(memory, now)) return { memory: rest, ended: verified };
  return { memory: { ...rest, verified: { ...verified, until: new Date(now.getTime() + IDLE_MS).toISOString() } } };
}

/** What is remembered of who it is with in what the bot remembers of a conversation. */
export const identityIn = (state: Record<string, unknown>): IdentityMemory => (state.identity ?? {}) as IdentityMemory;
