/**
 * The evidence that an exclusion was shown, explained and understood: the insurer bears the burden of proof
 * (保险法 §17; 保险法司法解释二 §13). What was shown is named by product, version, clause and the hash of its words;
 * the words themselves stand in the log, at `entryId`.
 */
export interface Disclosure {
  conversationId: string;
  /** The log entry in which it was shown. */
  entryId: string;
  product: string;
  version: string;
  clause: string;
  /** SHA-256 of the clause's words as they were shown. */
  wordsHash: string;
  shownAt: Date;
}

export type Understanding = 'understood' | 'not-understood';

/** What a customer answered when they were asked whether they understood; the last answer counts. */
export interface UnderstandingAnswer {
  answer: Understanding;
  /** The log entry in which they said it. */
  answerId: string;
  answeredAt: Date;
}

/** A disclosure as it is kept. Without an answer, the customer has not said whether they understood. */
export interface KeptDisclosure extends Disclosure {
  answered: UnderstandingAnswer | undefined;
}

export interface DisclosureStore {
  shown(disclosures: readonly Disclosure[]): Promise<void>;
  /** Notes the customer's answer, given in the log entry `answerId`, to everything shown in `entryId`. */
  answered(entryId: string, answer: UnderstandingAnswer): Promise<void>;
  /** Everything that was shown in a conversation, the first entry first. */
  ofConversation(conversationId: string): Promise<KeptDisclosure[]>;
}
