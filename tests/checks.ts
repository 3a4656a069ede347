import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** What came of a check, or of the tests. A check that isn't a test (lint, types, rooms) counts as one. */
export interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

/** A check of all sources that isn't a test: a program that fails where something is wrong. */
interface Check {
  name: string;
  program: string;
  args: readonly string[];
  /** What its output must show as well. */
  holds?: (output: string) => boolean;
}

export const PROGRAMS = join(import.meta.dirname, '..', 'node_modules', '.bin');

/** What checkers keep between runs: they look again only at what changed. */
const CACHE = join(import.meta.dirname, '..', 'node_modules', '.cache');

/** A checker that read no modules reports no errors either. */
const cruisedSome = (output: string): boolean => Number(/(\d+) modules/.exec(output)?.[1] ?? 0) > 50;

export const CHECKS: readonly Check[] = [
  { name: 'types (tsc)', program: 'tsc', args: ['--noEmit', '--checkers', '2'] },
  { name: 'lint and format (biome)', program: 'biome', args: ['check', '--error-on-warnings', '.'] },
  {
    name: 'rooms (dependency-cruiser)',
    program: 'depcruise',
    args: [
      '--config',
      '.dependency-cruiser.cjs',
      '--cache',
      join(CACHE, 'rooms'),
      '--cache-strategy',
      'content',
      '--output-type',
      'err',
      '.',
    ],
    holds: cruisedSome,
  },
  { name: 'knowledge (desk knowledge check)', program: 'tsx', args: ['cli/desk.ts', 'knowledge', 'check'] },
];

/**
 * The fast tests that what has a name in one place has it everywhere, that word lists hear their examples, and that
 * patterns read every text in one way: `npm test` runs them with the others.
 */
export const NAMES: Check = {
  name: 'names, word lists and patterns (tests/names.test.ts, tests/language/{word-lists,two-ways}.test.ts)',
  program: 'vitest',
  args: [
    'run',
    '--pool=threads',
    'tests/names.test.ts',
    'tests/language/word-lists.test.ts',
    'tests/language/two-ways.test.ts',
  ],
};

/** Runs a check, and prints whether it passed; where it didn't, why. */
export async function check({ name, program, args, holds = () => true }: Check): Promise<Count> {
  const output: Buffer[] = [];
  const child = spawn(join(PROGRAMS, program), args, { stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => output.push(piece));
  const status = await new Promise<number | null>((resolve) => {
    child.on('error', () => resolve(null));
    child.on('close', resolve);
  });
  const said = Buffer.concat(output).toString();
  const passed = status === 0 && holds(said);
  console.log(`${passed ? 'passed' : 'FAILED'}  ${name}`);
  if (!passed) console.log(said);
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 };
}

/** Prints the plain total, and leaves with 1 where something failed. */
export function total(counts: readonly Count[]): void {
  const sum = (field: keyof Count): number => counts.reduce((all, count) => all + count[field], 0);
  const skipped = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : '';
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed${skipped}`);
  process.exitCode = sum('failed') > 0 ? 1 : 0;
}
