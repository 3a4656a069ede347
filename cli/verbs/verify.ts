import { readFile } from 'node:fs/promises';
import { readPublicKeys } from '../../anchors/key-file.ts';
import { notesIn, type PublicKey } from '../../services/checkpoints/signed-note.ts';
import type { Trust } from '../../services/evidence/signed.ts';
import { verifyFile } from '../evidence/read-file.ts';
import { print } from '../lines.ts';
import { options, Usage } from '../usage.ts';

/**
 * Checks an exported transcript or evidence offline, by the desk's public key and checkpoints that somebody else kept,
 * where they are given; exits with 1 where it doesn't hold.
 */
export const verify = async (args: string[]): Promise<void> => {
  const all = args.includes('--all');
  const json = args.includes('--json');
  const { given, rest } = options(
    args.filter((arg) => arg !== '--all' && arg !== '--json'),
    ['key', 'checkpoint'],
  );
  if (all) {
    const { verifyAll } = await import('./verify-all.ts');
    if (!(await verifyAll(await trustIn(given), json))) process.exitCode = 1;
    return;
  }
  const [file] = rest;
  if (!file) throw new Usage('say which file, or --all for the whole database');
  const result = verifyFile(await readFile(file, 'utf8'), await trustIn(given));
  print(result);
  if (!result.ok) process.exitCode = 1;
};

/** What was given to check by: a public key or a file of them, a file of checkpoints. */
async function trustIn({ key, checkpoint }: { key?: string; checkpoint?: string }): Promise<Trust> {
  return {
    keys: key === undefined ? [] : await keysIn(key),
    checkpoints: checkpoint === undefined ? [] : notesIn(await readFile(checkpoint, 'utf8')),
  };
}

const keysIn = async (given: string): Promise<PublicKey[]> => {
  const keys = readPublicKeys(/^[^+\s]+\+[0-9a-f]{8}\+/.test(given) ? given : await readFile(given, 'utf8'));
  if (keys.length === 0) throw new Usage('--key is a public key, or a file that has one a line');
  return keys;
};
