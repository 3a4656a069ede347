import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Point } from './judge.ts';

/** Points by their script's id. */
export type Unmet = Readonly<Record<string, readonly string[]>>;

const FILE = join(import.meta.dirname, '..', '..', 'conversations', 'strangers', 'unmet.yaml');

const HEAD = `# What the desk doesn't meet yet of what strangers expect: 3! reply 2 is the second line of \`reply\` of the third message of
# a script, which is critical. It agrees with what is so: whatever is met is taken out, and nothing is added without saying why.
# UPDATE_UNMET=1 npm test -- tests/conversations/strangers writes it.
`;

export const readUnmet = (): Unmet =>
  z
    .record(z.string(), z.array(z.string()))
    .nullable()
    .parse(parse(readFileSync(FILE, 'utf8'))) ?? {};

/** Writes a line a point, so that changes of several hands come together. */
export function writeUnmet(unmet: Unmet): void {
  const lines = Object.entries(unmet)
    .filter(([, names]) => names.length > 0)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([id, names]) => [`${id}:`, ...names.map((name) => `  - ${name}`)]);
  writeFileSync(FILE, [...HEAD.trimEnd().split('\n'), ...lines, ''].join('\n'));
}

export const unmetOf = (points: readonly Point[]): string[] => points.flatMap(({ name, met }) => (met ? [] : [name]));
