import type { Kin } from './kin.ts';

/**
 * What somebody is in a matter, as it is said; nothing follows from another.
 * - `represented`: whom the speaker asks or reports for.
 * - `whose-policy`: whose contract it is, where it isn't told as what (holder or insured).
 * - `driver`, `owner`: of the customer's car, not of the other one.
 * - `hospitalised`: is or was in hospital, of whatever.
 * - `payer`: paid a bill, a deposit or a premium.
 */
export const PERSON_ROLES = [
  'speaker',
  'represented',
  'whose-policy',
  'policyholder',
  'insured',
  'beneficiary',
  'driver',
  'owner',
  'passenger',
  'hurt',
  'ill',
  'hospitalised',
  'died',
  'payer',
  'other-party',
  'salesperson',
] as const;
export type PersonRole = (typeof PERSON_ROLES)[number];

/** Somebody of whom a message tells. What isn't said isn't there. */
export interface Person {
  /** The full name as it was written; put right where it was spelled out. */
  name?: string;
  /** How they are called where that is less than a full name: 李女士, 小王, "Tom", or a surname alone. */
  called?: string;
  /** Who they are to the speaker. */
  relation?: Kin;
  /** Said only as he, she or 佢, and nobody else in the message is meant by it: whom the talk is about. */
  spokenOf?: 'he' | 'she' | 'they';
  roles: PersonRole[];
  /** What they are said not to be: 投保人不是我. */
  not?: PersonRole[];
  /** In years, as it was said. */
  age?: number;
  /** In E.164, where it is said to be theirs. */
  phone?: string;
}
