import { type CheckedTranscript, checkTranscript } from '../conversation-log/check-transcript.ts';
import { derive } from './derive.ts';
import { differenceIn } from './difference.ts';
import { clauseOf, type ProvenDisclosure } from './disclosed.ts';
import { type Evidence, evidenceShape } from './evidence.ts';
import { Noted } from './noted.ts';
import { checkSigned, NO_TRUST, type Trust, type Vouched } from './signed.ts';
import { checkArchiving, checkErasure } from './signed-notes.ts';
import { parseStrictly } from './strict-json.ts';
import type { NotProved, Proof, Verification } from './verification.ts';

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
