import { createHash } from 'node:crypto';
import type { DeskKeys } from '../../checkpoints/grow.ts';
import { exportTranscript } from '../../conversation-log/transcript.ts';
import { type Conversation, ConversationInTurn, hasOpenMatter } from '../../conversations/conversations.ts';
import { sha256 } from '../../ids.ts';
import type { Database, Stores } from '../../stores.ts';
import { instant, isoDate, type Zone } from '../../time/calendar.ts';
import type { WritingTime } from '../../time/clock.ts';
import { ARCHIVED, type ArchivedValue, note } from '../entries.ts';
import { exportSigner, Shortened, signArchiving } from '../signed.ts';
import { verifyTranscript } from '../verify.ts';
import { fileLines } from './files.ts';
import { type ArchiveFolder, Spoilt } from './ports.ts';
import { rangesOf, Whereabouts } from './whereabouts.ts';

/** Why a conversation is left as it is. */
export type LeftBecause =
  /** It waits for a person, or has one. */
  | 'with-people'
  | 'matter-in-hand'
  /** Something is due to be delivered. */
  | 'to-be-delivered'
  /** A case is open, and one of its deadlines isn't over. */
  | 'deadline-runs'
  /** It went on while it was archived. */
  | 'moved-on'
  /** Somebody had it at that moment. */
  | 'busy'
  /** Its log or its file doesn't hold; `detail` says in what. */
  | 'not-verified'
  | 'too-large';

/** A conversation that is left, or a file in the archive's folder that is nobody's. */
export type Left =
  | { conversation: string; reason: LeftBecause; detail?: string }
  | { file: string; reason: 'unreadable' | 'of-nobody' };

/** What was archived. */
export interface ArchiveCount {
  conversations: number;
  entries: number;
  files: number;
  /** Conversations that were left, by the reason. */
  left: Partial<Record<LeftBecause, number>>;
}

/** Where archiving stands with a conversation. Tests end it there. */
export type Step = 'written' | 'verified' | 'taken' | 'committed' | 'listed';

export interface ArchivingParts {
  folder: ArchiveFolder;
  keys: DeskKeys | undefined;
  writingTime: WritingTime;
  zone: Zone;
  reached?: (step: Step, conversation: string) => Promise<void> | void;
}

const PAGE = 500;
/** Characters of a transcript at most: it is checked in one piece. */
const MOST_CHARACTERS = 256 * 1024 * 1024;
/** Nobody works on a conversation for so long: a file that no log names by then was left by a run that was interrupted. */
const SETTLED_MS = 24 * 3_600_000;

/** When a month (`2025-03`) is over, on the insurer's calendar. */
export function endOfMonth(month: string, zone: Zone): Date {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return instant({ year, month: number + 1, day: 1, hour: 0, minute: 0, second: 0 }, zone);
}

/**
 * Archives the conversations that are over and whose last entry is of a month or before, one after the other, each in a
 * short transaction of its own: its transcript as `desk export` writes it, its files, both read again and checked; then
 * the contents are taken out of the database, with a signed entry that says where they are. The chain stays. What was
 * interrupted goes on where it is started again. `left` hears of what is left. Throws where the folder or the database fails.
 */
export async function archiveMonth(
  database: Database,
  { month, left }: { month: string; left: (one: Left) => void },
  parts: ArchivingParts,
): Promise<ArchiveCount> {
  const count: ArchiveCount = { conversations: 0, entries: 0, files: 0, left: {} };
  await settle(database, { month, left }, parts);
  const before = endOfMonth(month, parts.zone);
  for (let after = ''; ; ) {
    const page = await database.archives.ended(before, { after, limit: PAGE });
    for (const id of page.conversations) {
      const done = await archiveOne(database, { id, month, before }, parts);
      if ('reason' in done) {
        count.left[done.reason] = (count.left[done.reason] ?? 0) + 1;
        left({ conversation: id, ...done });
      } else {
        count.conversations += 1;
        count.entries += done.entries;
        count.files += done.files;
      }
    }
    if (page.last === undefined) return count;
    after = page.last;
  }
}

