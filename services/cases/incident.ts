import type { CaseKind } from './case.ts';

/** What a customer tells of an incident. */
export type IncidentReport = {
  /** A policy number, or undefined where the customer didn't have it at hand. */
  policyNumber?: string;
  plate?: string;
  what: IncidentType;
  /** As the customer said it, beside what was read. */
  words: string;
  happenedAt: { date: string; time?: string; approximate?: true; said: string };
  /** As the customer said it, and the region where it names one. */
  place: { said: string; province?: string; city?: string; district?: string; detail?: string };
  /** Not asked of an illness. */
  anyoneHurt?: boolean;
  /** Null where the customer has none at hand: they are answered in their conversation. */
  phone: string | null;
};

export const INCIDENT_TYPES = [
  'collision',
  'theft',
  'fire',
  'water',
  'weather',
  'illness',
  'injury',
  'death',
  'other',
] as const;
export type IncidentType = (typeof INCIDENT_TYPES)[number];

/** An incident that was reported (报案) and is followed until the claim is decided. */
export const incident: CaseKind = {
  name: 'incident',
  prefix: 'BA',
  steps: ['reported', 'surveyed', 'assessed', 'decided', 'settled'],
  // A report alone starts no clock. The list of documents within 1 day runs from the request for payment and binds
  // compulsory motor only (机动车交通事故责任强制保险条例 §28), its decision within 5 days from the documents (§29); elsewhere the
  // decision runs from the claim and its documents (保险法 §23, 解释二 §15). None is told before those events are known.
  deadlines: () => [],
  retention: 'contract-records',
};
