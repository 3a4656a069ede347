import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ImportError } from './import-error.ts';
import type { Imported } from './import-wording.ts';

const CODE = /^[a-z0-9][a-z0-9-]{0,63}$/;

/** What an editor adds to an import. Where some of it stands, an import must not write over it. */
const WORKED_ON = /^(?:plain|example|consequence|questions):/m;

/**
 * Saves a product in the folder of its code and says where its file is. The folder appears whole or not at all. One that
 * holds an earlier import of the same product is replaced as long as nobody has worked on it. Throws
 * {@link ImportError}.
 */
export async function saveProduct(parent: string, { code, file, content }: Imported): Promise<string> {
  if (!CODE.test(code))
    throw new ImportError(
      `a code such as ${code} can’t name a folder: give small letters, digits and hyphens (--code)`,
    );
  const folder = join(parent, code);
  await mkdir(parent, { recursive: true });
  const held = await readdir(folder).catch(() => undefined);
  if (held && held.length > 0) await requireReplaceable(folder, held, { file, content });
  const temporary = join(parent, `.import-${randomUUID()}`);
  await mkdir(temporary);
  try {
    await writeFile(join(temporary, file), content);
    if (held) await rename(join(temporary, file), join(folder, file));
    else await rename(temporary, folder);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  return join(folder, file);
}

async function requireReplaceable(
  folder: string,
  held: readonly string[],
  { file, content }: Pick<Imported, 'file' | 'content'>,
): Promise<void> {
  const refuse = (why: string): never => {
    throw new ImportError(`${folder} ${why}: give this product another code (--code), or move that folder away`);
  };
  if (held.length > 1 || held[0] !== file) refuse('holds a product in more languages or another one');
  const before = await readFile(join(folder, file), 'utf8');
  if (!/^imported: true$/m.test(before) || WORKED_ON.test(before))
    refuse('holds a product that somebody has worked on');
  if (nameOf(before) !== nameOf(content)) refuse(`holds another product, ${nameOf(before)}`);
}

const nameOf = (content: string): string => /^name: (.*)$/m.exec(content)?.[1] ?? '';
