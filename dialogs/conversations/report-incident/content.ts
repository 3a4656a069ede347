import type { IncidentReport } from '../../../services/cases/kinds/incident.ts';
import { type Cost, isSeveral } from '../../../understanding/loss/cost-list.ts';
import { joinPeople } from '../../../understanding/values/people/join.ts';
import type { Told } from './report.ts';

/** What the case holds of what was told: each fact by itself, for whoever takes it up. */
export function contentOf({
  vehicles,
  fault,
  otherSide,
  insured,
  people,
  driving,
  costs,
  estimate,
  paid,
  ...told
}: Told): IncidentReport {
  const { own, other, unclear } = vehicles ?? {};
  const who = joinPeople(people ?? [], insured ? [{ name: insured, roles: ['insured'] }] : []);
  return withoutUndefined({
    ...told,
    // Of several amounts none alone is what it comes to: each stands with what it is of.
    ...(isSeveral(costs)
      ? { costs, estimate: estimate === 'open' ? estimate : undefined, paid: several(costs) ? undefined : paid }
      : { estimate, paid }),
    // Whoever had drunk and drove nothing is no driver.
    driving: told.what === 'death' && !vehicles && !told.course ? undefined : driving,
    people: who.length > 0 ? who : undefined,
    ownPlate: own?.plate,
    ownVehicle: own?.looks,
    otherPlate: other?.plate,
    otherPartOfPlate: other?.partOfPlate,
    otherVehicle: other?.looks ?? otherSide?.said,
    fled: other?.fled,
    otherPlateUnseen: other?.unseen,
    unclearPlates: unclear,
    fault: fault?.fault,
    faultBy: fault?.by,
  });
}

/** Whether more than one of them was paid. */
const several = (costs: readonly Cost[]): boolean => costs.filter(({ paid }) => paid).length > 1;

const withoutUndefined = (
  report: { [Name in keyof IncidentReport]: IncidentReport[Name] | undefined },
): IncidentReport =>
  Object.fromEntries(Object.entries(report).filter(([, value]) => value !== undefined)) as IncidentReport;
