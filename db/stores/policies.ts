import { desc, eq } from 'drizzle-orm';
import type { Policy, PolicyStore } from '../../services/policies.ts';
import { policies } from '../schema.ts';
import { absent, type Drizzle } from './drizzle.ts';

export const policyStore = (db: Drizzle): PolicyStore => ({
  async find(number) {
    const [row] = await db.select().from(policies).where(eq(policies.number, number));
    return row && fromRow(row);
  },

  async findByPlate(plate) {
    const [row] = await db
      .select()
      .from(policies)
      .where(eq(policies.plate, plate))
      .orderBy(desc(policies.until))
      .limit(1);
    return row && fromRow(row);
  },
});

const fromRow = ({ sample: _, ...row }: typeof policies.$inferSelect): Policy => ({ ...row, plate: absent(row.plate) });
