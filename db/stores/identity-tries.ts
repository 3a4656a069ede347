import { and, asc, eq, gt, lte, sql } from 'drizzle-orm';
import type { Tries, TryStore } from '../../services/identity/tries.ts';
import { identityTries as table } from '../schema.ts';
import { type Drizzle, inList } from './drizzle.ts';

const COUNT = { key: table.key, tries: table.tries };
const MINUTE_MS = 60_000;

export const identityTryStore = (db: Drizzle): TryStore => ({
  async of(keys, now) {
    return db
      .select(COUNT)
      .from(table)
      .where(and(inList(table.key, keys), gt(table.until, now)));
  },

  async add(counted, now) {
    const at = sql`${now.toISOString()}::timestamptz`;
    const most = sql`case ${sql.join(
      counted.map((one) => sql`when ${table.key} = ${one.key}::text then ${one.most}::bigint`),
      sql` `,
    )} end`;
    return (
      db
        .insert(table)
        // In one order everywhere: two that count the same rows don't wait for each other in a circle.
        .values(
          counted
            .toSorted((one, other) => (one.key < other.key ? -1 : 1))
            .map(({ key, minutes }) => ({ key, tries: 1, until: new Date(now.getTime() + minutes * MINUTE_MS) })),
        )
        .onConflictDoUpdate({
          target: table.key,
          set: {
            tries: sql`case when ${table.until} <= ${at} then 1 else ${table.tries} + 1 end`,
            // Once there are too many, their time runs out: who goes on trying doesn't keep a customer out for ever.
            until: sql`case when ${table.until} > ${at} and ${table.tries} >= ${most} then ${table.until} else excluded.until end`,
          },
        })
        .returning(COUNT) as Promise<Tries[]>
    );
  },

  async forgive({ forgotten, takenBack }) {
    // One row a statement: whoever waits for a row holds none, so that nobody waits in a circle.
    for (const key of forgotten) await db.delete(table).where(eq(table.key, key));
    for (const key of takenBack)
      await db
        .update(table)
        .set({ tries: sql`greatest(${table.tries} - 1, 0)` })
        .where(eq(table.key, key));
  },

  async sweep({ now, most, limit }) {
    const over = await db.select({ key: table.key }).from(table).where(lte(table.until, now)).limit(limit);
    for (const { key } of over) await db.delete(table).where(and(eq(table.key, key), lte(table.until, now)));
    const [{ rows } = { rows: 0 }] = await db.select({ rows: sql<number>`count(*)::int` }).from(table);
    if (rows <= most) return;
    const least = await db
      .select({ key: table.key })
      .from(table)
      .orderBy(asc(table.tries), asc(table.until))
      .limit(Math.min(limit, rows - most));
    for (const { key } of least) await db.delete(table).where(eq(table.key, key));
  },
});
