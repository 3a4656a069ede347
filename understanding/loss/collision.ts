import { COLLISION_COURSES, type CollisionCourse, FAULTS, type Fault } from '../../services/cases/kinds/incident.ts';
import { phrases } from '../phrases/phrases.ts';
import type { ValueReader } from '../values/kit/reading.ts';
import { clausesOf, plainly } from './plainly.ts';

const { parked, denied, ...courses } = phrases('collision', [...COLLISION_COURSES, 'parked', 'denied']);
/** That nobody hit them, wherever it stands. */
const DENIED = new RegExp(denied.source, 'gi');
const { 'by-police': BY_POLICE, ...faults } = phrases('fault', [...FAULTS, 'by-police']);

/** Who hit whom, or what. */
export const collisionCourse: ValueReader<CollisionCourse> = (text) => {
  const said = plainly(text).replace(DENIED, '。');
  if (parked.test(said)) return { value: 'was-hit' };
  const value = COLLISION_COURSES.find((course) => courses[course].test(said));
  return value && { value };
};

/** Whose fault it was, and who says so. */
export interface SaidFault {
  fault: Fault;
  by: 'police' | 'customer';
}

/** Whose fault it was, as the police or the customer say it: by clauses, what is said last. */
export const fault: ValueReader<SaidFault> = (text) => {
  const said = plainly(text);
  const clauses = clausesOf(said);
  const told = clauses.map((clause) => FAULTS.find((one) => faults[one].test(clause)));
  const at = told.findLastIndex((one) => one !== undefined);
  const found = told[at];
  if (!found) return undefined;
  const around = clauses.slice(Math.max(0, at - 2), at + 1).join('，');
  return {
    value: {
      fault: found,
      by: BY_POLICE.test(around) && found !== 'undecided' && found !== 'disputed' ? 'police' : 'customer',
    },
  };
};

/** A new word of the customer's takes nothing from what the police have decided, unless the police did again. */
export const joinFault = (before: SaidFault, told: SaidFault): SaidFault =>
  before.by === 'police' && before.fault === told.fault ? before : told;
