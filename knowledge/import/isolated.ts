import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ImportError } from './import-error.ts';
import type { Imported, Wording } from './import-wording.ts';
import { LIMITS } from './limits.ts';

/** What the converting process is asked for. */
export interface Request extends Omit<Wording, 'bytes'> {
  path: string;
}

/** What it answers. */
export type Answer = { imported: Imported } | { refused: string } | { failed: string };

/** What a conversion may take. */
export interface Allowance {
  milliseconds: number;
  memoryBytes: number;
}

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url));
const LOADER = createRequire(import.meta.url).resolve('tsx');

/** How often the memory of the converting process is looked at. */
const WATCH = 50;

/**
 * Converts a file in a process of its own, which is ended when it takes too long or too much memory. A heap limit alone
 * would not do: what a PDF unpacks to lies outside of the heap. Throws {@link ImportError}.
 */
export async function importFile(
  { path, ...wording }: Omit<Request, 'name'>,
  { milliseconds, memoryBytes }: Allowance = LIMITS,
): Promise<Imported> {
  const name = basename(path);
  await requireUsable(path, name);
  const child = fork(CHILD, [], {
    execArgv: ['--import', LOADER, `--max-old-space-size=${Math.round(memoryBytes / 1024 / 1024)}`],
    env: { PATH: process.env.PATH, TMPDIR: process.env.TMPDIR, TZ: process.env.TZ },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let ended: string | undefined;
  const end = (reason: string): void => {
    ended ??= reason;
    child.kill('SIGKILL');
  };
  const tooLarge = `takes more than ${Math.round(memoryBytes / 1024 / 1024)} MB of memory to read, which no wording does: check where it comes from, or save it again from the program that made it`;
  const timer = setTimeout(
    () =>
      end(
        `takes longer than ${milliseconds / 1000} s to read, which no wording does: save it again from the program that made it, or import it in another format`,
      ),
    milliseconds,
  );
  const watch = setInterval(() => residentBytes(child) > memoryBytes && end(tooLarge), WATCH);
  try {
    const answer = await answerOf(child, { path, name, ...wording });
    if (answer && 'imported' in answer) return answer.imported;
    if (answer && 'refused' in answer) throw new ImportError(answer.refused);
    if (answer)
      throw new Error(
        `importing ${name} failed, which is a fault of the import: report it with the file\n${answer.failed}`,
      );
    throw new ImportError(`${name} ${ended ?? tooLarge}`);
  } finally {
    clearTimeout(timer);
    clearInterval(watch);
    child.kill('SIGKILL');
  }
}

/** Refuses what need not even be opened. */
async function requireUsable(path: string, name: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new ImportError(`there is no file ${path}: give the path of the wording`);
  if (!found.isFile()) throw new ImportError(`${path} is not a file: give the path of the wording itself`);
  if (found.size === 0) throw new ImportError(`${name} is empty: give the file that holds the wording`);
  if (found.size > LIMITS.fileBytes)
    throw new ImportError(
      `${name} has ${Math.round(found.size / 1024 / 1024)} MB, and the most are ${LIMITS.fileBytes / 1024 / 1024}: save it without its pictures, or give the wording alone`,
    );
}

/** The child's answer; nothing when it ended without one. */
const answerOf = (child: ChildProcess, request: Request): Promise<Answer | undefined> =>
  new Promise((resolve, reject) => {
    child.once('message', (answer) => resolve(answer as Answer));
    child.once('exit', () => resolve(undefined));
    child.once('error', reject);
    child.stderr?.resume();
    child.send(request);
  });

/** What a process holds in memory. Where the system doesn't say, the limit of the heap has to do. */
function residentBytes({ pid }: ChildProcess): number {
  try {
    const [, pages = '0'] = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ');
    return Number(pages) * 4096;
  } catch {
    return 0;
  }
}
