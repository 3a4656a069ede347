import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/*
 * `npm test`: every check of the project, one after the other, and a plain total at the end. A check that isn't a test
 * (lint, types, rooms) counts as one.
 */

interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

const programs = join(import.meta.dirname, '..', 'node_modules', '.bin');

function run(program: string, args: readonly string[]): { ok: boolean; output: string } {
  const { status, stdout, stderr } = spawnSync(join(programs, program), args, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return { ok: status === 0, output: `${stdout ?? ''}${stderr ?? ''}` };
}

function check(
  name: string,
  program: string,
  args: readonly string[],
  holds: (output: string) => boolean = () => true,
): Count {
  const { ok, output } = run(program, args);
  const passed = ok && holds(output);
  console.log(`${passed ? 'passed' : 'FAILED'}  ${name}`);
  if (!passed) console.log(output);
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 };
}

/** A checker that read no modules reports no errors either. */
const cruisedSome = (output: string): boolean => Number(/(\d+) modules/.exec(output)?.[1] ?? 0) > 50;

function tests(): Count {
  const report = join(tmpdir(), `policydesk-tests-${process.pid}.json`);
  const { status } = spawnSync(
    join(programs, 'vitest'),
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    { stdio: 'inherit' },
  );
  try {
    const { numPassedTests, numFailedTests, numPendingTests, success } = JSON.parse(
      readFileSync(report, 'utf8'),
    ) as Record<string, number>;
    // A file that could not be loaded fails without a failed test.
    const failed = Math.max(numFailedTests ?? 0, success && status === 0 ? 0 : 1);
    return { passed: numPassedTests ?? 0, failed, skipped: numPendingTests ?? 0 };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    rmSync(report, { force: true });
  }
}

const counts = [
  check('lint and format (biome)', 'biome', ['check', '--error-on-warnings', '.']),
  check('types (tsc)', 'tsc', ['--noEmit']),
  check(
    'rooms (dependency-cruiser)',
    'depcruise',
    ['--config', '.dependency-cruiser.cjs', '--output-type', 'err', '.'],
    cruisedSome,
  ),
  check('knowledge (desk knowledge check)', 'tsx', ['cli/desk.ts', 'knowledge', 'check']),
  tests(),
];
const sum = (field: keyof Count): number => counts.reduce((total, count) => total + count[field], 0);
console.log(
  `\n${sum('passed')} passed, ${sum('failed')} failed${sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : ''}`,
);
process.exitCode = sum('failed') > 0 ? 1 : 0;
