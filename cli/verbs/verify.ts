import { readFile } from 'node:fs/promises';
import { verifyFile } from '../evidence/read-file.ts';
import { print } from '../lines.ts';
import { Usage } from '../usage.ts';

/** Checks an exported transcript or evidence offline; exits with 1 where it doesn't hold. */
export const verify = async ([file]: string[]): Promise<void> => {
  if (!file) throw new Usage('say which file');
  const result = verifyFile(await readFile(file, 'utf8'));
  print(result);
  if (!result.ok) process.exitCode = 1;
};
