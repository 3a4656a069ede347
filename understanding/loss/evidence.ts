import type { DrivingFact, EvidenceFact } from '../../services/cases/kinds/incident.ts';
import { phrases } from '../phrases/phrases.ts';
import type { ValueReader } from '../values/kit/reading.ts';
import { clausesOf, joinLists, plainly } from './plainly.ts';

const KINDS = ['dashcam', 'cctv', 'photos', 'witness', 'receipts'] as const;
const list = phrases('evidence', [...KINDS, 'to-follow', 'none']);

/** What can show what happened: what there is, and what the customer will get. */
export const evidence: ValueReader<EvidenceFact[]> = (text) => {
  const clauses = clausesOf(plainly(text));
  const found = clauses.flatMap((clause, index) => {
    const next = clauses[index + 1] ?? '';
    // 监控我去找物业要: what is going to be got may be told in the clause after.
    const goesOn = KINDS.some((kind) => list[kind].test(next)) ? clause : `${clause}${next}`;
    const follows = list['to-follow'].test(goesOn);
    if (list.none.test(clause) || /[？?吗么]$/u.test(clause)) return [];
    return KINDS.filter((kind) => list[kind].test(clause)).map(
      (kind): EvidenceFact => (follows ? `${kind}-to-follow` : kind),
    );
  });
  return found.length > 0 ? { value: joinEvidence([], found) } : undefined;
};

/** What was to follow and is there now isn't to follow any more. */
export function joinEvidence(before: readonly EvidenceFact[], told: readonly EvidenceFact[]): EvidenceFact[] {
  const all = joinLists(before, told);
  return all.filter((fact) => !fact.endsWith('-to-follow') || !all.some((one) => `${one}-to-follow` === fact));
}

const driving = phrases('driving', ['drunk', 'unlicensed', 'denied', 'other']);

/** That a driver had drunk or had no licence, and which: it is taken down as it was told. */
export const drivingFacts: ValueReader<DrivingFact[]> = (text) => {
  const found = clausesOf(plainly(text)).flatMap((clause): DrivingFact[] => {
    if (driving.denied.test(clause)) return [];
    const whose = driving.other.test(clause) ? 'other' : 'own';
    return [
      ...(driving.drunk.test(clause) ? [`${whose}-drunk` as const] : []),
      ...(driving.unlicensed.test(clause) ? [`${whose}-unlicensed` as const] : []),
    ];
  });
  return found.length > 0 ? { value: joinLists([], found) } : undefined;
};