type Because = { reason: LeftBecause; detail?: string };

/** Archives one conversation, or says why it is left. */
export async function archiveOne(
  database: Database,
  { id, month, before }: { id: string; month: string; before: Date },
  parts: ArchivingParts,
): Promise<{ entries: number; files: number } | Because> {
  const { folder, reached } = parts;
  const found = await database.conversations.look(id);
  if (!found || found.conversation.headAt >= before) return { reason: 'moved-on' };
  const { conversation } = found;
  const now = parts.writingTime(found.now);
  const reason = await whyItStays(database, conversation, now);
  if (reason) return { reason };
  // Nothing of the customer's stands in the name, and one that went on gets another.
  const stem = `${month}/${sha256(id).slice(0, 32)}-${conversation.headSeq}`;
  const written: string[] = [];
  const write = async (name: string, lines: AsyncIterable<string>) => {
    if (await folder.write(name, lines)) written.push(name);
  };
  const done = await (async () => {
    const transcript = `${stem}.jsonl.gz`;
    try {
      await write(transcript, transcriptLines(database, conversation, { now, keys: parts.keys }));
    } catch (error) {
      if (error instanceof Shortened) return { reason: 'not-verified', detail: error.message } as const;
      throw error;
    }
    await reached?.('written', id);
    const checked = await check(folder, transcript, { conversation, keys: parts.keys });
    if ('reason' in checked) return checked;
    const files = await archiveFiles(database, { id, name: `${stem}.files.jsonl.gz`, write }, folder);
    if ('reason' in files) return files;
    await reached?.('verified', id);
    return take(database, { conversation, transcript, checked, files }, parts);
  })();
  if ('reason' in done) await discard(database, id, written, folder);
  return done;
}

/**
 * Removes files that nothing came of. Whoever archives at the same time may have used them: so while nobody can take the
 * conversation's contents out, and only what its log doesn't name. What somebody has at the moment is left to the next run.
 */
const discard = ({ transaction }: Database, id: string, names: readonly string[], folder: ArchiveFolder) =>
  transaction(async ({ archives }) => {
    if (names.length === 0 || !(await archives.lock(id))) return;
    const whereabouts = new Whereabouts(await archives.notes(id));
    for (const name of names) if (!whereabouts.names(name)) await folder.remove(name);
  });

/** Why a conversation isn't over; undefined where it is. */
async function whyItStays(
  { archives, cases }: Pick<Stores, 'archives' | 'cases'>,
  conversation: Conversation,
  now: Date,
): Promise<LeftBecause | undefined> {
  if (conversation.floor !== 'bot') return 'with-people';
  if (hasOpenMatter(conversation)) return 'matter-in-hand';
  if (await archives.isDue(conversation.id)) return 'to-be-delivered';
  const bound = await cases.ofConversation(conversation.id);
  const runs = bound.some(({ closedAt, deadlines }) => !closedAt && deadlines.some(({ dueAt }) => dueAt >= now));
  return runs ? 'deadline-runs' : undefined;
}

async function* transcriptLines(
  database: Database,
  conversation: Conversation,
  { now, keys }: { now: Date; keys: DeskKeys | undefined },
) {
  const sign = keys && exportSigner(database, keys);
  for await (const line of exportTranscript(database.log, conversation, now, sign)) yield JSON.stringify(line);
}

/** What a file was found to hold, and which file it was. */
interface Checked {
  sha256: string;
  stamp: string | undefined;
  /** Numbers of the entries whose content is in it. */
  has: ReadonlySet<number>;
}

