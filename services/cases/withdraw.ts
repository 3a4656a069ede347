import type { Case, CaseStore, Note } from './case.ts';

/** The step of a case that its customer took back. */
export const WITHDRAWN = 'withdrawn';

/** Ends a case that its customer takes back, with what they said: all that was told of it stays. Returns it as it is kept. */
export async function withdrawCase(
  given: Case,
  said: Note,
  { cases, now }: { cases: Pick<CaseStore, 'keep'>; now: Date },
): Promise<Case> {
  const withdrawn: Case = { ...given, step: WITHDRAWN, closedAt: now, facts: [], notes: [said] };
  await cases.keep(withdrawn);
  return withdrawn;
}
