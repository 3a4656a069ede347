import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseTalks, type TalkFile } from './talk-file.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const FOLDER = 'tests/conversations';

/** The paths of all talk files from the root of the project. */
export const talkPaths = (): string[] =>
  readdirSync(join(ROOT, FOLDER), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.talk'))
    .sort()
    .map((name) => `${FOLDER}/${name}`);

/** Reads a talk file. Throws, with the line, what can't be read. */
export const readTalks = (path: string): TalkFile => parseTalks(path, readFileSync(join(ROOT, path), 'utf8'));

/** All talk files. Throws where one can't be read. */
export const talkFiles = (): TalkFile[] => talkPaths().map(readTalks);
