import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';

/*
 * The keys of C2SP signed notes (https://c2sp.org/signed-note), with Ed25519 (RFC 8032) only.
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

/** Thrown for what isn't a key; its message says what it should be. */
export class NoKey extends Error {}

const ED25519 = Buffer.of(1);
const KEY_BYTES = 32;
/** What stands before the 32 bytes of an Ed25519 key in PKCS #8 and in a SubjectPublicKeyInfo (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
const PRIVATE = 'PRIVATE+KEY+';
export const NAME = /^[^\s+\p{C}]{1,200}$/u;

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
