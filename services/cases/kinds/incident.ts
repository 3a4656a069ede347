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

/** Who hit whom, or what. The first that is heard counts. */
export const COLLISION_COURSES = [
  'was-rear-ended',
  'rear-ended-another',
  'hit-object',
  'was-hit',
  'hit-another',
] as const;
export type CollisionCourse = (typeof COLLISION_COURSES)[number];

/** Whose fault it was. The first that is heard counts. */
export const FAULTS = ['disputed', 'mainly-other', 'mainly-own', 'equal', 'other', 'own', 'undecided'] as const;
export type Fault = (typeof FAULTS)[number];

/** What the police have to do with it; `statement` is a paper of theirs (事故认定书, 立案回执). */
export type PoliceFact = 'not-called' | 'called' | 'attended' | 'statement' | 'no-statement';

type Evidence = 'dashcam' | 'cctv' | 'photos' | 'witness' | 'receipts';
/** What can show what happened; the customer has it, or will get it. */
export type EvidenceFact = Evidence | `${Evidence}-to-follow`;

/** What was told of a driver, the customer's side's or the other's. */
export type DrivingFact = `${'own' | 'other'}-${'drunk' | 'unlicensed'}`;

/** As the customer said it. */
export interface Said {
  said: string;
}

/** An amount of money; ISO 4217. */
interface Amount {
  amount: number;
  currency: string;
  approximate?: true;
}

/** An amount with what it was said to be: a bill, a quote or a guess, and by whom, as they were called. */
interface EstimatedAmount extends Amount {
  as?: 'bill' | 'quote' | 'guess';
  by?: string;
}

/** Somebody of whom the customer told: name, who they are to the customer, what they are in the matter. */
export interface PersonTold {
  name?: string;
  called?: string;
  relation?: string;
  spokenOf?: string;
  roles: readonly string[];
  not?: readonly string[];
  age?: number;
  phone?: string;
}

/**
 * What a customer tells of an incident, as far as they told it: what isn't told isn't there. Null for what they were asked
 * and don't have at hand.
 */
export type IncidentReport = {
  what?: IncidentType | null;
  anyoneHurt?: boolean | null;
  /** How somebody hurt or ill is looked after, or that it is slight. */
  care?: 'in-hospital' | 'treated' | 'slight' | null;
  happenedAt?: IncidentTime | null;
  /** As the customer said it, and the region where it names one. */
  place?: { said: string; province?: string; city?: string; district?: string; detail?: string } | null;
  /** A policy's number or a number plate. */
  policy?: string | null;
  /** The reporter's own. */
  name?: string | null;
  /** Without one they are answered in their conversation. */
  phone?: string | null;
  /** Who is who: the insured, who is hurt, who drove, who paid. */
  people?: readonly PersonTold[] | null;
  /** What happened in their own words. */
  story?: Said | null;
  course?: CollisionCourse | null;
  ownPlate?: string;
  ownVehicle?: string;
  otherPlate?: string;
  /** Part of it, as it was said. */
  otherPartOfPlate?: string;
  otherVehicle?: string;
  /** The other side is gone (hit and run). */
  fled?: true;
  /** The other's plate wasn't seen. */
  otherPlateUnseen?: true;
  /** Plates of which it wasn't told whose they are. */
  unclearPlates?: readonly string[];
  fault?: Fault | null;
  faultBy?: 'police' | 'customer';
  police?: readonly PoliceFact[] | null;
  driving?: readonly DrivingFact[] | null;
  drivable?: boolean | null;
  carAt?: Said | null;
  damage?: Said | null;
  /** What the loss will come to; `open` where they say that it isn't known. */
  estimate?: EstimatedAmount | 'open' | null;
  /** What was paid already: a deposit, bills. It is no estimate of the loss. */
  paid?: Amount | null;
  /** Where several amounts were told: each in its words, and whether it was paid. None of them alone is the loss. */
  costs?: readonly (Amount & Said & { paid?: true })[];
  cause?: Said | null;
  /** Whether water still runs, fire still burns. */
  goingOn?: boolean | null;
  neighbours?: boolean | null;
  hospital?: Said | null;
  diagnosis?: Said | null;
  admittedAt?: IncidentTime | null;
  evidence?: readonly EvidenceFact[] | null;
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
  steps: ['reported', 'surveyed', 'assessed', 'decided', 'settled', 'withdrawn'],
  // A report alone starts no clock. The list of documents within 1 day runs from the request for payment and binds
  // compulsory motor only (机动车交通事故责任强制保险条例 §28), its decision within 5 days from the documents (§29); elsewhere the
  // decision runs from the claim and its documents (保险法 §23, 解释二 §15). None is told before those events are known.
  deadlines: () => [],
  retention: 'contract-records',
};
