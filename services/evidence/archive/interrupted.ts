import type { Database } from '../../stores.ts';
import type { ArchivingParts } from './archiving-parts.ts';
import type { Left } from './left.ts';
import { type ArchiveFolder, Spoilt } from './ports.ts';
import { Whereabouts } from './whereabouts.ts';

/** Nobody works on a conversation for so long: a file that no log names by then was left by a run that was interrupted. */
const SETTLED_MS = 24 * 3_600_000;

/**
 * Looks after the files of a run that was interrupted: what a log names is entered into the list, and what none names
 * after a day is removed, as the database still has it; until then the next run may take it as it is.
 */
export async function settleInterrupted(
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
    else if (now.getTime() - at.getTime() > SETTLED_MS) await discardFiles(database, conversation, [name], folder);
  }
}

function conversationIn(line: string): string | undefined {
  const { conversation } = JSON.parse(line) as { conversation?: unknown };
  return typeof conversation === 'string' ? conversation : undefined;
}

/**
 * Removes files that nothing came of. Whoever archives at the same time may have used them: so while nobody can take the
 * conversation's contents out, and only what its log doesn't name. What somebody has at the moment is left to the next run.
 */
export const discardFiles = ({ transaction }: Database, id: string, names: readonly string[], folder: ArchiveFolder) =>
  transaction(async ({ archives }) => {
    if (names.length === 0 || !(await archives.lock(id))) return;
    const whereabouts = new Whereabouts(await archives.notes(id));
    for (const name of names) if (!whereabouts.names(name)) await folder.remove(name);
  });
