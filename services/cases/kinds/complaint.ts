import type { CaseKind } from '../case.ts';
import type { IncidentTime } from './incident.ts';

/** What a customer complains of, as far as they told it. Null for what they don't have at hand. */
export type Complaint = {
  /** In their own words. */
  happened?: string | null;
  /** Whom it is about: who that is deals with none of it (投诉办法 §17). */
  about?: { kind: string; name?: string; said: string } | null;
  when?: IncidentTime | null;
  /** A claim's, or an earlier complaint's. */
  earlier?: string | null;
  policyNumber?: string | null;
  wanted?: { kinds: readonly string[]; amount?: { amount: number; currency: string }; said: string } | null;
  name?: string | null;
  /** Without one they are answered in their conversation. */
  phone?: string | null;
  /** They contest what a branch decided of an earlier complaint, and want that reviewed (核查). */
  review?: boolean | null;
  /** When that decision reached them. */
  receivedAt?: IncidentTime | null;
  /** They take back a complaint that stands elsewhere than in this conversation. */
  withdraws?: boolean | null;
};

/** From when a decision was received on, its review can be asked for within so many calendar days (投诉办法 §20). */
export const REVIEW_WITHIN_DAYS = 30;

/** A complaint about the insurer or those who act for it. */
export const complaint: CaseKind<Complaint> = {
  name: 'complaint',
  prefix: 'TS',
  steps: ['received', 'in-hand', 'answered', 'withdrawn'],
  // §18: 15 days; up to 30 where it is complex, 30 more with approval, both told before. §20: a review is answered within 30.
  // A withdrawal has none: it ends the case on the day (§15).
  deadlines: ({ review, withdraws }) => {
    if (withdraws) return [];
    return review
      ? [{ name: 'review', days: 30, source: '银行业保险业消费投诉处理管理办法 §20' }]
      : [{ name: 'decision', days: 15, source: '银行业保险业消费投诉处理管理办法 §18' }];
  },
  retention: 'contract-records',
};
