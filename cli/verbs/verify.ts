import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readPublicKeys } from '../../anchors/key-file.ts';
import type { PublicKey } from '../../services/checkpoints/keys.ts';
import type { Proven } from '../../services/checkpoints/proven.ts';
import { notesIn } from '../../services/checkpoints/signed-note.ts';
import type { Trust } from '../../services/evidence/signed.ts';
import { provenIn, verifyFile } from '../evidence/read-file.ts';
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
    ['key', 'checkpoint', 'out'],
  );
  if (all) {
    const { verifyAll } = await import('./verify-all.ts');
    if (!(await verifyAll(await trustIn(given), json))) process.exitCode = 1;
    return;
  }
  const [file] = rest;
  if (!file) throw new Usage('say which file, or --all for the whole database');
  const content = await readFile(file, 'utf8');
  const result = verifyFile(content, await trustIn(given));
  print(result);
  if (!result.ok) process.exitCode = 1;
  else if (given.out !== undefined) await writeProof(provenIn(content), given.out);
};

/** Writes a file's checkpoint and the answers to it, for the tools that check those: `openssl ts -verify`. */
async function writeProof(proven: Proven | undefined, folder: string): Promise<void> {
  if (!proven) throw new Error('no checkpoint comes with this file');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'checkpoint.txt'), proven.checkpoint);
  for (const { port, answer } of proven.anchors)
    if (answer !== null)
      await writeFile(
        join(folder, port === 'time-stamp' ? 'time-stamp.tsr' : `${port}.answer`),
        Buffer.from(answer, 'base64'),
      );
}

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
