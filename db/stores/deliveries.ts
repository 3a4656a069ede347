import { and, asc, eq, isNotNull, isNull, lt, lte, not, or, sql } from 'drizzle-orm';
import type { Delivery, DeliveryStore } from '../../services/deliveries.ts';
import { deliveries } from '../schema.ts';
import { type Drizzle, inList } from './drizzle.ts';

const leasedTo = (conversationId: string, owner: string) =>
  and(eq(deliveries.conversationId, conversationId), eq(deliveries.leasedBy, owner));

const DELIVERY = {
  conversationId: deliveries.conversationId,
  transport: deliveries.transport,
  position: deliveries.position,
  attempts: deliveries.attempts,
  refusals: deliveries.refusals,
  wakes: deliveries.wakes,
};

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
    const isFree = and(
      eq(deliveries.transport, transport),
      isNotNull(deliveries.dueAt),
      lte(deliveries.dueAt, now),
      or(isNull(deliveries.leasedUntil), lt(deliveries.leasedUntil, now)),
    );
    /** Undefined where somebody else has leased it, or writes to it at this moment. */
    const leaseOne = async (conversationId: string): Promise<Delivery | undefined> => {
      const free = db
        .select({ id: deliveries.conversationId })
        .from(deliveries)
        .where(and(eq(deliveries.conversationId, conversationId), isFree))
        .for('update', { skipLocked: true });
      const [leased] = await db
        .update(deliveries)
        .set({ leasedBy: owner, leasedUntil: until })
        // An array is made once; what stands in an `in (…)` may be run again, and then skips what it has locked itself.
        .where(
          and(eq(deliveries.conversationId, conversationId), sql`${deliveries.conversationId} = any(array(${free}))`),
        )
        .returning(DELIVERY);
      return leased;
    };
    // Looked for everywhere without a lock, and leased one by one: each lock is on one conversation's server. Who is
    // too late for one goes on to the next.
    const leased: Delivery[] = [];
    const tried: string[] = [];
    for (;;) {
      const wanted = limit - leased.length;
      if (wanted <= 0) return leased;
      const due = await db
        .select({ id: deliveries.conversationId })
        .from(deliveries)
        .where(and(isFree, not(inList(deliveries.conversationId, tried))))
        .orderBy(asc(deliveries.dueAt))
        .limit(wanted);
      tried.push(...due.map(({ id }) => id));
      const outcomes = await Promise.allSettled(due.map(({ id }) => leaseOne(id)));
      for (const outcome of outcomes) if (outcome.status === 'fulfilled' && outcome.value) leased.push(outcome.value);
      const failed = outcomes.find((outcome) => outcome.status === 'rejected');
      // What is leased already is sent all the same: nobody else would for as long as the lease lasts.
      if (failed && leased.length === 0) throw failed.reason;
      if (failed || due.length < wanted) return leased;
    }
  },

  async advance({ conversationId }, owner, position, until) {
    const moved = await db
      .update(deliveries)
      .set({ position, attempts: 0, refusals: 0, error: null, leasedUntil: until })
      .where(leasedTo(conversationId, owner))
      .returning({ position: deliveries.position });
    return moved.length === 1;
  },

  async rest({ conversationId, position, wakes }, owner) {
    const [rested] = await db
      .update(deliveries)
      .set({
        position,
        leasedBy: null,
        leasedUntil: null,
        attempts: 0,
        refusals: 0,
        error: null,
        dueAt: sql`case when ${deliveries.wakes} <> ${wakes} then ${deliveries.dueAt} end`,
      })
      .where(leasedTo(conversationId, owner))
      .returning({ dueAt: deliveries.dueAt });
    return Boolean(rested?.dueAt);
  },

  async postpone({ conversationId, attempts }, owner, { retryAt, refusals, error }) {
    await db
      .update(deliveries)
      .set({ attempts: attempts + 1, refusals, dueAt: retryAt, error, leasedBy: null, leasedUntil: null })
      .where(leasedTo(conversationId, owner));
  },

  async putOff({ conversationId }, owner, dueAt) {
    await db
      .update(deliveries)
      .set({ dueAt, leasedBy: null, leasedUntil: null })
      .where(leasedTo(conversationId, owner));
  },
});
