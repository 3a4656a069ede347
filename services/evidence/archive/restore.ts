import type { Attachment } from '../../attachments.ts';
import type { DeskKeys } from '../../checkpoints/grow.ts';
import type { TranscriptHeader, TranscriptLine } from '../../conversation-log/transcript.ts';
import { ConversationInTurn } from '../../conversations/in-turn.ts';
import type { Database } from '../../stores.ts';
import { isoDate, type Zone } from '../../time/calendar.ts';
import type { WritingTime } from '../../time/clock.ts';
import { appendNote } from '../append-note.ts';
import { type ArchivedValue, RESTORED } from '../entries.ts';
import { signArchiving } from '../signed-notes.ts';
import { verifyTranscript } from '../verify.ts';
import { filesIn } from './files.ts';
import { type ArchiveFolder, type PutBack, Spoilt } from './ports.ts';
import { rangesOf, Whereabouts, within } from './whereabouts.ts';

/** A file isn't put back: it says why. */
export class NotRestored extends Error {}

/** Whenever a file was begun. */
const AT_ANY_TIME = new Date(Date.UTC(9999, 0));

/** What was put back. */
export interface Restored {
  conversation: string;
  entries: number;
  files: number;
}

/**
 * Puts an archived conversation's contents back out of its file, checked against the chain that stayed, with a signed
 * entry that says so. What was erased since stays erased. Throws {@link NotRestored}, and puts nothing back then.
 */
export async function restore(
  database: Database,
  name: string,
  {
    folder,
    keys,
    writingTime,
    zone,
  }: { folder: ArchiveFolder; keys: DeskKeys | undefined; writingTime: WritingTime; zone: Zone },
): Promise<Restored> {
  const { header, lines, sha256 } = await readTranscript(folder, name);
  const id = header.conversation;
  const noted = new Whereabouts(await database.archives.notes(id)).archive(sha256);
  if (!noted)
    throw new NotRestored(
      `${name} isn't what was archived of ${id}: no entry of its log names a file with this SHA-256, ${sha256}`,
    );
  const beside = noted.value.files && filesBeside(name, noted.value.files.file);
  const begun = beside && !noted.restored ? await beginFiles(database, { id, value: noted.value, beside, folder }) : [];
  return database.transaction(async ({ archives, attachments, conversations }) => {
    const found = await conversations.lock(id);
    if (!found) throw new NotRestored(`there is no conversation ${id}`);
    const inTurn = new ConversationInTurn(found.conversation, writingTime(found.now));
    const whereabouts = new Whereabouts(await archives.notes(id));
    const archive = whereabouts.archive(sha256);
    if (!archive || archive.restored) throw new NotRestored(`${name} was put back already`);
    const { entries, files } = archive.value;
    const contents = lines.flatMap(({ seq, id, digest, activity, salt }): PutBack[] =>
      activity && salt !== null && within(entries, seq) && whereabouts.of({ id, seq })
        ? [{ seq, digest, activity, salt }]
        : [],
    );
    if (contents.length === 0 && begun.length === 0)
      throw new NotRestored(`nothing of ${name} is to be put back: what it has was erased since`);
    const put = await archives.putBack(id, contents);
    if (put !== contents.length)
      throw new NotRestored(
        `the log of ${id} has another chain than ${name}, or contents that it should not have: see desk verify --all`,
      );
    // Somebody else may have begun to put the same file back, or have swept it.
    for (const file of begun)
      if (!(await attachments.put(file, inTurn.now)) || !(await archives.isWhole(file.id)))
        throw new NotRestored('a file was taken away while it was put back: start again');
    const value = {
      ...{ entries: rangesOf(contents.map(({ seq }) => seq)), head: found.conversation.headHash },
      ...{ on: isoDate(inTurn.now, zone), archive: archive.value.archive, files: begun.length > 0 ? files : null },
    };
    const signature = keys ? signArchiving(id, RESTORED, value, keys) : null;
    appendNote(inTurn, RESTORED, { ...value, signature } satisfies ArchivedValue);
    await conversations.save(inTurn);
    return { conversation: id, entries: contents.length, files: begun.length };
  });
}

async function readTranscript(
  folder: ArchiveFolder,
  name: string,
): Promise<{ header: TranscriptHeader; lines: TranscriptLine[]; sha256: string }> {
  const reader = folder.open(name);
  const texts: string[] = [];
  try {
    for await (const line of reader.lines()) texts.push(line);
  } catch (error) {
    throw error instanceof Spoilt ? new NotRestored(`${name} can't be read: ${error.message}`) : error;
  }
  const proof = verifyTranscript(texts.join('\n'));
  if (!proof.ok) throw new NotRestored(`${name} doesn't hold: ${proof.reason}`);
  const [header, ...lines] = texts.map((text) => JSON.parse(text)) as [TranscriptHeader, ...TranscriptLine[]];
  return { header, lines, sha256: reader.sha256() };
}

/** The files lie beside the transcript, wherever both were brought. */
function filesBeside(transcript: string, files: string): string {
  const folder = transcript.slice(0, transcript.lastIndexOf('/') + 1);
  return folder + files.slice(files.lastIndexOf('/') + 1);
}

/** Writes files that aren't there as files that were begun: they are there once they are put, and are swept if they aren't. */
async function beginFiles(
  { archives, attachments }: Database,
  { id, value, beside, folder }: { id: string; value: ArchivedValue; beside: string; folder: ArchiveFolder },
): Promise<Attachment[]> {
  if (!value.files || new Whereabouts(await archives.notes(id)).isDestroyed(value.files.file)) return [];
  const reader = folder.open(beside);
  const begun: Attachment[] = [];
  try {
    let [at, isThere] = [0, false];
    for await (const one of filesIn(reader.lines(), id)) {
      const last = begun.at(-1);
      if ('file' in one) {
        const { size: _, ...file } = one.file;
        const now = new Date();
        // What is there is left; what an interrupted run began is begun anew.
        isThere = (await attachments.get(file.id)) !== undefined;
        if (isThere) continue;
        if (await attachments.claim(file.id, AT_ANY_TIME, now)) await attachments.discard(file.id);
        await attachments.begin(file, now);
        begun.push(one.file);
        at = 0;
      } else if (last && !isThere) await attachments.write(last.id, at++, one.content);
    }
  } catch (error) {
    throw error instanceof Spoilt ? new NotRestored(`${beside} can't be read: ${error.message}`) : error;
  }
  if (reader.sha256() !== value.files.sha256)
    throw new NotRestored(`${beside} isn't what was archived: it has another SHA-256, ${reader.sha256()}`);
  return begun;
}