/** Reads a transcript's file as it lies there: whether it holds, and is this conversation's to where its log ends. */
async function check(
  folder: ArchiveFolder,
  name: string,
  { conversation, keys }: { conversation: Conversation; keys: DeskKeys | undefined },
): Promise<Checked | Because> {
  const stamp = await folder.stamp(name);
  const reader = folder.open(name);
  const lines: string[] = [];
  try {
    let characters = 0;
    for await (const line of reader.lines()) {
      characters += line.length;
      if (characters > MOST_CHARACTERS) return { reason: 'too-large' };
      lines.push(line);
    }
  } catch (error) {
    if (error instanceof Spoilt) return { reason: 'not-verified', detail: `${name}: ${error.message}` };
    throw error;
  }
  const proof = verifyTranscript(lines.join('\n'), { keys: keys?.known ?? [], checkpoints: [] });
  if (!proof.ok) return { reason: 'not-verified', detail: `${name}: ${proof.reason}` };
  if (proof.conversation !== conversation.id || proof.head !== conversation.headHash)
    return { reason: 'not-verified', detail: `${name} is another log's` };
  const has = lines.flatMap((line, seq) =>
    seq > 0 && (JSON.parse(line) as { activity: unknown }).activity !== null ? [seq] : [],
  );
  return { sha256: reader.sha256(), stamp, has: new Set(has) };
}

interface ArchivedFiles {
  ids: string[];
  archive: ArchivedValue['files'];
  stamp: string | undefined;
}

/** Writes the conversation's files, and reads whether what lies there is what the database has. */
async function archiveFiles(
  { archives, attachments }: Database,
  {
    id,
    name,
    write,
  }: { id: string; name: string; write: (name: string, lines: AsyncIterable<string>) => Promise<void> },
  folder: ArchiveFolder,
): Promise<ArchivedFiles | Because> {
  const files = await archives.files(id);
  if (files.length === 0) return { ids: [], archive: null, stamp: undefined };
  await write(name, fileLines(attachments, id, files));
  const stamp = await folder.stamp(name);
  const reader = folder.open(name);
  try {
    const [kept, lies] = [await hashOf(fileLines(attachments, id, files)), await hashOf(reader.lines())];
    if (kept !== lies) return { reason: 'not-verified', detail: `${name} isn't what the database has` };
  } catch (error) {
    if (error instanceof Spoilt) return { reason: 'not-verified', detail: `${name}: ${error.message}` };
    throw error;
  }
  return { ids: files.map((file) => file.id), archive: { file: name, sha256: reader.sha256() }, stamp };
}

async function hashOf(lines: AsyncIterable<string>): Promise<string> {
  const hash = createHash('sha256');
  for await (const line of lines) hash.update(`${line}\n`);
  return hash.digest('hex');
}

/** Takes the contents out of the database, if the conversation still ends where its file does. */
async function take(
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
    note(inTurn, ARCHIVED, { ...value, signature } satisfies ArchivedValue);
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

/**
 * Looks after the files of a run that was interrupted: what a log names is entered into the list, and what none names
 * after a day is removed, as the database still has it; until then the next run may take it as it is.
 */
async function settle(
  database: Database,
  { month, left }: { month: string; left: (one: Left) => void },
  { folder }: ArchivingParts,
): Promise<void> {
  const { archives, conversations } = database;
  for (const { name, at } of await folder.unlisted(month)) {
    const reader = folder.open(name);
    let conversation: string | undefined;
    try {
      for await (const line of reader.lines()) conversation ??= conversationIn(line);
    } catch (error) {
      if (!(error instanceof Spoilt)) throw error;
    }
    if (conversation === undefined) {
      left({ file: name, reason: 'unreadable' });
      continue;
    }
    const notes = new Whereabouts(await archives.notes(conversation));
    const now = (await conversations.look(conversation))?.now;
    if (notes.names(name)) await folder.list(name, reader.sha256());
    else if (now === undefined) left({ file: name, reason: 'of-nobody' });
    else if (now.getTime() - at.getTime() > SETTLED_MS) await discard(database, conversation, [name], folder);
  }
}

function conversationIn(line: string): string | undefined {
  const { conversation } = JSON.parse(line) as { conversation?: unknown };
  return typeof conversation === 'string' ? conversation : undefined;
}
