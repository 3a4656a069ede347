import { type Case, DRAFT } from '../../services/cases/case.ts';
import type { caseDeadlines, cases } from '../schema.ts';
import { absent } from './drizzle.ts';

type CaseRow = typeof cases.$inferSelect;
type DeadlineRow = typeof caseDeadlines.$inferSelect;

/** What of a case changes while it is carried to its end, and what is added to. */
export const MOVING = ['policyNumber', 'step', 'data', 'submittedAt', 'closedAt'] as const satisfies (keyof CaseRow)[];
export const GROWING = ['facts', 'notes'] as const satisfies (keyof CaseRow)[];

export const caseRow = ({ deadlines: _, facts, notes, ...given }: Case): CaseRow => ({
  ...given,
  policyNumber: given.policyNumber ?? null,
  facts: [...facts],
  notes: [...notes],
  submittedAt: given.submittedAt ?? null,
  closedAt: given.closedAt ?? null,
});

export const deadlineRows = ({ conversationId, id, deadlines }: Case): DeadlineRow[] =>
  deadlines.map((deadline) => ({ conversationId, caseId: id, ...deadline }));

/** A case as it is kept. What was opened before there were drafts was submitted then. */
export const toCase = (row: CaseRow, deadlines: readonly DeadlineRow[]): Case => ({
  ...row,
  policyNumber: absent(row.policyNumber),
  submittedAt: row.step === DRAFT ? undefined : (row.submittedAt ?? row.openedAt),
  closedAt: absent(row.closedAt),
  deadlines: deadlines
    .filter(({ caseId }) => caseId === row.id)
    .map(({ name, source, dueAt }) => ({ name, source, dueAt })),
});
