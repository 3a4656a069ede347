import { asc, eq, sql } from 'drizzle-orm';
import type { Customer, CustomerStore } from '../../services/customers/customers.ts';
import { customers } from '../schema.ts';
import { absent, type Drizzle, inList } from './drizzle.ts';

export const customerStore = (db: Drizzle): CustomerStore => ({
  async find(id) {
    const [row] = await db.select().from(customers).where(eq(customers.id, id));
    return row && customerOf(row);
  },

  async several(ids) {
    return (await db.select().from(customers).where(inList(customers.id, ids))).map(customerOf);
  },

  async findByPhone(phone) {
    const rows = await db
      .select()
      .from(customers)
      .where(sql`${customers.phones} @> ${JSON.stringify([phone])}::text::jsonb`)
      .orderBy(asc(customers.id));
    return rows.map(customerOf);
  },
});

type Row = typeof customers.$inferSelect;

export const customerOf = ({ sample: _, idNumber, email, address, ...row }: Row): Customer => ({
  ...row,
  idNumber: absent(idNumber),
  email: absent(email),
  address: absent(address),
});

export const rowOfCustomer = ({ idNumber, email, address, ...customer }: Customer): Omit<Row, 'sample'> => ({
  ...customer,
  idNumber: idNumber ?? null,
  email: email ?? null,
  address: address ?? null,
});
