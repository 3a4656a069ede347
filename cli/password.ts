import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { unguessable } from '../services/ids.ts';
import { Usage } from './usage.ts';

/** Characters that a password has at least. */
const LEAST = 8;
/** Bits of one that is made up. */
const MADE_UP_BITS = 96;

/** A password, and whether it was made up here, so that it must be shown once. */
export interface ChosenPassword {
  password: string;
  madeUp: boolean;
}

/**
 * A password that is made up, asked for at a terminal without showing it, or read from standard input; never from the
 * arguments, which stand in the process list and in the shell's history. Throws {@link Usage}.
 */
export async function choosePassword({ generate }: { generate: boolean }): Promise<ChosenPassword> {
  if (generate) return { password: unguessable(MADE_UP_BITS), madeUp: true };
  const password = process.stdin.isTTY ? await askTwice() : (await text(process.stdin)).trim();
  if (password.length < LEAST)
    throw new Usage(`give a password of at least ${LEAST} characters on standard input, or say --generate`);
  return { password, madeUp: false };
}

async function askTwice(): Promise<string> {
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: unseen, terminal: true });
  const ask = async (what: string) => {
    process.stderr.write(what);
    const answer = await lines.question('');
    process.stderr.write('\n');
    return answer.trim();
  };
  try {
    const password = await ask('Password (it is not shown): ');
    if (password !== (await ask('The same once more: ')))
      throw new Usage('the two passwords differ: try again, or say --generate');
    return password;
  } finally {
    lines.close();
  }
}
