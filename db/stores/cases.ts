import { asc, eq } from 'drizzle-orm';
import type { CaseStore } from '../../services/cases/case.ts';
import { caseDeadlines, cases } from '../schema.ts';
import { absent, type Drizzle, inList } from './drizzle.ts';

export const caseStore = (db: Drizzle): CaseStore => ({
  async has(reference) {
    const rows = await db.select({ id: cases.id }).from(cases).where(eq(cases.reference, reference));
    return rows.length > 0;
  },

  async open({ deadlines, ...opened }) {
    await db.insert(cases).values({ ...opened, policyNumber: opened.policyNumber ?? null, closedAt: null });
    if (deadlines.length > 0)
      await db.insert(caseDeadlines).values(deadlines.map((deadline) => ({ caseId: opened.id, ...deadline })));
  },

  async ofConversation(conversationId) {
    const rows = await db.select().from(cases).where(eq(cases.conversationId, conversationId)).orderBy(asc(cases.id));
    if (rows.length === 0) return [];
    const deadlines = await db
      .select()
      .from(caseDeadlines)
      .where(
        inList(
          caseDeadlines.caseId,
          rows.map(({ id }) => id),
        ),
      )
      .orderBy(asc(caseDeadlines.dueAt));
    return rows.map((row) => ({
      ...row,
      policyNumber: absent(row.policyNumber),
      closedAt: absent(row.closedAt),
      deadlines: deadlines
        .filter(({ caseId }) => caseId === row.id)
        .map(({ name, source, dueAt }) => ({ name, source, dueAt })),
    }));
  },
});
