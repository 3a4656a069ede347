import type { Money } from '../money.ts';

/** What every case that the insurer itself keeps has, beside the desk's own. Dates are ISO on the insurer's calendar. */
interface Common {
  /** As the insurer gave it. */
  reference: string;
  policyNumber: string | undefined;
  /** Who claims or complains. */
  customer: string;
  /** For whom, where they act for somebody else. */
  onBehalfOf: string | undefined;
  /** When it came in. */
  receivedOn: string;
  /** Who deals with it, or decided it. */
  branch: string;
}

/** How a decision reached whoever waits for it. */
interface Decided {
  on: string;
  reason: string;
  /** When they received it: a complaint's review can be asked for within 30 days of that (投诉办法 §20). */
  receivedOn?: string;
}

export const CLAIM_OUTCOMES = ['accepted', 'partly-accepted', 'refused'] as const;
export const COMPLAINT_OUTCOMES = ['upheld', 'partly-upheld', 'rejected'] as const;
export const INSURER_CASE_STATUSES = ['under-review', 'decided', 'withdrawn'] as const;
type Status = (typeof INSURER_CASE_STATUSES)[number];

/** A claim (理赔案件). */
export interface Claim extends Common {
  kind: 'claim';
  status: Status;
  /** What happened and when, in a few words. */
  what: string;
  happenedOn?: string;
  /** Documents that were asked for and are still missing, as the insurer calls them. */
  missing: readonly string[];
  decision?: Decided & { outcome: (typeof CLAIM_OUTCOMES)[number]; amount?: Money };
  paidOn?: string;
}

/** A complaint (投诉). */
export interface Complaint extends Common {
  kind: 'complaint';
  status: Status;
  what: string;
  decision?: Decided & { outcome: (typeof COMPLAINT_OUTCOMES)[number]; amount?: Money };
}

export type InsurerCase = Claim | Complaint;

/** Claims and complaints that the insurer keeps. Kept by the desk itself, or asked for where the insurer keeps them. */
export interface InsurerCaseStore {
  find(reference: string): Promise<InsurerCase | undefined>;
  /** What a customer claimed or complained of, or somebody did for them, the latest first. */
  ofCustomer(customerId: string): Promise<InsurerCase[]>;
  /** What belongs to a policy, the latest first. */
  ofPolicy(policyNumber: string): Promise<InsurerCase[]>;
}
