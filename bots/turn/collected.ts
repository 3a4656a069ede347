import type { Case } from '../../services/cases/case.ts';
import type { Miss } from '../../services/misses.ts';
import type { BotStores } from '../speaking/watched-stores.ts';

/** Collects what the bot writes in a turn without a lock, to be kept with the turn as a whole. */
export class Collected {
  readonly cases: Case[] = [];
  readonly misses: Miss[] = [];
  /** Reads what is committed, and collects what is written. */
  readonly stores: BotStores;

  constructor(reads: BotStores) {
    const { cases, misses } = reads;
    this.stores = {
      conversations: reads.conversations,
      disclosures: reads.disclosures,
      policies: reads.policies,
      cases: {
        ofConversation: (id) => cases.ofConversation(id),
        // Taken at once and for good, whatever becomes of the turn.
        take: (reference, conversationId) => cases.take(reference, conversationId),
        conversationOf: (reference) => cases.conversationOf(reference),
        open: async (opened) => void this.cases.push(opened),
      },
      misses: { ...misses, record: async (miss) => void this.misses.push(miss) },
    };
  }
}
