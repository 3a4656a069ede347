import type { Certainty } from './entries.ts';
import type { Understanding } from './understanding.ts';

/** One clause that was shown, as the log proves it. `null`: the log doesn't say. */
export interface ProvenDisclosure {
  product: string | null;
  productName: string | null;
  /** Of the wording. */
  version: string | null;
  /** Its id in the product. */
  clause: string | null;
  kind: string | null;
  /** As they were printed above its words. */
  number: string | null;
  heading: string | null;
  /** SHA-256 of the words, noted when they were shown. */
  wordsHash: string | null;
  /** The words, out of the message. */
  words: string | null;
  /** Whether they stand in the message; `null` where its content has been erased or archived. */
  wordsShown: boolean | null;
  /** The explanation below the words, exactly as the customer saw it. */
  explanation: string | null;
  /** Heading, words and explanation as they stand in the message, with its Markdown. */
  shown: string | null;
  /** To which account of the channel, and how sure it was whose that is. */
  to: { account: string; certainty: Certainty } | null;
  /** Whether the contract had been made then: not known. */
  contract: 'unknown';
  /** The message: its log entry. */
  entryId: string;
  seq: number;
  erased: boolean;
  /** The file of an archive that has the message; not there where none has. */
  archived?: string;
  /** The log entry's time, ISO 8601 in UTC. */
  shownAt: string;
  /** The desk's own entry about it; `null` for what was shown before the desk wrote such entries. */
  recordedIn: string | null;
  /** What the database says about what has no such entry. The chain doesn't prove it. */
  stated: StatedDisclosure | null;
  /** What the customer said to this showing; `null` where they said nothing to it. */
  confirmation: Confirmation | null;
  /** What stands about this clause at the end of the log. `unproved`: the words of the answer were erased. */
  stands: Understanding | 'unproved' | 'none';
}

/** A clause as the database has it, for messages from before such things were chained. */
export interface StatedDisclosure {
  product: string;
  version: string;
  clause: string;
  wordsHash: string;
}

export interface Confirmation {
  answer: Understanding;
  /** In their own words; `null` where the content has been erased or archived. */
  words: string | null;
  /** The file of an archive that has them; not there where none has. */
  archived?: string;
  /** Whether the words give this answer: an erased one is only what the desk took it for. */
  proved: boolean;
  entryId: string;
  seq: number;
  at: string;
  /** The desk's own entry about it. */
  recordedIn: string | null;
}

/** An entry that says about the evidence what the log itself doesn't bear out. */
export interface EntryFault {
  seq: number;
  reason: /** The desk's own entry isn't what it should be. */
    | 'note-malformed'
    /** The words that it says were shown don't stand where it says. */
    | 'words-not-shown'
    /** It speaks of a message that isn't there, isn't the bot's, or isn't of this turn. */
    | 'shown-elsewhere'
    /** The customer's message isn't there, isn't theirs, or says something else than it was taken for. */
    | 'answer-differs'
    /** Its content is gone, and no entry says who erased it and why. */
    | 'erased-without-record';
}

/** The clause that a disclosure shows: by its name, or by its words where the log has no name for it. */
export const clauseOf = ({ product, version, clause, words, entryId }: ProvenDisclosure): string =>
  JSON.stringify(clause === null ? [words ?? entryId] : [product, version, clause]);
