import type { CaseKind } from '../case.ts';

/** What is to be changed of a contract, as far as it was told. Null for what the customer doesn't have at hand. */
export type PolicyChange = {
  /** Which changes: address, phone, beneficiary … */
  what?: readonly string[] | null;
  policyNumber?: string | null;
  address?: { said: string; postcode?: string } | null;
  /** E.164. Of the contract: never a number to call back on before the change is made. */
  newPhone?: string | null;
  newEmail?: string | null;
  occupation?: string | null;
  /** Never more of a card than its last digits. */
  card?: { last4: string; bank?: string } | null;
  frequency?: string | null;
  beneficiaries?: readonly { name?: string; relation?: string; share?: number }[] | null;
  /** What has no reader of its own, in their words. */
  detail?: string | null;
  /** The customer who was verified when they confirmed it; nobody is, of what a person has yet to look at. */
  requestedBy?: string | null;
};

/** A change of a contract (保全): asked for by somebody who was verified, made by the insurer's people. */
export const change: CaseKind<PolicyChange> = {
  name: 'change',
  prefix: 'BG',
  steps: ['received', 'in-hand', 'answered'],
  // Accepted in 2 working days, defects within 5, done within 5 bind life insurance (保监会令2010年第4号); the line isn't
  // known here, and whether it is in force is to be checked. No clock is told.
  deadlines: () => [],
  retention: 'contract-records',
};
