import { z } from 'zod';
import { provenShape } from '../checkpoints/proven.ts';
import type { Conversation, ConversationLog } from '../conversations/conversations.ts';
import { type Break, checkChain } from './chain.ts';
import { entryIdOf, type LogEntry, type LoggedActivity } from './entry.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** Who vouches for a transcript. */
const signed = z.strictObject({
  /** The desk's public keys, as it says: whoever checks has to have them from elsewhere. */
  keys: z.array(z.string()).min(1),
  /** A signed note's line over the header without this field. */
  signature: z.string(),
  proven: provenShape.nullable(),
});
export type Signed = z.infer<typeof signed>;

/** The first line of an exported transcript. What the chain doesn't cover of it is only what the desk says. */
export const transcriptHeader = z.strictObject({
  format: z.literal('policydesk-transcript/1'),
  conversation: z.string().min(1),
  channel: z.string(),
  startedAt: z.iso.datetime(),
  exportedAt: z.iso.datetime(),
  /** How many entries follow, and the hash of the last one. */
  entries: z.int().nonnegative(),
  head: hash,
  /** Where the desk has a key. */
  signed: signed.optional(),
});
export type TranscriptHeader = z.infer<typeof transcriptHeader>;

const activity = z.looseObject({ type: z.string(), id: z.string(), timestamp: z.string() });

/** An entry's line. */
const transcriptLine = z.strictObject({
  seq: z.int().positive(),
  id: z.string(),
  messageId: z.string().optional(),
  role: z.enum(['customer', 'bot', 'agent', 'system']),
  audience: z.enum(['all', 'staff']),
  at: z.iso.datetime({ precision: 3 }),
  activity: activity.nullable(),
  salt: z.string().nullable(),
  digest: hash,
  hash,
});
export interface TranscriptLine extends Omit<LogEntry, 'conversationId' | 'at' | 'activity' | 'salt'> {
  at: string;
  activity: LoggedActivity | null;
  salt: string | null;
}

/** Why a transcript doesn't hold. */
export type TranscriptFault = {
  ok: false;
  line: number;
  seq?: number;
  reason:
    | Break['reason']
    /** A line isn't JSON, has a name twice, lacks a field or has one more. */
    | 'not-a-transcript'
    /** There is nothing in it. */
    | 'empty'
    | 'cut-off'
    | 'head-differs'
    /** The conversation started at another time than the header says. */
    | 'start-differs'
    /** The entry and its activity have another id, or another time. */
    | 'identity-differs'
    /** It is no later than the entry before. */
    | 'time-backwards';
};

/** A transcript whose chain holds. */
export interface CheckedTranscript {
  ok: true;
  header: TranscriptHeader;
  lines: TranscriptLine[];
  erased: number;
}

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

/** Checks the lines of a transcript, the header first, as JSON has them: their form, their chain, their times. */
export function checkTranscript([first, ...rest]: readonly unknown[]): CheckedTranscript | TranscriptFault {
  const { data: header } = transcriptHeader.safeParse(first);
  if (!header) return { ok: false, line: 1, reason: 'not-a-transcript' };
  const lines: TranscriptLine[] = [];
  for (const [index, given] of rest.entries()) {
    const { data } = transcriptLine.safeParse(given);
    if (!data) return { ok: false, line: index + 2, reason: 'not-a-transcript' };
    // As it was given: what is read anew has its names in another order.
    lines.push(given as TranscriptLine);
  }
  const { conversation, entries, head, startedAt } = header;
  if (lines.length === 0) return { ok: false, line: 1, reason: entries === 0 ? 'empty' : 'cut-off' };
  const checked = checkLines(conversation, lines);
  if ('broken' in checked) {
    const { seq, reason } = checked.broken;
    return { ok: false, line: seq + 1, seq, reason };
  }
  if (checked.entries < entries)
    return { ok: false, line: checked.entries + 2, seq: checked.entries + 1, reason: 'cut-off' };
  if (checked.head !== head || checked.entries !== entries) return { ok: false, line: 1, reason: 'head-differs' };
  if (Date.parse(startedAt) > Date.parse(lines[0]?.at ?? '')) return { ok: false, line: 1, reason: 'start-differs' };
  return { ok: true, header, lines, erased: checked.erased };
}

type Broken = { broken: { seq: number; reason: TranscriptFault['reason'] } };

/** Walks entries and their chain: everything that can be said of them without their header. */
export function checkLines(
  conversation: string,
  lines: readonly TranscriptLine[],
): Broken | { head: string; entries: number; erased: number } {
  const entries = lines.map(
    ({ at, activity, salt, ...more }): LogEntry => ({
      ...more,
      conversationId: conversation,
      at: new Date(at),
      activity: activity ?? undefined,
      salt: salt ?? undefined,
    }),
  );
  const checked = checkChain(conversation, entries);
  if ('broken' in checked) return checked;
  let before = Number.NEGATIVE_INFINITY;
  for (const { seq, id, at, activity } of entries) {
    const stated = activity === undefined || (activity.id === id && activity.timestamp === at.toISOString());
    if (!stated || id !== entryIdOf(conversation, seq)) return { broken: { seq, reason: 'identity-differs' } };
    if (at.getTime() <= before) return { broken: { seq, reason: 'time-backwards' } };
    before = at.getTime();
  }
  return checked;
}
