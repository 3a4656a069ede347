import { and, desc, eq, lte, sql } from 'drizzle-orm';
import type { FailureKey, SignInFailureStore, SignInFailures } from '../../services/staff/sign-in-failures.ts';
import { signInFailures as table } from '../schema.ts';
import { absent, type Drizzle } from './drizzle.ts';

type Row = typeof table.$inferSelect;

const fromRow = ({ account, place, failures, lockedUntil }: Row): SignInFailures => ({
  account,
  place,
  failures,
  lockedUntil: absent(lockedUntil),
});

/** Given as one parameter, so that the statement is the same however many there are. */
const among = (keys: readonly FailureKey[]) =>
  sql`(${table.account}, ${table.place}) in (select key ->> 0, key ->> 1 from jsonb_array_elements(${JSON.stringify(keys.map(({ account, place }) => [account, place]))}::text::jsonb) as key)`;

export const signInFailureStore = (db: Drizzle): SignInFailureStore => ({
  async of(keys) {
    return (await db.select().from(table).where(among(keys))).map(fromRow);
  },

  async add(keys, { at, since, forgetAt }) {
    const begun = sql`${since.toISOString()}::timestamptz`;
    const moment = sql`${at.toISOString()}::timestamptz`;
    const isOver = sql`(${table.since} <= ${begun} or ${table.lockedUntil} <= ${moment})`;
    const rows = await db
      .insert(table)
      // In one order everywhere: two that count the same rows don't wait for each other in a circle.
      .values(
        keys
          .toSorted((one, other) => (one.account + one.place < other.account + other.place ? -1 : 1))
          .map(({ account, place }) => ({ account, place, failures: 1, since: at, forgetAt })),
      )
      .onConflictDoUpdate({
        target: [table.account, table.place],
        set: {
          failures: sql`case when ${isOver} then 1 else ${table.failures} + 1 end`,
          since: sql`case when ${isOver} then ${moment} else ${table.since} end`,
          lockedUntil: sql`case when ${table.lockedUntil} <= ${moment} then null else ${table.lockedUntil} end`,
          forgetAt: sql`greatest(${table.forgetAt}, excluded.forget_at)`,
        },
      })
      .returning();
    return rows.map(fromRow);
  },

  async lock({ account, place }, until) {
    await db
      .update(table)
      .set({ lockedUntil: until, forgetAt: sql`greatest(${table.forgetAt}, ${until.toISOString()}::timestamptz)` })
      .where(and(eq(table.account, account), eq(table.place, place)));
  },

  async takeBack(keys) {
    // One row a statement: whoever waits for a row holds none, so that nobody waits in a circle.
    for (const { account, place } of keys)
      await db
        .update(table)
        .set({ failures: sql`greatest(${table.failures} - 1, 0)` })
        .where(and(eq(table.account, account), eq(table.place, place)));
  },

  async forgive({ account, place }) {
    await db.delete(table).where(and(eq(table.account, account), eq(table.place, place)));
  },

  async forgiveAccount(account) {
    await db.delete(table).where(eq(table.account, account));
  },

  async sweep({ at, most, limit }) {
    const keys = { account: table.account, place: table.place, forgetAt: table.forgetAt };
    await forgetEach(db, await db.select(keys).from(table).where(lte(table.forgetAt, at)).limit(limit));
    // Those that would be forgotten first go first.
    await forgetEach(db, await db.select(keys).from(table).orderBy(desc(table.forgetAt)).offset(most).limit(limit));
  },
});

/**
 * One row a statement, and none that was counted in meanwhile. Many at once would be locked in an order of their own, and
 * `skip locked` doesn't always skip: PostgreSQL waits where a row was moved on twice (`heap_lock_updated_tuple`).
 */
async function forgetEach(db: Drizzle, rows: readonly Pick<Row, 'account' | 'place' | 'forgetAt'>[]): Promise<void> {
  for (const { account, place, forgetAt } of rows)
    await db.delete(table).where(and(eq(table.account, account), eq(table.place, place), eq(table.forgetAt, forgetAt)));
}
