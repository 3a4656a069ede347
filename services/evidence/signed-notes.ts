import type { DeskKeys } from '../checkpoints/grow.ts';
import type { PublicKey } from '../checkpoints/keys.ts';
import { signatureLine, signerOf } from '../checkpoints/signed-note.ts';
import { canonical } from '../conversation-log/chain.ts';
import type { ArchivedValue, ErasedValue } from './entries.ts';

/** What the desk signs of an erasure. */
const erasureOf = (conversation: string, { signature: _, ...value }: ErasedValue): string =>
  `policydesk-erasure/1\n${canonical({ conversation, ...value })}\n`;

/** What the desk signs of contents that were archived or put back; `name` is the event's. */
const archivingOf = (conversation: string, name: string, { signature: _, ...value }: ArchivedValue): string =>
  `policydesk-archive/1\n${canonical({ conversation, name, ...value })}\n`;

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
