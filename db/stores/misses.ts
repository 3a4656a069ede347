import { and, count, desc, eq, gte, isNotNull, isNull, max, min, type SQL, sql } from 'drizzle-orm';
import type { Locale } from '../../language/locale.ts';
import type { MissQuery, MissStore } from '../../services/misses.ts';
import { misses } from '../schema.ts';
import { absent, type Drizzle } from './drizzle.ts';

export const missStore = (db: Drizzle): MissStore => ({
  async record(miss) {
    await db.insert(misses).values({ ...miss, product: miss.product ?? null });
  },

  async groups({ order, limit, ...wanted }) {
    const grouped = groupsOf(db, wanted).as('grouped');
    const rows = await db
      .select({
        key: misses.key,
        question: misses.question,
        product: misses.product,
        locale: misses.locale,
        nearest: misses.nearest,
        conversationId: misses.conversationId,
        count: grouped.count,
        open: grouped.open,
        firstAt: grouped.firstAt,
        lastAt: misses.askedAt,
        resolvedAt: grouped.resolvedAt,
      })
      .from(grouped)
      .innerJoin(misses, eq(misses.id, grouped.lastId))
      .orderBy(...(order === 'count' ? [desc(grouped.count)] : []), desc(misses.askedAt), desc(misses.id))
      .limit(limit);
    return rows.map(({ open, firstAt, ...row }) => ({
      ...row,
      product: absent(row.product),
      locale: row.locale as Locale,
      firstAt: firstAt ?? row.lastAt,
      resolved: open === 0,
      resolvedAt: absent(row.resolvedAt),
    }));
  },

  async count(wanted) {
    const [row] = await db.select({ groups: count() }).from(groupsOf(db, wanted).as('grouped'));
    return row?.groups ?? 0;
  },

  async products() {
    const rows = await db
      .selectDistinct({ product: misses.product })
      .from(misses)
      .where(isNotNull(misses.product))
      .orderBy(misses.product);
    return rows.flatMap(({ product }) => product ?? []);
  },

  async resolve(key, { by, at }) {
    const resolved = await db
      .update(misses)
      .set({ resolvedAt: at, resolvedBy: by })
      .where(and(eq(misses.key, key), isNull(misses.resolvedAt)))
      .returning({ id: misses.id });
    return resolved.length > 0;
  },

  async reopen(key) {
    const reopened = await db
      .update(misses)
      .set({ resolvedAt: null, resolvedBy: null })
      .where(and(eq(misses.key, key), isNotNull(misses.resolvedAt)))
      .returning({ id: misses.id });
    return reopened.length > 0;
  },
});

/** The groups that are wanted, each with its last question: ids are ordered by the time in them. */
function groupsOf(db: Drizzle, { since, product, resolved }: Pick<MissQuery, 'since' | 'product' | 'resolved'>) {
  const open = sql<number>`(count(*) filter (where ${misses.resolvedAt} is null))::integer`;
  const conditions: (SQL | undefined)[] = [
    since && gte(misses.askedAt, since),
    product === undefined ? undefined : eq(misses.product, product),
  ];
  return db
    .select({
      key: misses.key,
      count: count().as('count'),
      open: open.as('open'),
      firstAt: min(misses.askedAt).as('first_at'),
      lastId: max(misses.id).as('last_id'),
      resolvedAt: max(misses.resolvedAt).as('last_resolved_at'),
    })
    .from(misses)
    .where(and(...conditions))
    .groupBy(misses.key)
    .having(resolved === undefined ? undefined : resolved ? sql`${open} = 0` : sql`${open} > 0`);
}
