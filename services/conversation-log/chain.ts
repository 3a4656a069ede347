import canonicalizeModule from 'canonicalize';
import { sha256 } from '../ids.ts';
import type { LogEntry, LoggedActivity } from './entry.ts';

/** RFC 8785, the JSON Canonicalization Scheme: the same content has the same bytes, whoever wrote it down. */
export const canonical = canonicalizeModule as unknown as (value: unknown) => string | undefined;

/** What stands before the first entry. */
export const GENESIS = '0'.repeat(64);

/** Digest of an activity under its salt. Without the salt it says nothing about the activity. */
export const digestOf = (salt: string, activity: LoggedActivity): string => sha256(salt, canonical(activity) ?? '');

type Sealed = Omit<LogEntry, 'hash' | 'salt' | 'activity'>;

/** The hash of an entry that follows `previous`. It covers everything of the entry but the salt and the content, for which the digest stands. */
export const hashOf = (
  { conversationId, seq, id, messageId, role, audience, at, digest }: Sealed,
  previous: string,
): string =>
  sha256(
    canonical({
      conversation: conversationId,
      seq,
      id,
      message: messageId ?? null,
      role,
      audience,
      at: at.toISOString(),
      digest,
      previous,
    }) ?? '',
  );

/** Why a chain does not hold, and at which entry (its `seq`). */
export interface Break {
  seq: number;
  reason: 'missing' | 'content-changed' | 'entry-changed' | 'half-erased' | 'other-conversation';
}

/**
 * Walks a chain from its first entry. Returns the first entry that breaks it, or what the chain ends with.
 * An erased entry (no activity and no salt) holds by its digest.
 */
export function checkChain(
  conversationId: string,
  entries: Iterable<LogEntry>,
): { broken: Break } | { head: string; entries: number; erased: number } {
  let previous = GENESIS;
  let count = 0;
  let erased = 0;
  for (const entry of entries) {
    const seq = count + 1;
    if (entry.conversationId !== conversationId) return { broken: { seq, reason: 'other-conversation' } };
    if (entry.seq !== seq) return { broken: { seq, reason: 'missing' } };
    if ((entry.activity === undefined) !== (entry.salt === undefined))
      return { broken: { seq, reason: 'half-erased' } };
    if (entry.activity === undefined || entry.salt === undefined) erased += 1;
    else if (digestOf(entry.salt, entry.activity) !== entry.digest)
      return { broken: { seq, reason: 'content-changed' } };
    if (hashOf(entry, previous) !== entry.hash) return { broken: { seq, reason: 'entry-changed' } };
    previous = entry.hash;
    count = seq;
  }
  return { head: previous, entries: count, erased };
}
