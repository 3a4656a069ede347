import type { DeskKeys } from '../checkpoints/grow.ts';
import type { WritingTime } from '../clock.ts';
import { HeldConversation, NoSuchConversation } from '../conversations.ts';
import type { Database } from '../stores.ts';
import { ERASED, type ErasedValue, note } from './entries.ts';
import { signErasure } from './signed.ts';

/** There is nothing to erase: it says why. */
export class NothingToErase extends Error {}

/** Entries that one note of an erasure names at most. */
const MOST_PER_NOTE = 500;

/**
 * Erases the content of a conversation's entries, or of one (个人信息保护法 §47), in one transaction with the entries
 * that say who did it, when and why. The chain holds; the desk's own evidence (`evidence.…`) stays. What the bot
 * remembers of the conversation is forgotten, because it may have the same words. Throws {@link NoSuchConversation} and
 * {@link NothingToErase}. Returns how many were erased.
 */
export function erase(
  database: Pick<Database, 'transaction'>,
  {
    conversationId,
    seq,
    by,
    why,
    keys,
    writingTime,
  }: {
    conversationId: string;
    seq: number | undefined;
    by: string;
    why: string;
    keys: DeskKeys | undefined;
    writingTime: WritingTime;
  },
): Promise<number> {
  return database.transaction(async ({ conversations, erasures }) => {
    const found = await conversations.hold(conversationId);
    if (!found) throw new NoSuchConversation(conversationId);
    const entries = await erasures.erasable(conversationId, seq);
    if (entries.length === 0)
      throw new NothingToErase(
        seq === undefined
          ? `nothing in ${conversationId} has a content that could be erased`
          : `entry ${seq} of ${conversationId} is not there, is erased already, or is the desk's own evidence, which stays`,
      );
    const held = new HeldConversation(found.conversation, writingTime(found.now));
    for (let at = 0; at < entries.length; at += MOST_PER_NOTE) {
      const named = entries.slice(at, at + MOST_PER_NOTE).map(({ id, digest }) => ({ id, digest }));
      const value = { entries: named, by, why };
      const signature = keys ? signErasure(conversationId, value, keys) : null;
      note(held, ERASED, { ...value, signature } satisfies ErasedValue);
    }
    held.conversation.state = {};
    await erasures.empty(
      conversationId,
      entries.map((entry) => entry.seq),
      seq === undefined,
    );
    await conversations.save(held);
    return entries.length;
  });
}
