import type { Case } from '../../services/cases/case.ts';
import type { CodeSending } from '../../services/identity/sendings.ts';
import type { Miss } from '../../services/misses.ts';
import type { BotStores } from '../speaking/watched-stores.ts';

/** Collects what the bot writes in a turn without a lock, to be kept with the turn as a whole. */
export class Collected {
  /** The cases as the turn leaves them, with the facts and notes that are new. */
  readonly cases = new Map<string, Case>();
  readonly misses: Miss[] = [];
  readonly codes: CodeSending[] = [];
  /** Reads what is committed, and collects what is written. */
  readonly stores: BotStores;

  constructor(reads: BotStores) {
    const { cases, misses } = reads;
    this.stores = {
      agents: reads.agents,
      conversations: reads.conversations,
      disclosures: reads.disclosures,
      policies: reads.policies,
      customers: reads.customers,
      insurerCases: reads.insurerCases,
      // Counted at once and for good, whatever becomes of the turn.
      identityTries: reads.identityTries,
      codes: { put: async (sending) => void this.codes.push(sending) },
      cases: {
        ofConversation: async (id) => this.#asLeft(id, await cases.ofConversation(id)),
        // Taken at once and for good, whatever becomes of the turn.
        take: (reference, conversationId) => cases.take(reference, conversationId),
        conversationOf: (reference) => cases.conversationOf(reference),
        callsToMake: (limit) => cases.callsToMake(limit),
        keep: async (given) => void this.cases.set(given.id, added(this.cases.get(given.id), given)),
      },
      misses: { ...misses, record: async (miss) => void this.misses.push(miss) },
    };
  }

  /** A conversation's cases, those of this turn as it leaves them. */
  #asLeft(conversationId: string, committed: readonly Case[]): Case[] {
    const own = [...this.cases.values()].filter((one) => one.conversationId === conversationId);
    return [
      ...committed.map((one) => {
        const left = this.cases.get(one.id);
        return left ? added(one, left) : one;
      }),
      ...own.filter(({ id }) => !committed.some((one) => one.id === id)),
    ];
  }
}

/** A case with what is new of it. */
const added = (before: Case | undefined, now: Case): Case => ({
  ...now,
  facts: [...(before?.facts ?? []), ...now.facts],
  notes: [...(before?.notes ?? []), ...now.notes],
});
