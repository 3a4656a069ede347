import type { Customer } from './customers/customers.ts';
import type { InsurerCase } from './insurer-cases/insurer-cases.ts';
import type { Policy } from './policies/policies.ts';

/** What the insurer keeps of its customers, as the desk is given it. */
export interface Book {
  customers: readonly Customer[];
  policies: readonly Policy[];
  cases: readonly InsurerCase[];
}

/** How many there are of each. */
export type BookCount = { [part in keyof Book]: number };
