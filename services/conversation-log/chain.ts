import canonicalizeModule from 'canonicalize';
import stringify from 'safe-stable-stringify';
import { sha256 } from '../ids.ts';
import type { LogEntry, LoggedActivity } from './entry.ts';

/** RFC 8785, the JSON Canonicalization Scheme: the same content has the same bytes, whoever wrote it down. */
export const canonical = canonicalizeModule as unknown as (value: unknown) => string | undefined;

/** What stands before the first entry. */
export const GENESIS = '0'.repeat(64);

/**
 * The bytes of {@link canonical} at half its price, for what is written at every turn; `tests/services/chain.test.ts`
 * holds the two together. What is checked is checked with the other.
 */
const written = stringify.configure({ bigint: false, circularValue: TypeError });

/** Digest of an activity under its salt. Without the salt it says nothing about the activity. */
export const digestOf = (salt: string, activity: LoggedActivity): string => sha256(salt, canonical(activity) ?? '');

/** The same, of an activity that is written. */
export const digestWritten = (salt: string, activity: LoggedActivity): string => sha256(salt, written(activity) ?? '');

type Sealed = Omit<LogEntry, 'hash' | 'salt' | 'activity'>;

/** The hash of an entry that follows `previous`. It covers everything of the entry but the salt and the content, for which the digest stands. */
export const hashOf = (
  { conversationId, seq, id, messageId, role, audience, at, digest }: Sealed,
  previous: string,
): string =>
  sha256(
    // Canonical as it stands: the names are in order, and its values are texts and a whole number.
    JSON.stringify({
      at: at.toISOString(),
      audience,
      conversation: conversationId,
      digest,
      id,
      message: messageId ?? null,
      previous,
      role,
      seq,
    }),
  );

/** Why a chain does not hold, and at which entry (its `seq`). */
export interface Break {
  seq: number;
  reason: 'missing' | 'content-changed' | 'entry-changed' | 'half-erased' | 'other-conversation';
}

/** Walks a chain entry by entry, holding nothing of it but its end. */
export class ChainWalk {
  readonly #conversationId: string;
  /** The hash of the last entry that was taken. */
  head = GENESIS;
  entries = 0;
  erased = 0;

  constructor(conversationId: string) {
    this.#conversationId = conversationId;
  }

  /** Takes the next entry: how it breaks the chain, or nothing. An erased one (no activity, no salt) holds by its digest. */
  take(entry: LogEntry): Break | undefined {
    const seq = this.entries + 1;
    if (entry.conversationId !== this.#conversationId) return { seq, reason: 'other-conversation' };
    if (entry.seq !== seq) return { seq, reason: 'missing' };
    if ((entry.activity === undefined) !== (entry.salt === undefined)) return { seq, reason: 'half-erased' };
    if (entry.activity === undefined || entry.salt === undefined) this.erased += 1;
    else if (digestOf(entry.salt, entry.activity) !== entry.digest) return { seq, reason: 'content-changed' };
    if (hashOf(entry, this.head) !== entry.hash) return { seq, reason: 'entry-changed' };
    this.head = entry.hash;
    this.entries = seq;
    return undefined;
  }
}

/** Walks a chain from its first entry. Returns the first entry that breaks it, or what the chain ends with. */
export function checkChain(
  conversationId: string,
  entries: Iterable<LogEntry>,
): { broken: Break } | { head: string; entries: number; erased: number } {
  const walk = new ChainWalk(conversationId);
  for (const entry of entries) {
    const broken = walk.take(entry);
    if (broken) return { broken };
  }
  return { head: walk.head, entries: walk.entries, erased: walk.erased };
}
