import { type Break, checkChain } from './chain.ts';
import { entryIdOf, type LogEntry } from './entry.ts';
import { type TranscriptHeader, type TranscriptLine, transcriptHeader, transcriptLine } from './transcript.ts';

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
