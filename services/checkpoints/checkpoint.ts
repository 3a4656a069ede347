import { canonical } from '../conversation-log/chain.ts';
import type { PublicKey, SigningKey } from './keys.ts';
import type { TreeHead } from './merkle/check-proof.ts';
import { type Hash, hashLeaf } from './merkle/hash.ts';
import { openNote, type SignedBy, signNote } from './signed-note.ts';

/** A leaf of the tree: where a conversation's log ended at some time. */
export interface Leaf {
  conversationId: string;
  /** How many entries it had, which is the last one's `seq`. */
  seq: number;
  /** The last entry's hash, and its time. */
  head: string;
  at: Date;
}

/** What the tree's hash of a leaf is over: canonical JSON. */
export const leafHash = ({ conversationId, seq, head, at }: Leaf): Hash =>
  hashLeaf(Buffer.from(canonical({ conversation: conversationId, seq, head, at: at.toISOString() }) ?? ''));

/** A checkpoint: how the tree stood, and when by the desk's clock. */
export interface Checkpoint extends TreeHead {
  /** Whose tree it is: the name of the key. */
  origin: string;
  at: Date;
}

const TIME = 'time ';

/** A checkpoint in C2SP's form (https://c2sp.org/tlog-checkpoint), with the time as its extension line, signed. */
export const signCheckpoint = ({ size, root, at }: TreeHead & { at: Date }, key: SigningKey): string =>
  signNote(`${key.name}\n${size}\n${root.toString('base64')}\n${TIME}${at.toISOString()}\n`, key);

/** Reads a checkpoint without looking at who signed it. Undefined for what is none. */
export function readCheckpoint(note: string): Checkpoint | undefined {
  const [origin = '', size = '', root = '', extension = '', ...rest] = openNote(note, []).text.split('\n');
  const hash = Buffer.from(root, 'base64');
  const at = new Date(extension.startsWith(TIME) ? extension.slice(TIME.length) : Number.NaN);
  const isForm = /^(0|[1-9]\d{0,15})$/.test(size) && hash.length === 32 && hash.toString('base64') === root;
  if (!isForm || origin === '' || Number.isNaN(at.getTime()) || rest.join() !== '') return undefined;
  return { origin, size: Number(size), root: hash, at };
}

/** Reads a checkpoint that one of the given keys signed for its own tree; else why it isn't one. */
export function openCheckpoint(
  note: string,
  keys: readonly PublicKey[],
): Checkpoint | Exclude<SignedBy, { key: PublicKey }> {
  const checkpoint = readCheckpoint(note);
  if (!checkpoint) return 'malformed';
  const { signedBy } = openNote(note, keys);
  if (typeof signedBy === 'string') return signedBy;
  return signedBy.key.name === checkpoint.origin ? checkpoint : 'unknown-key';
}
