import { wallClock, type Zone } from './calendar.ts';
import type { LoggedActivity } from './conversation-log/entry.ts';
import { exportTranscript, type TranscriptHeader, type TranscriptLine } from './conversation-log/transcript.ts';
import type { Locale } from './conversations.ts';
import type { KeptDisclosure, Understanding } from './disclosures.ts';
import { placeOf, quotedWords } from './evidence-words.ts';
import type { Stores } from './stores.ts';

/**
 * What was explained to a customer, so that it can be proved (保险法 §17; 保险法司法解释二 §13). Everything that it says
 * about a disclosure stands in the chained log that comes with it, and can be checked against it without the desk.
 */
export interface Evidence {
  format: 'policydesk-evidence/1';
  conversation: string;
  channel: string;
  locale: Locale;
  /** The insurer's, in which the times below are written. */
  zone: Zone;
  startedAt: string;
  exportedAt: string;
  disclosures: ProvenDisclosure[];
  /** The transcript with its chain, line by line as `desk export` prints it. */
  chain: Transcript;
}

type Transcript = [TranscriptHeader, ...TranscriptLine[]];

/** One clause that was shown. */
export interface ProvenDisclosure {
  product: string;
  /** `null` where the desk no longer knows this wording. */
  productName: string | null;
  /** Its id in the product. */
  clause: string;
  kind: string | null;
  /** As they were printed above its words. */
  number: string | null;
  heading: string | null;
  /** Of the wording. */
  version: string;
  /** SHA-256 of the words, noted when they were shown. */
  wordsHash: string;
  /** The words with this hash; `null` where neither the message nor the desk has them any more. */
  words: string | null;
  /** Whether these words stand in the message; `null` where its content has been erased. */
  wordsShown: boolean | null;
  /** The explanation below the words, exactly as the customer saw it. */
  explanation: string | null;
  /** Heading, words and explanation as they stand in the message, with its Markdown. */
  shown: string | null;
  /** The message: its log entry. */
  entryId: string;
  seq: number | null;
  erased: boolean;
  /** When, in ISO 8601 with the zone's offset: the log entry's time, which the chain covers. */
  shownAt: string;
  /** What the customer answered when asked whether they understood; `null` where they gave no answer. */
  confirmation: Confirmation | null;
}

export interface Confirmation {
  answer: Understanding;
  /** In their own words; `null` where the content has been erased. */
  words: string | null;
  entryId: string;
  seq: number | null;
  at: string;
}

/** A wording as the products have it. */
export interface Wording {
  productName: string;
  kind: string;
  number: string;
  heading: string;
  words: string;
  /** What may stand below the words: each is looked for in the message. */
  explanations: readonly string[];
}

/** Finds the wording of a clause whose words have this hash. */
export type Wordings = (
  of: Pick<KeptDisclosure, 'product' | 'version' | 'clause' | 'wordsHash'>,
) => Wording | undefined;

/** Gathers what was shown in a conversation. Undefined where there is no such conversation. */
export async function gatherEvidence(
  { conversations, log, disclosures }: Pick<Stores, 'conversations' | 'log' | 'disclosures'>,
  conversationId: string,
  { wordings, zone, now }: { wordings: Wordings; zone: Zone; now: Date },
): Promise<Evidence | undefined> {
  // The log is read last: it has every entry that the disclosures name, also while the conversation goes on.
  const kept = await disclosures.ofConversation(conversationId);
  const conversation = await conversations.find(conversationId);
  if (!conversation) return undefined;
  const chain: (TranscriptHeader | TranscriptLine)[] = [];
  for await (const line of exportTranscript(log, conversation, now)) chain.push(line);
  const [, ...lines] = chain as Transcript;
  return {
    format: 'policydesk-evidence/1',
    conversation: conversation.id,
    channel: conversation.channel,
    locale: conversation.locale,
    zone,
    startedAt: isoIn(conversation.createdAt, zone),
    exportedAt: isoIn(now, zone),
    disclosures: entriesOf(kept).flatMap((shown) => prove(shown, lines, { wordings, zone })),
    chain: chain as Transcript,
  };
}

/** Disclosures by the message that showed them. */
function entriesOf(kept: readonly KeptDisclosure[]): KeptDisclosure[][] {
  const byEntry = new Map<string, KeptDisclosure[]>();
  for (const one of kept) byEntry.set(one.entryId, [...(byEntry.get(one.entryId) ?? []), one]);
  return [...byEntry.values()];
}

