import { desc, eq, or } from 'drizzle-orm';
import type { InsurerCase, InsurerCaseStore } from '../../services/insurer-cases/insurer-cases.ts';
import { insurerCases } from '../schema.ts';
import { absent, type Drizzle } from './drizzle.ts';

export const insurerCaseStore = (db: Drizzle): InsurerCaseStore => ({
  async find(reference) {
    const [row] = await db.select().from(insurerCases).where(eq(insurerCases.reference, reference));
    return row && insurerCaseOf(row);
  },

  async ofCustomer(customerId) {
    const rows = await db
      .select()
      .from(insurerCases)
      .where(or(eq(insurerCases.customerId, customerId), eq(insurerCases.onBehalfOf, customerId)))
      .orderBy(...LATEST_FIRST);
    return rows.map(insurerCaseOf);
  },

  async ofPolicy(policyNumber) {
    const rows = await db
      .select()
      .from(insurerCases)
      .where(eq(insurerCases.policyNumber, policyNumber))
      .orderBy(...LATEST_FIRST);
    return rows.map(insurerCaseOf);
  },
});

const LATEST_FIRST = [desc(insurerCases.receivedOn), desc(insurerCases.reference)];

type Row = typeof insurerCases.$inferSelect;

export const insurerCaseOf = ({ sample: _, customerId, policyNumber, onBehalfOf, details, ...row }: Row): InsurerCase =>
  ({
    ...row,
    ...details,
    customer: customerId,
    policyNumber: absent(policyNumber),
    onBehalfOf: absent(onBehalfOf),
  }) as InsurerCase;

export function rowOfInsurerCase(one: InsurerCase): Omit<Row, 'sample'> {
  const { reference, kind, policyNumber, customer, onBehalfOf, receivedOn, branch, status, ...details } = one;
  return {
    ...{ reference, kind, receivedOn, branch, status, details },
    policyNumber: policyNumber ?? null,
    customerId: customer,
    onBehalfOf: onBehalfOf ?? null,
  };
}
