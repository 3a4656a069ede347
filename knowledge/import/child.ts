import { readFile } from 'node:fs/promises';
import { ImportError } from './import-error.ts';
import { importWording } from './import-wording.ts';
import type { Answer, Request } from './isolated.ts';

/*
 * The process in which a file is converted: what a hostile file can block or exhaust is this process alone. It writes
 * nothing; it sends what it made to the one that started it, and ends.
 */
process.once('message', async ({ path, ...wording }: Request) => {
  process.send?.(await converted(path, wording), () => process.exit());
});

async function converted(path: string, wording: Omit<Request, 'path'>): Promise<Answer> {
  try {
    return { imported: await importWording({ ...wording, bytes: await readFile(path) }) };
  } catch (error) {
    if (error instanceof ImportError) return { refused: error.message };
    return { failed: (error as Error).stack ?? String(error) };
  }
}
