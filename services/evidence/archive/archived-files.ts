import { createHash } from 'node:crypto';
import type { Database } from '../../stores.ts';
import type { ArchivedValue } from '../entries.ts';
import { fileLines } from './files.ts';
import type { Because } from './left.ts';
import { type ArchiveFolder, Spoilt } from './ports.ts';

/** What the files of a conversation were archived as. */
export interface ArchivedFiles {
  ids: string[];
  archive: ArchivedValue['files'];
  stamp: string | undefined;
}

/** Writes the conversation's files, and reads whether what lies there is what the database has. */
export async function archiveFiles(
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
