import type { DeskKeys } from '../checkpoints/grow.ts';
import { entryIdOf } from '../conversation-log/entry.ts';
import { NoSuchConversation } from '../conversations/conversations.ts';
import { ConversationInTurn } from '../conversations/in-turn.ts';
import type { Database } from '../stores.ts';
import type { Zone } from '../time/calendar.ts';
import type { WritingTime } from '../time/clock.ts';
import { appendNote } from './append-note.ts';
import { Whereabouts } from './archive/whereabouts.ts';
import { ERASED, type ErasedCase, type ErasedValue } from './entries.ts';
import { eraseCases } from './erase-cases.ts';
import { signErasure } from './signed-notes.ts';

/** There is nothing to erase: it says why. */
export class NothingToErase extends Error {}

/** Entries that one note of an erasure names at most. */
const MOST_PER_NOTE = 500;

/** The entry's content is in an archive: it says what to do. */
export class InArchive extends Error {}

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
  /** Files of archives that have what was erased too: whoever erases has to destroy them. */
  archives: readonly string[];
}

/**
 * Erases the content of a conversation's entries, or of one (个人信息保护法 §47), in one transaction with the entries
 * that say who did it, when and why. The chain holds; the desk's own evidence (`evidence.…`) stays. Gone with it are the
 * data of the cases that came of it, unless the law wants them kept (`eraseCases`), and the files, which stay with a case
 * that is kept; those of an entry that is named by itself go. What the bot remembers of the conversation is forgotten,
 * because it may have the same words. What was archived is erased with the rest: the entry names the archive's files,
 * which have to be destroyed, and it isn't put back any more. Throws {@link NoSuchConversation}, {@link NothingToErase},
 * {@link InArchive} and `CaseStays`.
 */
export function eraseConversation(
  database: Pick<Database, 'transaction'>,
  { conversationId, seq, judged = [], by, why }: Erasing,
  { keys, writingTime, zone }: { keys: DeskKeys | undefined; writingTime: WritingTime; zone: Zone },
): Promise<Erased> {
  return database.transaction(async (stores) => {
    const { archives, conversations, erasures } = stores;
    const found = await conversations.lock(conversationId);
    if (!found) throw new NoSuchConversation(conversationId);
    const inTurn = new ConversationInTurn(found.conversation, writingTime(found.now));
    const whereabouts = new Whereabouts(await archives.notes(conversationId));
    const archived = (await archives.empty(conversationId)).filter((entry) => whereabouts.of(entry));
    const alone = archived.find((entry) => entry.seq === seq);
    if (alone) throw inArchive(conversationId, alone.seq, whereabouts.of(alone)?.file ?? '');
    const entries = [...(await erasures.erasable(conversationId, seq)), ...(seq === undefined ? archived : [])].sort(
      (a, b) => a.seq - b.seq,
    );
    if (seq !== undefined && entries.length === 0)
      throw new NothingToErase(
        `entry ${seq} of ${conversationId} is not there, is erased already, or is the desk's own evidence, which stays`,
      );
    const since = seq === undefined ? undefined : await erasures.writtenAt(conversationId, seq);
    const of = seq === undefined || !since ? undefined : { entry: entryIdOf(conversationId, seq), since };
    const cases = await eraseCases(stores, { conversationId, of, judged, now: inTurn.now, zone });
    const casesStay = cases.some((one) => 'kept' in one);
    const seqs = entries.map((entry) => entry.seq);
    const erased = await erasures.empty(conversationId, seqs, seq !== undefined ? 'named' : casesStay ? 'none' : 'all');
    if (entries.length === 0 && erased === 0 && !cases.some((one) => 'erased' in one))
      throw new NothingToErase(
        `nothing in ${conversationId} has a content that could be erased${casesStay ? ', and its cases have to be kept' : ''}`,
      );
    const files = { erased, kept: await erasures.files(conversationId) };
    const inFiles = whereabouts.filesWith(entries, seq === undefined && !casesStay);
    for (let at = 0; at === 0 || at < entries.length; at += MOST_PER_NOTE) {
      const named = entries.slice(at, at + MOST_PER_NOTE).map(({ id, digest }) => ({ id, digest }));
      // Cases, files and archives stand in the first note.
      const more = { cases: [...cases], files, ...(inFiles.length > 0 ? { archives: inFiles } : {}) };
      const value = { entries: named, by, why, ...(at === 0 ? more : {}) };
      const signature = keys ? signErasure(conversationId, value, keys) : null;
      appendNote(inTurn, ERASED, { ...value, signature } satisfies ErasedValue);
    }
    inTurn.conversation.state = {};
    await conversations.save(inTurn);
    return { entries: entries.length, cases, files, archives: inFiles };
  });
}

const inArchive = (conversationId: string, seq: number, file: string): InArchive =>
  new InArchive(
    `entry ${seq} of ${conversationId} is in the archive, in ${file}: put that back first (desk archive --restore), erase the entry then, archive the month again and destroy ${file}; or erase the whole conversation`,
  );
