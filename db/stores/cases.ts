import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { CaseStore } from '../../services/cases/case.ts';
import { callBack } from '../../services/cases/kinds/call-back.ts';
import { caseDeadlines, caseReferences, cases } from '../schema.ts';
import { caseRow, deadlineRows, GROWING, MOVING, toCase } from './case-row.ts';
import { type Drizzle, inList } from './drizzle.ts';

/** The kind that is listed for everybody, as its conversation may have ended. */
const { name: CALL_BACK } = callBack;

export const caseStore = (db: Drizzle): CaseStore => ({
  async take(reference, conversationId) {
    const taken = await db
      .insert(caseReferences)
      .values({ reference, conversationId })
      .onConflictDoNothing()
      .returning({ reference: caseReferences.reference });
    return taken.length === 1;
  },

  async conversationOf(reference) {
    const [row] = await db
      .select({ conversationId: caseReferences.conversationId })
      .from(caseReferences)
      .where(eq(caseReferences.reference, reference));
    return row?.conversationId;
  },

  async keep(given) {
    const row = caseRow(given);
    const set = {
      ...Object.fromEntries(MOVING.map((name) => [name, row[name]])),
      ...Object.fromEntries(
        GROWING.map((name) => [name, sql`${cases[name]} || ${sql.identifier('excluded')}.${sql.identifier(name)}`]),
      ),
    };
    await db
      .insert(cases)
      .values(row)
      .onConflictDoUpdate({ target: [cases.conversationId, cases.id], set });
    const deadlines = deadlineRows(given);
    if (deadlines.length > 0) await db.insert(caseDeadlines).values(deadlines).onConflictDoNothing();
  },

  async callsToMake(limit) {
    const rows = await db
      .select()
      .from(cases)
      .where(and(eq(cases.kind, CALL_BACK), isNull(cases.closedAt), sql`jsonb_exists(${cases.data}, 'phone')`))
      .orderBy(sql`${cases.data} ->> 'callAt'`, asc(cases.id))
      .limit(limit);
    return rows.map((row) => toCase(row, []));
  },

  async ofConversation(conversationId) {
    const rows = await db.select().from(cases).where(eq(cases.conversationId, conversationId)).orderBy(asc(cases.id));
    if (rows.length === 0) return [];
    const deadlines = await db
      .select()
      .from(caseDeadlines)
      .where(
        and(
          inArray(caseDeadlines.conversationId, [conversationId, '']),
          inList(
            caseDeadlines.caseId,
            rows.map(({ id }) => id),
          ),
        ),
      )
      .orderBy(asc(caseDeadlines.dueAt));
    return rows.map((row) => toCase(row, deadlines));
  },
});
