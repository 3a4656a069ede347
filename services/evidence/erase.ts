import type { Zone } from '../calendar.ts';
import type { DeskKeys } from '../checkpoints/grow.ts';
import type { WritingTime } from '../clock.ts';
import { HeldConversation, NoSuchConversation } from '../conversations.ts';
import type { Database } from '../stores.ts';
import { ERASED, type ErasedCase, type ErasedValue, note } from './entries.ts';
import { eraseCases } from './erase-cases.ts';
import { signErasure } from './signed.ts';

/** There is nothing to erase: it says why. */
export class NothingToErase extends Error {}

/** Entries that one note of an erasure names at most. */
const MOST_PER_NOTE = 500;

/** What is to be erased, by whom and why. */
export interface Erasing {
  conversationId: string;
  /** Of one entry; undefined for the whole conversation. */
  seq: number | undefined;
  /** References of cases that are to go too though the desk doesn't know their contract: who erases has found that no law keeps them. */
  judged?: readonly string[];
  by: string;
  why: string;
}

/** What was erased, and what stays. */
export interface Erased {
  entries: number;
  cases: readonly ErasedCase[];
  files: { erased: number; kept: number };
}

/**
 * Erases the content of a conversation's entries, or of one (个人信息保护法 §47), in one transaction with the entries
 * that say who did it, when and why. The chain holds; the desk's own evidence (`evidence.…`) stays. Gone with it are the
 * data of the cases that came of it, unless the law wants them kept (`eraseCases`), and the files, which stay with a case
 * that is kept; those of an entry that is named by itself go. What the bot remembers of the conversation is forgotten,
 * because it may have the same words. Throws {@link NoSuchConversation}, {@link NothingToErase} and `CaseStays`.
 */
export function erase(
  database: Pick<Database, 'transaction'>,
  { conversationId, seq, judged = [], by, why }: Erasing,
  { keys, writingTime, zone }: { keys: DeskKeys | undefined; writingTime: WritingTime; zone: Zone },
): Promise<Erased> {
  return database.transaction(async (stores) => {
    const { conversations, erasures } = stores;
    const found = await conversations.hold(conversationId);
    if (!found) throw new NoSuchConversation(conversationId);
    const held = new HeldConversation(found.conversation, writingTime(found.now));
    const entries = await erasures.erasable(conversationId, seq);
    if (seq !== undefined && entries.length === 0)
      throw new NothingToErase(
        `entry ${seq} of ${conversationId} is not there, is erased already, or is the desk's own evidence, which stays`,
      );
    const since = seq === undefined ? undefined : await erasures.writtenAt(conversationId, seq);
    const cases = await eraseCases(stores, { conversationId, since, judged, now: held.now, zone });
    const casesStay = cases.some((one) => 'kept' in one);
    const seqs = entries.map((entry) => entry.seq);
    const erased = await erasures.empty(conversationId, seqs, seq !== undefined ? 'named' : casesStay ? 'none' : 'all');
    if (entries.length === 0 && erased === 0 && !cases.some((one) => 'erased' in one))
      throw new NothingToErase(
        `nothing in ${conversationId} has a content that could be erased${casesStay ? ', and its cases have to be kept' : ''}`,
      );
    const files = { erased, kept: await erasures.files(conversationId) };
    for (let at = 0; at === 0 || at < entries.length; at += MOST_PER_NOTE) {
      const named = entries.slice(at, at + MOST_PER_NOTE).map(({ id, digest }) => ({ id, digest }));
      // Cases and files stand in the first note.
      const value = { entries: named, by, why, ...(at === 0 ? { cases: [...cases], files } : {}) };
      const signature = keys ? signErasure(conversationId, value, keys) : null;
      note(held, ERASED, { ...value, signature } satisfies ErasedValue);
    }
    held.conversation.state = {};
    await conversations.save(held);
    return { entries: entries.length, cases, files };
  });
}
