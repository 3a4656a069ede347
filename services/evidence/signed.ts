import type { DeskKeys } from '../checkpoints/grow.ts';
import { type Anchoring, checkProof, type ProofFault, proveConversation } from '../checkpoints/proof.ts';
import {
  NoKey,
  type PublicKey,
  publicText,
  readPublicKey,
  signatureLine,
  signerOf,
} from '../checkpoints/signed-note.ts';
import { canonical } from '../conversation-log/chain.ts';
import type { Signed, TranscriptHeader, TranscriptLine } from '../conversation-log/transcript.ts';
import type { Stores } from '../stores.ts';
import type { ArchivedValue, ErasedValue } from './entries.ts';

/** By what somebody checks: the desk's public keys that they were given, and checkpoints that somebody else kept. */
export interface Trust {
  keys: readonly PublicKey[];
  /** Signed notes. */
  checkpoints: readonly string[];
}

export const NO_TRUST: Trust = { keys: [], checkpoints: [] };

/** More than any log has: PostgreSQL's largest integer. */
const MOST_ENTRIES = 2 ** 31 - 1;

/** What the desk signs of an export: its whole header, so that it vouches for the end of the log at that time too. */
const statementOf = ({ signed: _, ...header }: TranscriptHeader): string =>
  `policydesk-statement/1\n${canonical(header)}\n`;

/** What the desk signs of an erasure. */
const erasureOf = (conversation: string, { signature: _, ...value }: ErasedValue): string =>
  `policydesk-erasure/1\n${canonical({ conversation, ...value })}\n`;

/** What the desk signs of contents that were archived or put back; `name` is the event's. */
const archivingOf = (conversation: string, name: string, { signature: _, ...value }: ArchivedValue): string =>
  `policydesk-archive/1\n${canonical({ conversation, name, ...value })}\n`;

/** The database has less of a conversation than was signed. The desk doesn't sign that this is all. */
export class Shortened extends Error {
  constructor(conversation: string, { seq, index }: { seq: number; index: number }) {
    super(
      `${conversation} has fewer entries than the ${seq} that were signed (leaf ${index}), so its end is not signed: desk verify --all says what else is missing`,
    );
  }
}

/**
 * Signs headers of exports, and adds the newest checkpoint's proof. Throws {@link Shortened} where more entries were
 * signed before than the conversation has now.
 */
export const exportSigner =
  ({ tree, conversations }: Pick<Stores, 'tree' | 'conversations'>, { signing, known }: DeskKeys) =>
  async (header: TranscriptHeader): Promise<Signed> => {
    const { conversation, entries } = header;
    const newest = await tree.newestCheckpoint();
    const leaf = newest && (await tree.newestLeaf(conversation, { size: newest.size, entries: MOST_ENTRIES }));
    // It may have gone on since its header was written; a log is never shorter than a leaf that was read before it.
    if (leaf && leaf.seq > entries && ((await conversations.heads([conversation])).get(conversation) ?? 0) < leaf.seq)
      throw new Shortened(conversation, leaf);
    return {
      keys: known.map(publicText),
      signature: signatureLine(statementOf(header), signing),
      proven: (await proveConversation(tree, { conversationId: conversation, entries, keys: known })) ?? null,
    };
  };

/** Signs an erasure. */
export const signErasure = (
  conversation: string,
  value: Omit<ErasedValue, 'signature'>,
  { signing }: DeskKeys,
): string => signatureLine(erasureOf(conversation, { ...value, signature: null }), signing);

/** Signs that contents were archived or put back. */
export const signArchiving = (
  conversation: string,
  name: string,
  value: Omit<ArchivedValue, 'signature'>,
  { signing }: DeskKeys,
): string => signatureLine(archivingOf(conversation, name, { ...value, signature: null }), signing);

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

/** Whether the desk signed a note of its log: `unknown` where no key here could tell. */
export type NoteSigned = 'signed' | 'unknown' | 'forged';

/** Whether the desk signed an erasure. */
export const checkErasure = (conversation: string, value: ErasedValue, keys: readonly PublicKey[]): NoteSigned =>
  checkNote(erasureOf(conversation, value), value.signature, keys);

/** Whether the desk signed that contents were archived or put back. */
export const checkArchiving = (
  conversation: string,
  name: string,
  value: ArchivedValue,
  keys: readonly PublicKey[],
): NoteSigned => checkNote(archivingOf(conversation, name, value), value.signature, keys);

function checkNote(text: string, signature: string | null, keys: readonly PublicKey[]): NoteSigned {
  if (signature === null) return 'unknown';
  const signedBy = signerOf(text, signature, keys);
  if (signedBy === 'unknown-key') return 'unknown';
  return typeof signedBy === 'string' ? 'forged' : 'signed';
}

function readKeys(texts: readonly string[]): PublicKey[] | undefined {
  try {
    return texts.map(readPublicKey);
  } catch (error) {
    if (error instanceof NoKey) return undefined;
    throw error;
  }
}
