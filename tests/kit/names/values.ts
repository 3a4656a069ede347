import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SLOTS } from '../../../understanding/values/index.ts';
import { isThere, namesIn, ROOT } from './to-write.ts';

/* Values that are read, each in a file called as it is. */

const FOLDER = 'understanding/values';
const IDENTIFIERS = `${FOLDER}/kit/identifiers.ts`;
const NAMES = Object.keys(SLOTS);

/** Whether a name of the list has a file. */
const isRead = (name: string): boolean => isThere(`${FOLDER}/${name}.ts`);

/** Values that stand in no list, are called otherwise than their file, or are read by another's reader. */
export async function unlistedValues(): Promise<string[]> {
  const unlisted = namesIn(FOLDER)
    .filter((name) => !NAMES.includes(name) && !['kit', 'time'].includes(name))
    .map((name) => `${FOLDER}/index.ts: add the reader of ${name}.ts as “${name}”, or call the file as it is listed`);
  const misread = await Promise.all(
    Object.entries(SLOTS).map(async ([name, readers]) => {
      if (!isRead(name))
        return [`${FOLDER}/${name}.ts: write the reader of “${name}”, or list it as its file is called`];
      const exported = await exportsOf(name);
      return Object.entries(readers)
        .filter(([, reader]) => !Object.values(exported).includes(reader))
        .map(([way]) => `${FOLDER}/index.ts: write a reader of ${name}.ts where “${name}” is to ${way}`);
    }),
  );
  return [...unlisted, ...misread.flat()];
}

/** Values whose digits could be something else, and that times, amounts and counts don't know of. */
export async function unknownIdentifiers(): Promise<string[]> {
  const known = readFileSync(join(ROOT, IDENTIFIERS), 'utf8');
  const spans = await Promise.all(
    NAMES.filter(isRead).map(async (name) => Object.keys(await exportsOf(name)).filter((one) => one.endsWith('In'))),
  );
  return spans
    .flat()
    .filter((one) => !known.includes(`  ${one},\n`))
    .map((one) => `${IDENTIFIERS}: write ${one} among the IDENTIFIERS`);
}

/** Values without a table of what is read. */
export function withoutTable(): string[] {
  const tables = readdirSync(join(ROOT, 'tests/understanding'))
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => readFileSync(join(ROOT, 'tests/understanding', name), 'utf8'));
  return NAMES.filter(isRead)
    .filter((name) => !tables.some((table) => table.includes(`values/${name}.ts`)))
    .map((name) => `tests/understanding/${name}.test.ts: write a table of what is read as ${name}, and what isn't`);
}

const exportsOf = async (name: string): Promise<Record<string, unknown>> =>
  import(`../../../understanding/values/${name}.ts`);
