import { canonical } from '../conversation-log/chain.ts';
import { type CheckedTranscript, checkTranscript, type TranscriptFault } from '../conversation-log/transcript.ts';
import { derive } from './derive.ts';
import type { EntryFault, ProvenDisclosure } from './disclosed.ts';
import { disclosuresOf, type Evidence, evidenceShape } from './evidence.ts';
import { Noted } from './noted.ts';
import {
  checkArchiving,
  checkErasure,
  checkSigned,
  NO_TRUST,
  type SignedFault,
  type Trust,
  type Vouched,
} from './signed.ts';
import { parseStrictly } from './strict-json.ts';

/** What a transcript proves. */
export interface Proof {
  ok: true;
  conversation: string;
  entries: number;
  erased: number;
  /** Entries whose content was archived: this file hasn't it. */
  archived: number;
  /** The hash of the last entry. */
  head: string;
  /** The times of the first and the last entry, as the desk's clock had them. */
  from: string;
  to: string;
  /** Clauses shown, and what stands about them: a clause that was shown twice counts once. */
  disclosures: number;
  confirmed: number;
  notUnderstood: number;
  /** Answers whose words were erased. */
  unproved: number;
  /**
   * Who vouches for it. `signed`: whoever holds the key that was given, for all of it. `anchored`: besides, its first
   * entries stood in a checkpoint. `unanchored`: nobody outside of the file.
   */
  standing: 'anchored' | 'signed' | 'unanchored';
  /** The key that signed it. `file`: it is only consistent with a key that the file itself names, which anybody can make. */
  key?: { name: string; id: string; from: 'given' | 'file' };
  /** How far it stood in which checkpoint; `outside`: somebody else kept the same one. */
  anchored?: {
    entries: number;
    /** The time of the last of them. */
    until: string;
    checkpoint: { origin: string; size: number; at: string };
    outside: boolean;
  };
  /** What this file can't prove. */
  notProved: NotProved[];
}

export type NotProved =
  /** That whoever holds the desk's key didn't write it anew, or sign an earlier end. */
  | 'key-holder'
  /** The same, of what comes after the entries that an outside checkpoint has. */
  | 'after-anchor'
  /** That erasures are the desk's. */
  | 'erasures'
  /** What time stamps say: they come with it, and weren't checked here. */
  | 'time-stamps'
  /** That the chain wasn't written anew as a whole. */
  | 'not-rebuilt'
  /** That nothing was said after its last entry. */
  | 'end'
  /** That the desk's clock was right. */
  | 'times'
  /** The channel's name, and when this was exported. */
  | 'header'
  /** Who the customer is. */
  | 'identity'
  /** Which product and clause were shown: from before the desk chained it. */
  | 'older-disclosures'
  /** Answers whose words were erased. */
  | 'erased-answers'
  /** What stands in the entries that were archived: the archive's file has it. */
  | 'archived'
  /** That it was the desk that archived them. */
  | 'archivings';

/** Why it doesn't hold. */
export type VerificationFault =
  | TranscriptFault
  | ({ ok: false; line: number } & EntryFault)
  /** What vouches for it doesn't. */
  | { ok: false; reason: SignedFault }
  | { ok: false; reason: 'not-evidence' | 'older-format' | 'other-conversation' }
  /** What it says about the clauses shown isn't what the log says: which one, and the field. */
  | { ok: false; reason: 'disclosure-differs'; disclosure: number; field: string }
  | { ok: false; reason: 'disclosure-missing' | 'disclosure-invented'; disclosure: number };

export type Verification = Proof | VerificationFault;

/** Checks an exported transcript without any database: the first line that breaks it, or what it proves. */
export function verifyTranscript(text: string, trust: Trust = NO_TRUST): Verification {
  const checked = checkTranscript(
    text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map(parseStrictly),
  );
  return checked.ok ? prove(checked, trust) : checked;
}

/** Checks evidence without any database: its chain, and that it says about it what the chain says, no more and no less. */
export function verifyEvidence(given: unknown, trust: Trust = NO_TRUST): Verification {
  const { format } = (given ?? {}) as { format?: unknown };
  if (format === 'policydesk-evidence/1') return { ok: false, reason: 'older-format' };
  if (!evidenceShape.safeParse(given).success) return { ok: false, reason: 'not-evidence' };
  const evidence = given as Evidence;
  const checked = checkTranscript(evidence.chain);
  if (!checked.ok) return checked;
  if (checked.header.conversation !== evidence.conversation) return { ok: false, reason: 'other-conversation' };
  const proof = prove(checked, trust);
  return proof.ok ? (differenceIn(evidence, checked) ?? proof) : proof;
}

