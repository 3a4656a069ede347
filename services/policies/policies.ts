import type { Relation } from '../customers/relations.ts';
import type { PolicyTerms } from './terms.ts';

/** 中止: cover is suspended, and can be taken up again within two years (保险法 §36-37). */
export const POLICY_STATUSES = ['in-force', 'lapsed', 'surrendered', 'ended'] as const;
export type PolicyStatus = (typeof POLICY_STATUSES)[number];

/** The last day of a contract that runs for life. */
export const FOR_LIFE = '9999-12-31';

/** A contract that the insurer holds. People are ids of customers, dates ISO on the insurer's calendar. */
export interface Policy {
  number: string;
  /** The policyholder. */
  holder: string;
  insured: readonly Insured[];
  /** Who is named to benefit from a death; nobody where it goes to the heirs (保险法 §42). */
  beneficiaries: readonly Beneficiary[];
  /** The product's code and the version of its wording that the policy was sold under. */
  product: string;
  version: string;
  /** Of a motor policy: the vehicle's plate, without spaces or dots. */
  plate: string | undefined;
  /** Cover runs from the first day's 00:00 to the last day's 24:00, unless it lapsed or ended before. */
  from: string;
  until: string;
  status: PolicyStatus;
  /** The first day without cover, of what is lapsed. */
  lapsedOn: string | undefined;
  /** The day on which it ended before `until`: surrendered, rescinded, a sum paid that ends it. */
  endedOn: string | undefined;
  terms: PolicyTerms;
}

/** Somebody who is insured by a policy. */
export interface Insured {
  customer: string;
  /** Who they are to the policyholder. */
  relation: Relation;
}

/** Somebody who is named to benefit from a policy. */
export interface Beneficiary {
  customer: string;
  /** Who they are to the insured. */
  relation: Relation;
  /** Those of rank 1 share among themselves; those of rank 2 come where there is nobody of rank 1, and so on. */
  rank: number;
  /** Percent of what goes to their rank. */
  share: number;
}

/** The insurer's policies. Kept by the desk itself, or asked for where the insurer keeps them. */
export interface PolicyStore {
  find(number: string): Promise<Policy | undefined>;
  /** The latest policy of the vehicle with this plate. */
  findByPlate(plate: string): Promise<Policy | undefined>;
  /** All policies of the vehicle with this plate, the latest first. */
  ofPlate(plate: string): Promise<Policy[]>;
  /** The policies that a customer holds, is insured by or benefits from, the latest first: `roleIn` says which. */
  ofCustomer(customerId: string): Promise<Policy[]>;
}

/** Everybody whom a policy names, once. */
export const peopleOf = ({ holder, insured, beneficiaries }: Policy): string[] => [
  ...new Set([holder, ...insured.map(({ customer }) => customer), ...beneficiaries.map(({ customer }) => customer)]),
];

/**
 * What a customer is in a policy, by what gives them the most to say; undefined where they have no part in it. Who is
 * only a beneficiary needn't know of it while the insured lives.
 */
export function roleIn(
  { holder, insured, beneficiaries }: Policy,
  customerId: string,
): 'holder' | 'insured' | 'beneficiary' | undefined {
  if (holder === customerId) return 'holder';
  if (insured.some(({ customer }) => customer === customerId)) return 'insured';
  return beneficiaries.some(({ customer }) => customer === customerId) ? 'beneficiary' : undefined;
}

/** Whether a policy's cover runs on a day (ISO). What lapsed or ended before ran until the day before that. */
export const runsOn = ({ from, until, lapsedOn, endedOn }: Policy, day: string): boolean =>
  from <= day && day <= until && !(lapsedOn && lapsedOn <= day) && !(endedOn && endedOn <= day);
