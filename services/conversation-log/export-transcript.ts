import type { Conversation } from '../conversations/conversations.ts';
import type { LogEntry } from './entry.ts';
import type { ConversationLog } from './log.ts';
import type { Signed, TranscriptHeader, TranscriptLine } from './transcript.ts';

/** Writes a conversation's whole log as JSON lines, with all that is needed to verify it offline. */
export async function* exportTranscript(
  log: ConversationLog,
  { id, channel, createdAt, headSeq, headHash }: Conversation,
  now: Date,
  sign?: (header: TranscriptHeader) => Promise<Signed>,
): AsyncGenerator<TranscriptHeader | TranscriptLine> {
  const header: TranscriptHeader = {
    format: 'policydesk-transcript/1',
    conversation: id,
    channel,
    startedAt: createdAt.toISOString(),
    exportedAt: now.toISOString(),
    entries: headSeq,
    head: headHash,
  };
  yield sign ? { ...header, signed: await sign(header) } : header;
  let after = 0;
  while (after < headSeq) {
    const entries = await log.read(id, after, { reader: 'staff', limit: Math.min(500, headSeq - after) });
    const last = entries.at(-1);
    if (!last) return; // the check finds what is missing
    for (const entry of entries) yield lineOf(entry);
    after = last.seq;
  }
}

/** An entry as a line of a transcript. */
export const lineOf = ({ conversationId: _, at, activity, salt, ...rest }: LogEntry): TranscriptLine => ({
  ...rest,
  at: at.toISOString(),
  activity: activity ?? null,
  salt: salt ?? null,
});