/** What one message shows, in its order. */
function prove(
  shown: readonly KeptDisclosure[],
  lines: readonly TranscriptLine[],
  { wordings, zone }: { wordings: Wordings; zone: Zone },
): ProvenDisclosure[] {
  const entry = lines.find(({ id }) => id === shown[0]?.entryId);
  const message = textOf(entry);
  const found = shown
    .map((disclosure) => {
      const wording = wordings(disclosure);
      const words = wording?.words ?? quotedWords(message ?? '', disclosure.wordsHash);
      const place = words === undefined || message === undefined ? undefined : placeOf(words, message);
      const headLine = place && headingAbove(place.first, message ?? '', wording?.heading);
      return { disclosure, wording, words, place, headLine };
    })
    .sort((a, b) => (a.headLine ?? Number.MAX_SAFE_INTEGER) - (b.headLine ?? Number.MAX_SAFE_INTEGER));
  return found.map(({ disclosure, wording, words, place, headLine }, index) => {
    const { product, version, clause, wordsHash, entryId, shownAt, answered } = disclosure;
    const section =
      place && headLine !== undefined
        ? sectionOf(message ?? '', { headLine, lastOfWords: place.last }, found[index + 1]?.headLine, wording)
        : undefined;
    const printed = section ? printedHeading(section.head, wording) : wording;
    return {
      product,
      productName: wording?.productName ?? null,
      clause,
      kind: wording?.kind ?? null,
      number: printed?.number ?? null,
      heading: printed?.heading ?? null,
      version,
      wordsHash,
      words: words ?? null,
      wordsShown: message === undefined && entry?.activity === null ? null : place !== undefined,
      explanation: section?.explanation ?? null,
      shown: section?.shown ?? null,
      entryId,
      seq: entry?.seq ?? null,
      erased: entry?.activity === null,
      shownAt: isoIn(entry ? new Date(entry.at) : shownAt, zone),
      confirmation: answered ? confirmationOf(answered, lines, zone) : null,
    };
  });
}

function confirmationOf(
  { answer, answerId, answeredAt }: NonNullable<KeptDisclosure['answered']>,
  lines: readonly TranscriptLine[],
  zone: Zone,
): Confirmation {
  const entry = lines.find(({ id }) => id === answerId);
  return {
    answer,
    words: textOf(entry) ?? null,
    entryId: answerId,
    seq: entry?.seq ?? null,
    at: isoIn(entry ? new Date(entry.at) : answeredAt, zone),
  };
}

/** The line above the words that names the clause; without a name that is known, the last one that says anything. */
function headingAbove(firstOfWords: number, message: string, heading: string | undefined): number {
  const above = message.split('\n').slice(0, firstOfWords);
  const named = heading === undefined ? -1 : above.findLastIndex((line) => line.includes(heading));
  const last = named === -1 ? above.findLastIndex((line) => line.trim() !== '') : named;
  return last === -1 ? firstOfWords : last;
}

/** A clause's part of a message: up to the next one, or to the last of the explanations that are known. */
function sectionOf(
  message: string,
  { headLine, lastOfWords }: { headLine: number; lastOfWords: number },
  nextHead: number | undefined,
  wording: Wording | undefined,
): { head: string; explanation: string | null; shown: string } {
  const lines = message.split('\n');
  const below = lines.slice(lastOfWords + 1, nextHead ?? lines.length);
  const parts = (wording?.explanations ?? []).flatMap((part) => part.split('\n')).filter((line) => line.trim() !== '');
  const lastKnown = below.findLastIndex((line) => parts.some((part) => line.includes(part)));
  const explanation = (lastKnown === -1 ? below : below.slice(0, lastKnown + 1)).join('\n').trim();
  const end = explanation === '' ? lastOfWords : lastOfWords + (lastKnown === -1 ? below.length : lastKnown + 1);
  return {
    head: lines[headLine] ?? '',
    explanation: explanation || null,
    shown: lines
      .slice(headLine, end + 1)
      .join('\n')
      .trim(),
  };
}

/** A clause's number and heading out of the line that names it. */
function printedHeading(line: string, known: Wording | undefined): { number: string; heading: string } | undefined {
  if (known && line.includes(known.number) && line.includes(known.heading)) return known;
  const [, number, heading] =
    /^((?:Article|Section|Clause) \S+|\S+)\s+(.+)$/.exec(line.replaceAll('**', '').trim()) ?? [];
  return number && heading ? { number, heading } : undefined;
}

const textOf = (entry: { activity: LoggedActivity | null } | undefined): string | undefined =>
  entry?.activity ? (entry.activity.text ?? '') : undefined;

/** An instant as the zone's clock shows it, with the zone's offset: 2026-11-18T15:30:00.000+08:00. */
function isoIn(at: Date, zone: Zone): string {
  const { year, month, day, hour, minute, second } = wallClock(at, zone);
  const shown = Date.UTC(year, month - 1, day, hour, minute, second) + (at.getTime() % 1000);
  const offset = Math.round((shown - at.getTime()) / 60_000);
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  return `${new Date(shown).toISOString().slice(0, -1)}${offset < 0 ? '-' : '+'}${two(hours)}:${two(minutes)}`;
}
