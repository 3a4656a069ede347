import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';

/*
 * C2SP signed notes (https://c2sp.org/signed-note): a text and, behind an empty line, lines of signatures, each with the
 * name and the id of its key. With Ed25519 keys (RFC 8032) only.
 */

/** A key by which signatures are checked. */
export interface PublicKey {
  /** Like a web address without its scheme; no spaces and no plus sign. */
  name: string;
  /** The first four bytes of the hash of name and key, in hexadecimal. */
  id: string;
  key: KeyObject;
}

/** A key by which the desk signs. */
export interface SigningKey extends PublicKey {
  secret: KeyObject;
}

/** What isn't a key says what it should be. */
export class NoKey extends Error {}

const ED25519 = Buffer.of(1);
const KEY_BYTES = 32;
/** What stands before the 32 bytes of an Ed25519 key in PKCS #8 and in a SubjectPublicKeyInfo (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
const PRIVATE = 'PRIVATE+KEY+';
const NAME = /^[^\s+\p{C}]{1,200}$/u;

const rawOf = (key: KeyObject): Buffer => key.export({ format: 'der', type: 'spki' }).subarray(SPKI.length);

const idOf = (name: string, raw: Buffer): string =>
  createHash('sha256').update(`${name}\n`).update(ED25519).update(raw).digest('hex').slice(0, 8);

/** A key as others are given it: `<name>+<id>+<base64>`. */
export const publicText = ({ name, id, key }: PublicKey): string =>
  `${name}+${id}+${Buffer.concat([ED25519, rawOf(key)]).toString('base64')}`;

/** Reads a key as others are given it. Throws {@link NoKey}. */
export function readPublicKey(text: string): PublicKey {
  const { name, id, raw } = fieldsOf(
    text,
    'a public key is written <name>+<id>+<base64>, as desk evidence key prints it',
  );
  if (id !== idOf(name, raw)) throw new NoKey(`the public key of ${name} is damaged: its id isn't that of its bytes`);
  return { name, id, key: createPublicKey({ key: Buffer.concat([SPKI, raw]), format: 'der', type: 'spki' }) };
}

/** A signing key as its file has it: `PRIVATE+KEY+<name>+<id>+<base64>`. */
export function secretText({ name, id, secret }: SigningKey): string {
  const seed = secret.export({ format: 'der', type: 'pkcs8' }).subarray(PKCS8.length);
  return `${PRIVATE}${name}+${id}+${Buffer.concat([ED25519, seed]).toString('base64')}`;
}

/** Reads a signing key. Throws {@link NoKey}, which never says what stands there. */
export function readSigningKey(text: string): SigningKey {
  const form = `a signing key is written ${PRIVATE}<name>+<id>+<base64>, as desk evidence key --new makes it`;
  if (!text.startsWith(PRIVATE)) throw new NoKey(form);
  const { name, id, raw } = fieldsOf(text.slice(PRIVATE.length), form);
  const made = signingKey(name, createPrivateKey({ key: Buffer.concat([PKCS8, raw]), format: 'der', type: 'pkcs8' }));
  if (made.id !== id) throw new NoKey(`the signing key of ${name} is damaged: its id isn't that of its bytes`);
  return made;
}

/** Makes a key. Throws {@link NoKey} for a name that can't be one. */
export function makeSigningKey(name: string): SigningKey {
  if (!NAME.test(name))
    throw new NoKey('the name of a key has no space and no plus sign, such as insurer.example/desk');
  return signingKey(name, generateKeyPairSync('ed25519').privateKey);
}

function signingKey(name: string, secret: KeyObject): SigningKey {
  const key = createPublicKey(secret);
  return { name, id: idOf(name, rawOf(key)), key, secret };
}

function fieldsOf(text: string, form: string): { name: string; id: string; raw: Buffer } {
  const [, name = '', id = '', base64 = ''] = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})$/.exec(text.trim()) ?? [];
  const bytes = Buffer.from(base64, 'base64');
  if (!NAME.test(name) || bytes.length !== KEY_BYTES + 1 || bytes[0] !== ED25519[0]) throw new NoKey(form);
  return { name, id, raw: bytes.subarray(1) };
}

/** Signs a text, which ends with a line end: the line of its signature, without the line's end. */
export function signatureLine(text: string, { name, id, secret }: SigningKey): string {
  const signature = sign(null, Buffer.from(text), secret);
  return `— ${name} ${Buffer.concat([Buffer.from(id, 'hex'), signature]).toString('base64')}`;
}

/** A text and its signature. */
export const signNote = (text: string, key: SigningKey): string => `${text}\n${signatureLine(text, key)}\n`;

/** A line of a signature, of whatever key. */
interface Signature {
  name: string;
  id: string;
  signature: Buffer;
}

function readSignature(line: string): Signature | undefined {
  const [, name = '', base64 = ''] = /^— (\S+) ([A-Za-z0-9+/]+={0,2})$/.exec(line) ?? [];
  const bytes = Buffer.from(base64, 'base64');
  if (!NAME.test(name) || bytes.length < 5 || bytes.toString('base64') !== base64) return undefined;
  return { name, id: bytes.subarray(0, 4).toString('hex'), signature: bytes.subarray(4) };
}

/** `unknown-key`: by none of the given keys. `forged`: it names one of them, which didn't sign this. */
export type SignedBy = { key: PublicKey } | 'unknown-key' | 'forged' | 'malformed';

/** Who of the holders of these keys signed the text with this line. */
export function signerOf(text: string, line: string, keys: readonly PublicKey[]): SignedBy {
  const given = readSignature(line);
  if (!given) return 'malformed';
  const key = keys.find(({ name, id }) => name === given.name && id === given.id);
  if (!key) return 'unknown-key';
  return verify(null, Buffer.from(text), key.key, given.signature) ? { key } : 'forged';
}

/** Opens a note: its text, and whose of the given keys signed it. Signatures by other keys are let be, as the form says. */
export function openNote(note: string, keys: readonly PublicKey[]): { text: string; signedBy: SignedBy } {
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || !note.endsWith('\n')) return { text: '', signedBy: 'malformed' };
  const text = note.slice(0, end + 1);
  const lines = note.slice(end + 2, -1).split('\n');
  let signedBy: SignedBy = 'unknown-key';
  for (const line of lines) {
    const one = signerOf(text, line, keys);
    if (one === 'malformed' || one === 'forged') return { text, signedBy: one };
    if (one !== 'unknown-key' && signedBy === 'unknown-key') signedBy = one;
  }
  return { text, signedBy };
}

/** The notes of a file that has many, one after another, with or without empty lines between them. */
export function notesIn(file: string): string[] {
  const notes: string[] = [];
  let lines: string[] = [];
  for (const line of [...file.split(/\r?\n/), '']) {
    if (lines.at(-1)?.startsWith('— ') && !line.startsWith('— ')) {
      notes.push(`${lines.join('\n')}\n`);
      lines = [];
    }
    if (line !== '' || lines.length > 0) lines.push(line);
  }
  return lines.some((line) => line !== '') ? [...notes, lines.join('\n')] : notes;
}
