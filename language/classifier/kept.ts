import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deserialize, serialize } from 'node:v8';
import type { LearntStore } from './classifier.ts';
import type { Example, Learning, Learnt } from './learn.ts';

/** Beside the bundle, which is made from the sources as well and can be deleted as well (docs/decisions/0012). */
const FOLDER = fileURLToPath(new URL('../../build/learnt/', import.meta.url));
/** What is kept is learnt anew where one of these is another: how it is learnt, or how it is written down. */
const SOURCES = [
  ...['classifier', 'learn', 'features', 'vocabulary', 'support-vectors', 'second-look'].map((name) => `./${name}.ts`),
  '../pinyin.ts',
  '../pinyin.txt',
].map((path) => new URL(path, import.meta.url));
/** Files that are kept; the longest unused go. A desk uses eight. */
const MOST_FILES = 16;

/**
 * Keeps what was learnt in files, named after everything that it follows from: the examples, the way of learning, and
 * Node's version, whose Unicode tables it uses. What can't be read, or is damaged, is learnt again; what can't be written
 * is learnt at every start.
 */
export function keptIn(folder: string): LearntStore {
  return {
    find(examples, how) {
      const path = join(folder, nameOf(examples, how));
      try {
        const bytes = readFileSync(path);
        const content = bytes.subarray(digest('').length);
        if (!digest(content).equals(bytes.subarray(0, digest('').length))) return undefined;
        const now = new Date();
        utimesSync(path, now, now);
        return deserialize(content) as Learnt;
      } catch {
        return undefined;
      }
    },
    keep(examples, how, learnt) {
      try {
        mkdirSync(folder, { recursive: true });
      } catch {
        return;
      }
      const unfinished = join(folder, `${randomUUID()}.tmp`);
      try {
        const content = serialize(learnt);
        writeFileSync(unfinished, Buffer.concat([digest(content), content]));
        // At one go, so that another desk that starts from this folder finds all of it or nothing.
        renameSync(unfinished, join(folder, nameOf(examples, how)));
        dropUnused(folder);
      } catch {
        rmSync(unfinished, { force: true });
      }
    },
  };
}

/** What a desk has learnt, from one start to the next. */
export const kept: LearntStore = keptIn(FOLDER);

/** Names what texts are read with: all files of some folders, so that another version of one has another name. */
export function readWith(...folders: readonly URL[]): string {
  const hash = createHash('sha256');
  for (const folder of folders)
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort())
      if (/\.(?:ts|yaml|txt)$/.test(name)) hash.update(name).update(readFileSync(new URL(name, folder)));
  return hash.digest('hex');
}

const digest = (content: string | Buffer): Buffer => createHash('sha256').update(content).digest();

function nameOf(examples: readonly Example[], how: Learning): string {
  const hash = createHash('sha256').update(`${process.version}\n${JSON.stringify(how)}\n`);
  for (const source of SOURCES) hash.update(readFileSync(source));
  for (const { text, label, marks } of examples) hash.update(JSON.stringify([text, label, marks]));
  return `${hash.digest('hex').slice(0, 32)}.bin`;
}

function dropUnused(folder: string): void {
  const files = readdirSync(folder).map((name) => ({
    path: join(folder, name),
    at: statSync(join(folder, name)).mtimeMs,
  }));
  for (const { path } of files.sort((a, b) => b.at - a.at).slice(MOST_FILES)) rmSync(path, { force: true });
}
