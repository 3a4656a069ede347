import { and, asc, eq, lte, sql } from 'drizzle-orm';
import type { CodeSending, CodeStore } from '../../services/identity/sendings.ts';
import { verificationCodes as table } from '../schema.ts';
import { absent, type Drizzle } from './drizzle.ts';

type Row = typeof table.$inferSelect;
type Which = Pick<CodeSending, 'conversationId' | 'nonce'>;

const only = ({ conversationId, nonce }: Which) =>
  and(eq(table.conversationId, conversationId), eq(table.nonce, nonce));

export const codeStore = (db: Drizzle): CodeStore => ({
  async put({ phone, ...sending }) {
    await db
      .insert(table)
      .values({ ...sending, phone: phone ?? null })
      .onConflictDoNothing();
  },

  async lease(limit, now, until) {
    const due = await db.select().from(table).where(lte(table.dueAt, now)).orderBy(asc(table.dueAt)).limit(limit);
    // Looked for everywhere without a lock, and taken one by one: who comes second finds it due later.
    const leased: CodeSending[] = [];
    for (const one of due) {
      const [row] = await db
        .update(table)
        .set({ dueAt: until, attempts: sql`${table.attempts} + 1` })
        .where(and(only(one), lte(table.dueAt, now)))
        .returning();
      if (row) leased.push(sendingOf(row));
    }
    return leased;
  },

  async done(sending) {
    await db.delete(table).where(only(sending));
  },

  async postpone(sending, dueAt) {
    await db.update(table).set({ dueAt }).where(only(sending));
  },
});

const sendingOf = ({ phone, ...row }: Row): CodeSending => ({ ...row, phone: absent(phone) });
