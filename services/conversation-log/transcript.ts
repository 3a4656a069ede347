import type { Conversation, ConversationLog } from '../conversations.ts';
import { type Break, checkChain } from './chain.ts';
import type { LogEntry, LoggedActivity } from './entry.ts';

/** The first line of an exported transcript. */
export interface TranscriptHeader {
  format: 'policydesk-transcript/1';
  conversation: string;
  channel: string;
  startedAt: string;
  exportedAt: string;
  /** How many entries follow, and the hash of the last one. */
  entries: number;
  head: string;
}

/** An entry's line. */
export interface TranscriptLine extends Omit<LogEntry, 'conversationId' | 'at' | 'activity' | 'salt'> {
  at: string;
  activity: LoggedActivity | null;
  salt: string | null;
}

/** What a check of a transcript came to. */
export type Verification =
  | { ok: true; conversation: string; entries: number; erased: number; head: string }
  | {
      ok: false;
      line: number;
      seq?: number;
      reason: Break['reason'] | 'not-a-transcript' | 'cut-off' | 'head-differs';
    };

/** Writes a conversation's whole log as JSON lines, with all that is needed to verify it offline. */
export async function* exportTranscript(
  log: ConversationLog,
  { id, channel, createdAt, headSeq, headHash }: Conversation,
  now: Date,
): AsyncGenerator<TranscriptHeader | TranscriptLine> {
  yield {
    format: 'policydesk-transcript/1',
    conversation: id,
    channel,
    startedAt: createdAt.toISOString(),
    exportedAt: now.toISOString(),
    entries: headSeq,
    head: headHash,
  };
  let after = 0;
  while (after < headSeq) {
    const entries = await log.read(id, after, { reader: 'staff', limit: Math.min(500, headSeq - after) });
    const last = entries.at(-1);
    if (!last) return; // the check finds what is missing
    for (const { conversationId: _, at, activity, salt, ...rest } of entries) {
      yield { ...rest, at: at.toISOString(), activity: activity ?? null, salt: salt ?? null };
    }
    after = last.seq;
  }
}

/** Checks an exported transcript without any database: the first line that breaks it, or what it holds. */
export const verifyTranscript = (text: string): Verification =>
  checkTranscript(
    text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map(parse),
  );

/** Checks the lines of a transcript, the header first, as JSON has them. */
export function checkTranscript([first, ...rest]: readonly unknown[]): Verification {
  const header = first as TranscriptHeader | null | undefined;
  if (header?.format !== 'policydesk-transcript/1') return { ok: false, line: 1, reason: 'not-a-transcript' };
  const entries: LogEntry[] = [];
  for (const [index, line] of rest.entries()) {
    const read = line as TranscriptLine | null | undefined;
    if (!read || Number.isNaN(Date.parse(read.at))) return { ok: false, line: index + 2, reason: 'not-a-transcript' };
    const { at, activity, salt, ...more } = read;
    entries.push({
      ...more,
      conversationId: header.conversation,
      at: new Date(at),
      activity: activity ?? undefined,
      salt: salt ?? undefined,
    });
  }
  const checked = checkChain(header.conversation, entries);
  if ('broken' in checked)
    return { ok: false, line: checked.broken.seq + 1, seq: checked.broken.seq, reason: checked.broken.reason };
  if (checked.entries < header.entries)
    return { ok: false, line: checked.entries + 2, seq: checked.entries + 1, reason: 'cut-off' };
  if (checked.head !== header.head || checked.entries !== header.entries)
    return { ok: false, line: 1, reason: 'head-differs' };
  return { ok: true, conversation: header.conversation, ...checked };
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
