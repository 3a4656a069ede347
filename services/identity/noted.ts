import type { VerifiedBy } from './identity.ts';

/*
 * What the desk notes in the log about who it talks to: entries of its own (`system`, for staff), chained like any other.
 * An event of this name by anybody else means nothing. No number, name or code that was claimed stands in them.
 */

/** A code was asked for: sent to the phone on file where all that was claimed fits, else to nobody. */
export const CHALLENGED = 'identity.challenged';
/** The customer is who they said. */
export const VERIFIED = 'identity.verified';
/** A try was wrong. */
export const FAILED = 'identity.failed';
/** Too many tries were wrong. */
export const LOCKED = 'identity.locked';
/** The customer is nobody again. */
export const ENDED = 'identity.ended';

/** By what somebody said who they are, beside their name. */
export type ClaimedBy = 'policy' | 'plate' | 'phone';

export interface NotedIdentity {
  [CHALLENGED]: { by: ClaimedBy; until: string };
  [VERIFIED]: { customer: string; name: string; by: VerifiedBy; until: string };
  [FAILED]: { left: number };
  [LOCKED]: { until: string };
  [ENDED]: { why: 'idle' | 'asked' | 'somebody-else' };
}
export const NOTED_IDENTITY = [CHALLENGED, VERIFIED, FAILED, LOCKED, ENDED] as const;
export type NotedIdentityName = (typeof NOTED_IDENTITY)[number];
