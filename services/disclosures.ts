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

export interface DisclosureStore {
  shown(disclosures: readonly Disclosure[]): Promise<void>;
  /** Notes the customer's answer, given in the log entry `answerId`, to everything shown in `entryId`. */
  answered(entryId: string, answer: { answer: Understanding; answerId: string; answeredAt: Date }): Promise<void>;
}
