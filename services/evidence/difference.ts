import { canonical } from '../conversation-log/chain.ts';
import type { CheckedTranscript } from '../conversation-log/check-transcript.ts';
import { disclosuresOf, type Evidence } from './evidence.ts';
import type { VerificationFault } from './verification.ts';

/** Where evidence says otherwise than its chain. */
export function differenceIn(evidence: Evidence, { lines }: CheckedTranscript): VerificationFault | undefined {
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
