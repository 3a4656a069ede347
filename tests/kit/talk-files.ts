import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseTalks, type TalkFile } from './talk-file.ts';

const FOLDER = 'tests/conversations/';

/** All talk files, by their path from the root of the project. */
export const talkFiles = (): TalkFile[] =>
  readdirSync(fileURLToPath(new URL('../conversations', import.meta.url)), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.talk'))
    .sort()
    .map((name) =>
      parseTalks(FOLDER + name, readFileSync(new URL(`../conversations/${name}`, import.meta.url), 'utf8')),
    );
