import { type AnyColumn, desc, eq, or, type SQL, sql } from 'drizzle-orm';
import type { Policy, PolicyStore } from '../../services/policies/policies.ts';
import { policies } from '../schema.ts';
import { absent, type Drizzle } from './drizzle.ts';

export const policyStore = (db: Drizzle): PolicyStore => {
  const ofPlate = (plate: string) =>
    db
      .select()
      .from(policies)
      .where(eq(policies.plate, plate))
      .orderBy(...LATEST_FIRST);
  return {
    async find(number) {
      const [row] = await db.select().from(policies).where(eq(policies.number, number));
      return row && policyOf(row);
    },

    async findByPlate(plate) {
      const [row] = await ofPlate(plate).limit(1);
      return row && policyOf(row);
    },

    async ofPlate(plate) {
      return (await ofPlate(plate)).map(policyOf);
    },

    async ofCustomer(customerId) {
      const rows = await db
        .select()
        .from(policies)
        .where(
          or(
            eq(policies.customerId, customerId),
            names(policies.insured, customerId),
            names(policies.beneficiaries, customerId),
          ),
        )
        .orderBy(...LATEST_FIRST);
      return rows.map(policyOf);
    },
  };
};

const LATEST_FIRST = [desc(policies.until), desc(policies.from), desc(policies.number)];

/** Whether one of a list's people is a customer. */
const names = (people: AnyColumn, customer: string): SQL =>
  sql`${people} @> ${JSON.stringify([{ customer }])}::text::jsonb`;

type Row = typeof policies.$inferSelect;

export const policyOf = ({ sample: _, customerId, plate, lapsedOn, endedOn, ...row }: Row): Policy => ({
  ...row,
  holder: customerId,
  plate: absent(plate),
  lapsedOn: absent(lapsedOn),
  endedOn: absent(endedOn),
});

export const rowOfPolicy = ({ holder, plate, lapsedOn, endedOn, ...policy }: Policy): Omit<Row, 'sample'> => ({
  ...policy,
  customerId: holder,
  plate: plate ?? null,
  lapsedOn: lapsedOn ?? null,
  endedOn: endedOn ?? null,
});
