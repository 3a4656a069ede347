import { z } from 'zod';
import { LOCALES, type Locale } from '../../language/locale.ts';
import { isTimeZone } from '../../language/time-formats.ts';
import { exportTranscript } from '../conversation-log/export-transcript.ts';
import type { Signed, TranscriptHeader, TranscriptLine } from '../conversation-log/transcript.ts';
import type { Stores } from '../stores.ts';
import { wallClock, type Zone } from '../time/calendar.ts';
import { derive } from './derive.ts';
import type { ProvenDisclosure } from './disclosed.ts';
import type { OldDisclosure } from './old-disclosures.ts';
import { areWordsOf } from './places.ts';

/**
 * A record of the clauses that were shown in a conversation, to whom, and what was said to them. Everything in
 * `disclosures` is derived from the chained log that comes with it, and is derived again by whoever checks it. Whether
 * it was the notice and explanation that 保险法 §17 asks for when a contract is made is for a court.
 */
export interface Evidence {
  format: 'policydesk-evidence/2';
  conversation: string;
  channel: string;
  locale: Locale;
  /** The insurer's, in which the times of `disclosures` are written. */
  zone: Zone;
  exportedAt: string;
  disclosures: ProvenDisclosure[];
  /** The transcript with its chain, line by line as `desk export` prints it. */
  chain: [TranscriptHeader, ...TranscriptLine[]];
}

/** The form of evidence: these fields and no others. What stands in its lists is checked against the chain. */
export const evidenceShape = z
  .strictObject({
    format: z.literal('policydesk-evidence/2'),
    conversation: z.string(),
    channel: z.string(),
    locale: z.enum(LOCALES),
    zone: z.string().refine(isTimeZone),
    exportedAt: z.string(),
    disclosures: z.array(z.looseObject({ entryId: z.string(), stated: z.record(z.string(), z.string()).nullable() })),
    chain: z.array(z.looseObject({})).min(1),
  })
  .refine(({ chain: [header], channel }) => header?.channel === channel)
  .refine(({ chain: [header], zone, exportedAt }) => {
    const at = new Date(String(header?.exportedAt));
    return !Number.isNaN(at.getTime()) && isoIn(at, zone) === exportedAt;
  });

/** Gathers what was shown in a conversation. Undefined where there is no such conversation. */
export async function gatherEvidence(
  { conversations, log, disclosures }: Pick<Stores, 'conversations' | 'log' | 'disclosures'>,
  conversationId: string,
  { zone, now, sign }: { zone: Zone; now: Date; sign?: ((header: TranscriptHeader) => Promise<Signed>) | undefined },
): Promise<Evidence | undefined> {
  const conversation = await conversations.find(conversationId);
  if (!conversation) return undefined;
  const chain: (TranscriptHeader | TranscriptLine)[] = [];
  for await (const line of exportTranscript(log, conversation, now, sign)) chain.push(line);
  const [header, ...lines] = chain as Evidence['chain'];
  return {
    format: 'policydesk-evidence/2',
    conversation: conversation.id,
    channel: conversation.channel,
    locale: conversation.locale,
    zone,
    exportedAt: isoIn(now, zone),
    disclosures: disclosuresOf(lines, { zone, stated: await disclosures.ofConversation(conversationId) }),
    chain: [header, ...lines],
  };
}

/** What the entries of a conversation prove, in the insurer's time, and what the database says of what they don't. */
export function disclosuresOf(
  lines: readonly TranscriptLine[],
  { zone, stated }: { zone: Zone; stated: readonly OldDisclosure[] },
): ProvenDisclosure[] {
  const inZone = (at: string) => isoIn(new Date(at), zone);
  return derive(lines).disclosures.map((one) => {
    const old = one.recordedIn === null ? stated.find((row) => isOf(row, one)) : undefined;
    return {
      ...one,
      shownAt: inZone(one.shownAt),
      confirmation: one.confirmation && { ...one.confirmation, at: inZone(one.confirmation.at) },
      stated: old ? { product: old.product, version: old.version, clause: old.clause, wordsHash: old.wordsHash } : null,
    };
  });
}

const isOf = ({ entryId, wordsHash }: OldDisclosure, one: ProvenDisclosure): boolean =>
  entryId === one.entryId && one.words !== null && areWordsOf(one.words.split('\n'), wordsHash);

/** An instant as the zone's clock shows it, with the zone's offset: 2026-11-18T15:30:00.000+08:00. */
export function isoIn(at: Date, zone: Zone): string {
  const { year, month, day, hour, minute, second } = wallClock(at, zone);
  const shown = Date.UTC(year, month - 1, day, hour, minute, second) + (at.getTime() % 1000);
  const offset = Math.round((shown - at.getTime()) / 60_000);
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  return `${new Date(shown).toISOString().slice(0, -1)}${offset < 0 ? '-' : '+'}${two(hours)}:${two(minutes)}`;
}
