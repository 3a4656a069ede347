import { type Case, isErased } from '../cases/case.ts';
import { retentionOf } from '../cases/retention.ts';
import type { Stores } from '../stores.ts';
import type { Zone } from '../time/calendar.ts';
import type { ErasedCase } from './entries.ts';

/** A case that was named to be erased can't be: it says which and why. */
export class CaseStays extends Error {}

/**
 * Erases the data of a conversation's cases, but of those that the law wants kept (`retentionOf`); of one entry, only of
 * cases that were opened after it or were told something in it: none before can have its words. `judged` names cases whose contract the desk doesn't
 * know, and of which somebody has found that no law keeps them. Returns what became of each that wasn't erased before.
 * Throws {@link CaseStays}.
 */
export async function eraseCases(
  { cases, policies, erasures }: Pick<Stores, 'cases' | 'policies' | 'erasures'>,
  {
    conversationId,
    of,
    judged,
    now,
    zone,
  }: {
    conversationId: string;
    of: { entry: string; since: Date } | undefined;
    judged: readonly string[];
    now: Date;
    zone: Zone;
  },
): Promise<ErasedCase[]> {
  const bound = (await cases.ofConversation(conversationId)).filter(
    (one) => !isErased(one) && (of === undefined || one.openedAt >= of.since || hasWordsOf(of.entry, one)),
  );
  const unknown = judged.find((reference) => !bound.some((one) => one.reference === reference));
  if (unknown !== undefined)
    throw new CaseStays(`${unknown} is no case of what is to be erased in ${conversationId}, or is erased already`);
  const came: ErasedCase[] = [];
  for (const { id, reference, ...one } of bound) {
    const retention = await retentionOf(one, { policies, now, zone });
    const isJudged = judged.includes(reference);
    if (isJudged && retention && retention.reason !== 'contract-unknown')
      throw new CaseStays(
        `${reference} has to be kept${retention.until ? ` until ${retention.until}` : ''} (${retention.source}): it is about the contract ${one.policyNumber}`,
      );
    if (retention && !isJudged) {
      const { reason, ...why } = retention;
      came.push({ reference, kept: reason, ...why });
      continue;
    }
    await erasures.emptyCase({ conversationId, id }, now);
    came.push({ reference, erased: true, ...(isJudged && retention ? { judged: true } : {}) });
  }
  return came;
}

const hasWordsOf = (entry: string, { facts, notes }: Case): boolean =>
  [...facts, ...notes].some((told) => told.entry === entry);
