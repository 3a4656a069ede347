import type { Locale } from '../language/locale.ts';

/** What a clause is for. */
export const CLAUSE_KINDS = [
  'cover',
  'exclusion',
  'limit',
  'deductible',
  'waiting-period',
  'duty',
  'procedure',
  'definition',
  'general',
] as const;
export type ClauseKind = (typeof CLAUSE_KINDS)[number];

/** The kinds that take something away from a cover: no cover is shown without those that bear on it. */
export const BEARING_KINDS = [
  'exclusion',
  'limit',
  'deductible',
  'waiting-period',
  'duty',
] as const satisfies readonly ClauseKind[];

/** A clause in one language. */
export interface ClauseText {
  /** As printed, 第八条 or Article 8. */
  number: string;
  heading: string;
  /** The clause's own words. */
  words: string;
  /** SHA-256 of the words. */
  hash: string;
  plain?: string;
  example?: string;
  consequence?: string;
  questions: string[];
  /** The words, as the clauses use them, that a definition explains. */
  terms: string[];
}

/** A clause in every language of its product. */
export interface Clause {
  id: string;
  kind: ClauseKind;
  /** Ids of the covers that this clause takes away from or bears on. */
  affects: string[];
  text: Record<Locale, ClauseText>;
}

/** How a product is spoken of in one language. */
export interface ProductText {
  name: string;
  /** Other names that customers use for it. */
  aliases: string[];
  /** Words that point to its line of insurance without naming it. */
  words: string[];
  /** What it is for, and what it isn't for. */
  purpose?: string;
  /** Who can buy it. */
  soldTo: string;
  /** What it costs to whom. */
  premium?: string;
}

/** A product in one version of its wording. */
export interface Product {
  code: string;
  line: string;
  version: string;
  effectiveFrom: string;
  /** The last day on which a policy was sold under this version. */
  effectiveUntil?: string;
  filingNumber: string;
  hotline: string;
  sample: boolean;
  /** It came from `desk import` and has not been worked on. */
  imported?: boolean;
  coolingOffDays?: number;
  waitingDays?: number;
  graceDays?: number;
  text: Record<Locale, ProductText>;
  clauses: Clause[];
}
