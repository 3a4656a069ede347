import type { DeskKeys } from '../../checkpoints/grow.ts';
import { exportTranscript } from '../../conversation-log/export-transcript.ts';
import type { Conversation } from '../../conversations/conversations.ts';
import type { Database } from '../../stores.ts';
import { exportSigner } from '../export-signer.ts';
import { verifyTranscript } from '../verify.ts';
import type { Because } from './left.ts';
import { type ArchiveFolder, Spoilt } from './ports.ts';

/** Characters of a transcript at most: it is checked in one piece. */
const MOST_CHARACTERS = 256 * 1024 * 1024;

/** A transcript as `desk export` writes it, with the desk's signature where it has a key. */
export async function* transcriptLines(
  database: Database,
  conversation: Conversation,
  { now, keys }: { now: Date; keys: DeskKeys | undefined },
) {
  const sign = keys && exportSigner(database, keys);
  for await (const line of exportTranscript(database.log, conversation, now, sign)) yield JSON.stringify(line);
}

/** What a file was found to hold, and which file it was. */
export interface Checked {
  sha256: string;
  stamp: string | undefined;
  /** Numbers of the entries whose content is in it. */
  has: ReadonlySet<number>;
}

/** Reads a transcript's file as it lies there: whether it holds, and is this conversation's to where its log ends. */
export async function checkTranscript(
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
