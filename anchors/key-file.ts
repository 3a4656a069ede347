import { randomBytes } from 'node:crypto';
import { type FileHandle, open, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DeskKeys } from '../services/checkpoints/grow.ts';
import {
  makeSigningKey,
  NoKey,
  type PublicKey,
  readPublicKey,
  readSigningKey,
  type SigningKey,
  secretText,
} from '../services/checkpoints/keys.ts';

/** Where the desk's key may be: the file that is named, or one beside the embedded database, never in a database. */
export interface KeyPlace {
  database: { url: string } | { folder: string };
  evidenceKeyFile: string | undefined;
}

const IN_FOLDER = 'evidence.key';

/** Why a key file can't be used, and what to do. */
export class KeyFileError extends Error {}

/** The key's file; undefined where none is named and there is no folder for one: with PostgreSQL, or in memory. */
export function keyFileOf({ database, evidenceKeyFile }: KeyPlace): string | undefined {
  if (evidenceKeyFile) return evidenceKeyFile;
  return 'folder' in database && database.folder !== 'memory://' ? join(database.folder, IN_FOLDER) : undefined;
}

/**
 * The desk's keys: the first line of the file signs, the others are those by which the desk signed before. In `DATA_DIR`
 * the first start makes it. Undefined where there is to be none. Throws {@link KeyFileError}.
 */
export async function openKeys(place: KeyPlace): Promise<DeskKeys | undefined> {
  const file = keyFileOf(place);
  if (file === undefined) return undefined;
  const kept = await readKeys(file);
  if (kept) return kept;
  if (place.evidenceKeyFile)
    throw new KeyFileError(
      `EVIDENCE_KEY_FILE: there is no ${file}; make it once with "desk evidence key --new ${file}" and give every server the same file`,
    );
  const signing = makeSigningKey(`policydesk/${randomBytes(4).toString('hex')}`);
  await writeKey(file, signing);
  return { signing, known: [signing] };
}

/** The keys in a file; undefined where there is none. Throws {@link KeyFileError}. */
export async function readKeys(file: string): Promise<DeskKeys | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new KeyFileError(`the evidence key ${file} can't be read: ${(error as Error).message}`);
  }
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const [first = '', ...older] = lines.filter((line) => line !== '' && !line.startsWith('#'));
  try {
    const signing = readSigningKey(first);
    return { signing, known: [signing, ...older.map(readPublicKey)] };
  } catch (error) {
    if (error instanceof NoKey) throw new KeyFileError(`the evidence key ${file} can't be used: ${error.message}`);
    throw error;
  }
}

/** Public keys in a file or given as text, one a line. Throws `NoKey`. */
export const readPublicKeys = (text: string): PublicKey[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map(readPublicKey);

/** Writes a new key to a file that isn't there yet, readable by its owner alone, and makes sure that it is on disk. */
export async function writeKey(file: string, key: SigningKey): Promise<void> {
  let handle: FileHandle;
  try {
    handle = await open(file, 'wx', 0o600);
  } catch (error) {
    throw new KeyFileError(`the evidence key ${file} can't be made: ${(error as Error).message}`);
  }
  try {
    await handle.writeFile(
      `${secretText(key)}\n# Keep a copy where the database is not. Older public keys may follow, one a line.\n`,
    );
    await handle.sync();
  } finally {
    await handle.close();
  }
  const folder = await open(dirname(file), 'r');
  await folder.sync().finally(() => folder.close());
}

/** Whether others on this machine may read the file. */
export const isOpenToOthers = async (file: string): Promise<boolean> => ((await stat(file)).mode & 0o077) !== 0;
