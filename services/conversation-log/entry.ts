/** A Bot Framework activity as it is kept: plain JSON, of which the log itself only reads a few names. */
export interface LoggedActivity {
  type: string;
  id?: string;
  timestamp?: string;
  text?: string;
  name?: string;
  [name: string]: unknown;
}

/** Who an entry came from. `system` is the desk's own bookkeeping: a conversation's start, a change of floor. */
export type Role = 'customer' | 'bot' | 'agent' | 'system';

/** Who may read an entry: everybody in the conversation, or the insurer's staff alone. */
export type Audience = 'all' | 'staff';

/** One entry of a conversation's append-only log. */
export interface LogEntry {
  conversationId: string;
  /** Position in the conversation, from 1, without gaps. A Direct Line watermark is this number. */
  seq: number;
  /** The activity's id, unique everywhere. */
  id: string;
  /** The channel's own id of the message, by which a repeat is known. */
  messageId?: string;
  role: Role;
  audience: Audience;
  /** Strictly increasing within a conversation, in milliseconds. */
  at: Date;
  /** `undefined` once the content has been erased; the chain holds without it. */
  activity: LoggedActivity | undefined;
  /** Hexadecimal; erased together with the activity, so that the digest can't be guessed back. */
  salt: string | undefined;
  /** SHA-256 over the salt and the canonical JSON of the activity. */
  digest: string;
  /** SHA-256 that chains this entry to the one before (`chain.ts`). */
  hash: string;
}

/** An entry's id: it says which conversation's it is, and where. */
export const entryIdOf = (conversationId: string, seq: number): string =>
  `${conversationId}|${String(seq).padStart(7, '0')}`;
