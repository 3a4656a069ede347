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
  phone: string;
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
  deadlines: () => [
    // The regulation binds compulsory motor insurance; this desk keeps to its day for every line.
    { name: 'documents-list', days: 1, source: '机动车交通事故责任强制保险条例 §28; 保险法 §22' },
    { name: 'decision', days: 30, source: '保险法 §23' },
  ],
};
