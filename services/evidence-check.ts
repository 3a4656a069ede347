import { checkTranscript, type TranscriptLine, type Verification } from './conversation-log/transcript.ts';
import type { Confirmation, Evidence, ProvenDisclosure } from './evidence.ts';
import { placeOf } from './evidence-words.ts';
import { sha256 } from './ids.ts';

/** Why a disclosure isn't proved by the chain that comes with it. */
export type DisclosureFault =
  /** Its message isn't in the chain. */
  | 'no-entry'
  /** The words have another hash. */
  | 'words-differ'
  /** The words don't stand in the message. */
  | 'words-not-shown'
  /** The message says something else than is said about it. */
  | 'shown-differs'
  /** It was shown at another time. */
  | 'time-differs'
  /** The customer's answer isn't in the chain, or says something else. */
  | 'answer-differs';

/** What a check of evidence came to: the first entry that breaks the chain, or the first disclosure that isn't proved. */
export type EvidenceVerification =
  | (Extract<Verification, { ok: true }> & { disclosures: number; confirmed: number })
  | { ok: false; reason: 'not-evidence' }
  | { ok: false; seq?: number; reason: Extract<Verification, { ok: false }>['reason'] }
  | { ok: false; disclosure: number; clause: string; entry: string; reason: DisclosureFault };

/** Checks evidence without any database. */
export function verifyEvidence(given: unknown): EvidenceVerification {
  const { format, conversation, disclosures, chain } = (given ?? {}) as Partial<Evidence>;
  if (format !== 'policydesk-evidence/1' || !Array.isArray(disclosures) || !Array.isArray(chain))
    return { ok: false, reason: 'not-evidence' };
  const checked = checkTranscript(chain);
  if (!checked.ok) {
    const { seq, reason } = checked;
    return { ok: false, ...(seq === undefined ? {} : { seq }), reason };
  }
  if (checked.conversation !== conversation) return { ok: false, seq: 1, reason: 'other-conversation' };
  const [, ...lines] = chain;
  const entries = new Map(lines.map((line) => [line.id, line]));
  for (const [index, disclosure] of disclosures.entries()) {
    const { clause = '', entryId = '' } = (disclosure ?? {}) as Partial<ProvenDisclosure>;
    const reason = disclosure ? faultOf(disclosure, entries) : 'no-entry';
    if (reason) return { ok: false, disclosure: index + 1, clause, entry: entryId, reason };
  }
  const confirmed = disclosures.filter(({ confirmation }) => confirmation?.answer === 'understood').length;
  return { ...checked, disclosures: disclosures.length, confirmed };
}

function faultOf(
  disclosure: ProvenDisclosure,
  entries: ReadonlyMap<string, TranscriptLine>,
): DisclosureFault | undefined {
  const { words, wordsHash, wordsShown, shown, explanation } = disclosure;
  const { entryId, seq, shownAt, erased, confirmation } = disclosure;
  const entry = entries.get(entryId);
  if (!entry || entry.seq !== seq || entry.role === 'customer') return 'no-entry';
  if (typeof words === 'string' && sha256(words) !== wordsHash) return 'words-differ';
  if (Date.parse(shownAt) !== Date.parse(entry.at)) return 'time-differs';
  if (erased !== (entry.activity === null)) return 'shown-differs';
  if (entry.activity) {
    const message = entry.activity.text ?? '';
    if (typeof words !== 'string' || !placeOf(words, message)) return 'words-not-shown';
    if (!saysOf(disclosure, words, message)) return 'shown-differs';
  } else if (wordsShown !== null || shown !== null || explanation !== null) return 'shown-differs';
  return confirmation && !saidSo(confirmation, entry, entries) ? 'answer-differs' : undefined;
}

/** Whether what is said about a message is what it says. */
function saysOf(
  { wordsShown, shown, explanation, number, heading }: ProvenDisclosure,
  words: string,
  message: string,
): boolean {
  if (wordsShown !== true || typeof shown !== 'string' || !message.includes(shown) || !placeOf(words, shown))
    return false;
  return [explanation, number, heading].every((part) => part === null || shown.includes(part));
}

function saidSo(
  { answer, words, entryId, seq, at }: Confirmation,
  shownIn: TranscriptLine,
  entries: ReadonlyMap<string, TranscriptLine>,
): boolean {
  const entry = entries.get(entryId);
  return (
    entry !== undefined &&
    entry.role === 'customer' &&
    entry.seq === seq &&
    entry.seq > shownIn.seq &&
    Date.parse(at) === Date.parse(entry.at) &&
    (answer === 'understood' || answer === 'not-understood') &&
    words === (entry.activity ? (entry.activity.text ?? '') : null)
  );
}
