import { sign, verify } from 'node:crypto';
import { NAME, type PublicKey, type SigningKey } from './keys.ts';

/*
 * C2SP signed notes (https://c2sp.org/signed-note): a text and, behind an empty line, lines of signatures, each with the
 * name and the id of its key.
 */

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
