import type { PoliceFact } from '../../services/cases/kinds/incident.ts';
import { phrases } from '../phrases/phrases.ts';
import type { ValueReader } from '../values/kit/reading.ts';
import { clausesOf, joinLists, plainly } from './plainly.ts';

const list = phrases('police', ['not-called', 'attended', 'called', 'no-statement', 'statement', 'in-question']);

/** What the police have to do with it: whether they were called and came, and whether there is a paper of theirs. */
export const police: ValueReader<PoliceFact[]> = (text) => {
  const found = clausesOf(plainly(text)).flatMap((clause): PoliceFact[] => {
    if (list['in-question'].test(clause)) return [];
    const called = list['not-called'].test(clause)
      ? 'not-called'
      : list.attended.test(clause)
        ? 'attended'
        : list.called.test(clause)
          ? 'called'
          : undefined;
    const paper = list['no-statement'].test(clause)
      ? 'no-statement'
      : list.statement.test(clause)
        ? 'statement'
        : undefined;
    return [...(called ? [called] : []), ...(paper ? [paper] : [])] as PoliceFact[];
  });
  return found.length > 0 ? { value: joinPolice([], found) } : undefined;
};

/** What is told later goes further: who wasn't called may have come since. */
export function joinPolice(before: readonly PoliceFact[], told: readonly PoliceFact[]): PoliceFact[] {
  const all = joinLists(before, told);
  const isOver = (fact: PoliceFact): boolean =>
    (fact === 'not-called' && (all.includes('called') || all.includes('attended'))) ||
    (fact === 'called' && all.includes('attended')) ||
    (fact === 'no-statement' && all.includes('statement'));
  return all.filter((fact) => !isOver(fact));
}
