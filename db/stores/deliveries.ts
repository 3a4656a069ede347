import { and, asc, eq, inArray, isNotNull, isNull, lt, lte, or, sql } from 'drizzle-orm';
import type { DeliveryStore } from '../../services/deliveries.ts';
import { deliveries } from '../schema.ts';
import type { Drizzle } from './drizzle.ts';

const leasedTo = (conversationId: string, owner: string) =>
  and(eq(deliveries.conversationId, conversationId), eq(deliveries.leasedBy, owner));

export const deliveryStore = (db: Drizzle): DeliveryStore => ({
  async wake(conversationId, transport, now) {
    await db
      .insert(deliveries)
      .values({ conversationId, transport, dueAt: now })
      // A retry that is due later stays due later: the log keeps its order, so the new entry waits behind the failed one.
      .onConflictDoUpdate({
        target: deliveries.conversationId,
        set: {
          wakes: sql`${deliveries.wakes} + 1`,
          dueAt: sql`case when ${deliveries.attempts} > 0 then ${deliveries.dueAt} else ${now.toISOString()}::timestamptz end`,
        },
      });
  },

  async lease(transport, owner, limit, now, until) {
    const free = db
      .select({ id: deliveries.conversationId })
      .from(deliveries)
      .where(
        and(
          eq(deliveries.transport, transport),
          isNotNull(deliveries.dueAt),
          lte(deliveries.dueAt, now),
          or(isNull(deliveries.leasedUntil), lt(deliveries.leasedUntil, now)),
        ),
      )
      .orderBy(asc(deliveries.dueAt))
      .limit(limit)
      .for('update', { skipLocked: true });
    return db
      .update(deliveries)
      .set({ leasedBy: owner, leasedUntil: until })
      .where(inArray(deliveries.conversationId, free))
      .returning({
        conversationId: deliveries.conversationId,
        transport: deliveries.transport,
        position: deliveries.position,
        attempts: deliveries.attempts,
        wakes: deliveries.wakes,
      });
  },

  async advance({ conversationId }, owner, position, until) {
    const moved = await db
      .update(deliveries)
      .set({ position, attempts: 0, error: null, leasedUntil: until })
      .where(leasedTo(conversationId, owner))
      .returning({ position: deliveries.position });
    return moved.length === 1;
  },

  async rest({ conversationId, wakes }, owner) {
    await db
      .update(deliveries)
      .set({
        leasedBy: null,
        leasedUntil: null,
        attempts: 0,
        dueAt: sql`case when ${deliveries.wakes} <> ${wakes} then ${deliveries.dueAt} end`,
      })
      .where(leasedTo(conversationId, owner));
  },

  async postpone({ conversationId, attempts }, owner, retryAt, error) {
    await db
      .update(deliveries)
      .set({ attempts: attempts + 1, dueAt: retryAt, error, leasedBy: null, leasedUntil: null })
      .where(leasedTo(conversationId, owner));
  },
});
