import type {
  CollisionCourse,
  DrivingFact,
  EvidenceFact,
  IncidentReport,
  IncidentTime,
  PoliceFact,
} from '../../../services/cases/kinds/incident.ts';
import type { SaidFault } from '../../../understanding/loss/collision.ts';
import type { Cost } from '../../../understanding/loss/cost-list.ts';
import type { Estimate } from '../../../understanding/loss/costs.ts';
import type { Words } from '../../../understanding/loss/plainly.ts';
import type { Care } from '../../../understanding/loss/treatment.ts';
import type { Vehicles } from '../../../understanding/loss/vehicles.ts';
import type { Money } from '../../../understanding/values/money.ts';
import type { Person } from '../../../understanding/values/people.ts';
import type { Place } from '../../../understanding/values/place.ts';
import type { Filled } from '../../kit/form/slots.ts';

/** What a report of an incident takes. Few of it is asked; the rest is taken where it is told. */
export type Report = {
  what: NonNullable<IncidentReport['what']>;
  anyoneHurt: boolean;
  care: Care;
  goingOn: boolean;
  happenedAt: IncidentTime;
  place: Place;
  vehicles: Vehicles;
  otherSide: Words;
  course: CollisionCourse;
  fault: SaidFault;
  police: PoliceFact[];
  driving: DrivingFact[];
  drivable: boolean;
  carAt: Words;
  damage: Words;
  cause: Words;
  neighbours: boolean;
  hospital: Words;
  diagnosis: Words;
  admittedAt: IncidentTime;
  estimate: Estimate;
  paid: Money;
  costs: readonly Cost[];
  evidence: EvidenceFact[];
  people: readonly Person[];
  insured: string;
  policy: string;
  name: string;
  phone: string;
  story: Words;
};
export type Told = Filled<Report>;

/** Which line of insurance a report is of, by what happened and what was told: each asks for its own. */
export type Line = 'motor' | 'home' | 'health' | 'theft' | 'death' | 'other';
export function lineOf({ what, vehicles, drivable, carAt, course, hospital, diagnosis, care }: Told): Line {
  if (what === 'death') return 'death';
  if (what === 'illness' || what === 'injury') return 'health';
  const { own, other } = vehicles ?? {};
  // Somebody who was hit on foot or on a bicycle has no car to speak of.
  if (what === 'collision' && !own?.plate && (hospital || diagnosis || care === 'in-hospital')) return 'health';
  const isOfACar = Boolean(own ?? other?.plate ?? other?.fled ?? carAt ?? course) || typeof drivable === 'boolean';
  if (what === 'collision' || (isOfACar && what !== undefined)) return 'motor';
  if (what === 'theft') return 'theft';
  return what === 'water' || what === 'fire' || what === 'weather' ? 'home' : 'other';
}

/** Whether it is of one of these lines. */
export const isOf =
  (...lines: readonly Line[]) =>
  (told: Told): boolean =>
    lines.includes(lineOf(told));

/** Somebody else than the reporter is hurt, ill, insured or dead, of whom no name is known. */
export const hasNamelessPatient = ({ people, insured }: Told): boolean =>
  !insured &&
  (people ?? []).some(
    ({ roles, name }) => !name && !roles.includes('speaker') && roles.some((role) => PATIENT.has(role)),
  );
const PATIENT: ReadonlySet<string> = new Set(['hurt', 'ill', 'hospitalised', 'insured', 'died', 'represented']);

/** Somebody of the customer's who is told to have died. */
export const isKinWhoDied = ({ roles, relation }: Person): boolean => roles.includes('died') && relation !== undefined;
