/**
 * A clause that was shown before the desk wrote such things into the log: the database says so, and no chain. Today's
 * disclosures are entries of the log (`services/evidence/entries.ts`), and nothing is written here any more.
 */
export interface OldDisclosure {
  /** The log entry in which it was shown. */
  entryId: string;
  product: string;
  version: string;
  clause: string;
  /** SHA-256 of the clause's words as they were shown. */
  wordsHash: string;
}

export interface DisclosureStore {
  /** What the database says was shown in a conversation, the first entry first. */
  ofConversation(conversationId: string): Promise<OldDisclosure[]>;
}
