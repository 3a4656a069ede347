import { NoKey, type PublicKey, readPublicKey } from '../checkpoints/keys.ts';
import { type Anchoring, checkProof, type ProofFault } from '../checkpoints/proof.ts';
import { signerOf } from '../checkpoints/signed-note.ts';
import { canonical } from '../conversation-log/chain.ts';
import type { TranscriptHeader, TranscriptLine } from '../conversation-log/transcript.ts';

/** By what somebody checks: the desk's public keys that they were given, and checkpoints that somebody else kept. */
export interface Trust {
  keys: readonly PublicKey[];
  /** Signed notes. */
  checkpoints: readonly string[];
}

export const NO_TRUST: Trust = { keys: [], checkpoints: [] };

/** What the desk signs of an export: its whole header, so that it vouches for the end of the log at that time too. */
export const statementOf = ({ signed: _, ...header }: TranscriptHeader): string =>
  `policydesk-statement/1\n${canonical(header)}\n`;

/** Why a signature or its proof doesn't hold. */
export type SignedFault =
  | ProofFault
  /** There is none, though it was asked by whose key it is. */
  | 'unsigned'
  /** It isn't the signature of what stands here. */
  | 'signature-differs'
  | 'erasure-forged'
  | 'archive-forged';

/** What a signature and its proof come to. */
export interface Vouched {
  /** By which key. `file`: one that only the file itself names, which anybody can make. */
  key: { name: string; id: string; from: 'given' | 'file' } | undefined;
  anchoring: Anchoring | undefined;
  /** The keys by which the file's other signatures are checked. */
  keys: readonly PublicKey[];
}

/** Checks who vouches for a transcript. */
export function checkSigned(
  header: TranscriptHeader,
  lines: readonly TranscriptLine[],
  trust: Trust,
): Vouched | SignedFault {
  const { signed } = header;
  if (!signed)
    return trust.keys.length + trust.checkpoints.length > 0
      ? 'unsigned'
      : { key: undefined, anchoring: undefined, keys: [] };
  const own = readKeys(signed.keys);
  if (!own) return 'signature-differs';
  const keys = trust.keys.length > 0 ? trust.keys : own;
  const signedBy = signerOf(statementOf(header), signed.signature, keys);
  if (signedBy === 'unknown-key') return 'another-key';
  if (typeof signedBy === 'string') return 'signature-differs';
  const { name, id } = signedBy.key;
  if (!own.some((one) => one.name === name && one.id === id)) return 'another-key';
  const anchoring =
    signed.proven === null
      ? undefined
      : checkProof(header.conversation, lines, { proven: signed.proven, keys, kept: trust.checkpoints });
  if (typeof anchoring === 'string') return anchoring;
  return { key: { name, id, from: trust.keys.length > 0 ? 'given' : 'file' }, anchoring, keys };
}

function readKeys(texts: readonly string[]): PublicKey[] | undefined {
  try {
    return texts.map(readPublicKey);
  } catch (error) {
    if (error instanceof NoKey) return undefined;
    throw error;
  }
}
