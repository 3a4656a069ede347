import type { CaseKind } from '../case.ts';

/** When an incident happened, on the insurer's wall clock. A day without an hour has no `time`. */
export interface IncidentTime {
  /** ISO date. */
  date: string;
  /** 24-hour HH:mm. */
  time?: string;
  /** Said with 左右, 大概, about, or counted back in hours. */
  approximate?: true;
  /** How much was said. */
  precision: 'minute' | 'hour' | 'part-of-day' | 'day';
  /** The words that it was read from. */
  said: string;
  /** What the words are relative to: the message's own time, and the zone of the wall clock. */
  reference: string;
  zone: string;
}

/** What a customer tells of an incident, as far as they were asked. Null for what they don't have at hand. */
export type IncidentReport = {
  what?: IncidentType | null;
  /** Not asked of an illness. */
  anyoneHurt?: boolean | null;
  happenedAt?: IncidentTime | null;
  /** As the customer said it, and the region where it names one. */
  place?: { said: string; province?: string; city?: string; district?: string; detail?: string } | null;
  /** A policy's number or a number plate. */
  policy?: string | null;
  /** Without one they are answered in their conversation. */
  phone?: string | null;
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
export const incident: CaseKind<IncidentReport> = {
  name: 'incident',
  prefix: 'BA',
  steps: ['reported', 'surveyed', 'assessed', 'decided', 'settled'],
  // A report alone starts no clock. The list of documents within 1 day runs from the request for payment and binds
  // compulsory motor only (机动车交通事故责任强制保险条例 §28), its decision within 5 days from the documents (§29); elsewhere the
  // decision runs from the claim and its documents (保险法 §23, 解释二 §15). None is told before those events are known.
  deadlines: () => [],
  retention: 'contract-records',
};
