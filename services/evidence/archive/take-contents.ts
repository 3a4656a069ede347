import type { Conversation } from '../../conversations/conversations.ts';
import { ConversationInTurn } from '../../conversations/in-turn.ts';
import type { Database } from '../../stores.ts';
import { isoDate } from '../../time/calendar.ts';
import { appendNote } from '../append-note.ts';
import { ARCHIVED, type ArchivedValue } from '../entries.ts';
import { signArchiving } from '../signed-notes.ts';
import type { ArchivedFiles } from './archived-files.ts';
import type { ArchivingParts } from './archiving-parts.ts';
import { type Because, whyItStays } from './left.ts';
import type { Checked } from './transcript-file.ts';
import { rangesOf } from './whereabouts.ts';

/** Takes the contents out of the database, if the conversation still ends where its file does. */
export async function takeContents(
  database: Database,
  {
    conversation: { id, headHash },
    transcript,
    checked,
    files,
  }: { conversation: Conversation; transcript: string; checked: Checked; files: ArchivedFiles },
  { folder, keys, writingTime, zone, reached }: ArchivingParts,
): Promise<{ entries: number; files: number } | Because> {
  const done = await database.transaction(async (stores): Promise<{ entries: number } | Because> => {
    const { archives, conversations, erasures } = stores;
    if (!(await archives.lock(id))) return { reason: 'busy' };
    const found = await conversations.lock(id);
    if (found?.conversation.headHash !== headHash) return { reason: 'moved-on' };
    const inTurn = new ConversationInTurn(found.conversation, writingTime(found.now));
    const reason = await whyItStays(stores, inTurn.conversation, inTurn.now);
    if (reason) return { reason };
    // Nobody removes a file but while they have this row.
    const stand =
      checked.stamp !== undefined &&
      (await folder.stamp(transcript)) === checked.stamp &&
      (!files.archive || (await folder.stamp(files.archive.file)) === files.stamp);
    if (!stand) return { reason: 'not-verified', detail: `${transcript} was taken away, or written anew` };
    const seqs = (await erasures.erasable(id, undefined)).map(({ seq }) => seq);
    const missing = seqs.find((seq) => !checked.has.has(seq));
    if (missing !== undefined)
      return { reason: 'not-verified', detail: `${transcript} has no content of entry ${missing}` };
    const value = {
      ...{ entries: rangesOf(seqs), head: headHash, on: isoDate(inTurn.now, zone) },
      ...{ archive: { file: transcript, sha256: checked.sha256 }, files: files.archive },
    };
    const signature = keys ? signArchiving(id, ARCHIVED, value, keys) : null;
    appendNote(inTurn, ARCHIVED, { ...value, signature } satisfies ArchivedValue);
    await conversations.save(inTurn);
    await archives.take(id, seqs, files.ids);
    await reached?.('taken', id);
    return { entries: seqs.length };
  });
  if ('reason' in done) return done;
  await reached?.('committed', id);
  await folder.list(transcript, checked.sha256);
  if (files.archive) await folder.list(files.archive.file, files.archive.sha256);
  await reached?.('listed', id);
  return { ...done, files: files.ids.length };
}