/** What a chain that holds proves about the clauses shown in it. */
function prove({ header, lines, erased }: CheckedTranscript, trust: Trust): Verification {
  const { disclosures, faults } = derive(lines);
  const [fault] = faults;
  if (fault) return { ok: false, line: fault.seq + 1, ...fault };
  const vouched = checkSigned(header, lines, trust);
  if (typeof vouched === 'string') return { ok: false, reason: vouched };
  const noted = new Noted(lines);
  const erasures = noted.erasures.map(({ value }) => checkErasure(header.conversation, value, vouched.keys));
  if (erasures.includes('forged')) return { ok: false, reason: 'erasure-forged' };
  const archivings = noted.archivings.map(({ name, value }) =>
    checkArchiving(header.conversation, name, value, vouched.keys),
  );
  if (archivings.includes('forged')) return { ok: false, reason: 'archive-forged' };
  const archived = lines.filter((line) => line.activity === null && noted.whereabouts.of(line)).length;
  const stands = new Map(disclosures.map((one) => [clauseOf(one), one.stands]));
  const standing = (state: ProvenDisclosure['stands']) => [...stands.values()].filter((one) => one === state).length;
  return {
    ok: true,
    conversation: header.conversation,
    entries: lines.length,
    erased: erased - archived,
    archived,
    head: header.head,
    from: lines[0]?.at ?? '',
    to: lines.at(-1)?.at ?? '',
    disclosures: stands.size,
    confirmed: standing('understood'),
    notUnderstood: standing('not-understood'),
    unproved: standing('unproved'),
    ...standingOf(vouched),
    notProved: [
      ...unprovedBy(vouched),
      'times',
      ...(vouched.key?.from === 'given' ? [] : (['header'] as const)),
      'identity',
      ...(erasures.includes('unknown') ? (['erasures'] as const) : []),
      ...(header.signed?.proven?.anchors.some(({ port }) => port === 'time-stamp') ? (['time-stamps'] as const) : []),
      ...(disclosures.some(({ recordedIn }) => recordedIn === null) ? (['older-disclosures'] as const) : []),
      ...(standing('unproved') > 0 && erased > archived ? (['erased-answers'] as const) : []),
      ...(archived > 0 ? (['archived'] as const) : []),
      ...(archivings.includes('unknown') ? (['archivings'] as const) : []),
    ],
  };
}

/** Who vouches for it: no more than the key or the checkpoint that was given can say. */
function standingOf({ key, anchoring }: Vouched): Pick<Proof, 'standing' | 'key' | 'anchored'> {
  const byKey = key?.from === 'given';
  const named = key ? { key } : {};
  if (!anchoring || !(byKey || anchoring.outside)) return { standing: byKey ? 'signed' : 'unanchored', ...named };
  const { entries, until, checkpoint, outside } = anchoring;
  const { origin, size, at } = checkpoint;
  return {
    ...{ standing: 'anchored', ...named },
    anchored: { entries, until, checkpoint: { origin, size, at: at.toISOString() }, outside },
  };
}

function unprovedBy({ key, anchoring }: Vouched): NotProved[] {
  const byKey = key?.from === 'given';
  if (anchoring?.outside) return byKey ? ['after-anchor'] : ['after-anchor', 'end'];
  return byKey ? ['key-holder'] : ['not-rebuilt', 'end'];
}

/** The clause that a disclosure shows: by its name, or by its words where the log has no name for it. */
export const clauseOf = ({ product, version, clause, words, entryId }: ProvenDisclosure): string =>
  JSON.stringify(clause === null ? [words ?? entryId] : [product, version, clause]);

/** Where evidence says otherwise than its chain. */
function differenceIn(evidence: Evidence, { lines }: CheckedTranscript): VerificationFault | undefined {
  const { disclosures: given } = evidence;
  const stated = given.flatMap(({ entryId, stated }) => (stated ? [{ ...stated, entryId }] : []));
  const derived = disclosuresOf(lines, { zone: evidence.zone, stated });
  for (const [index, one] of derived.entries()) {
    const other = given[index] as unknown as Record<string, unknown> | undefined;
    if (!other) return { ok: false, reason: 'disclosure-missing', disclosure: index + 1 };
    const names = new Set([...Object.keys(one), ...Object.keys(other)]);
    const derivedOne = one as unknown as Record<string, unknown>;
    const field = [...names].find(
      (name) => canonical(derivedOne[name] ?? null) !== canonical(other[name] ?? null) || !(name in derivedOne),
    );
    if (field) return { ok: false, reason: 'disclosure-differs', disclosure: index + 1, field };
  }
  return given.length > derived.length
    ? { ok: false, reason: 'disclosure-invented', disclosure: derived.length + 1 }
    : undefined;
}
