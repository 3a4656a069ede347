import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHECKS, type Count, check, PROGRAMS, total } from './checks.ts';

/*
 * `npm test`: every check of the project, one after the other, and a plain total at the end.
 * `npm test -- tests/conversations`: those tests alone, with whatever else vitest understands.
 */

function tests(args: readonly string[]): Count {
  const report = join(tmpdir(), `policydesk-tests-${process.pid}.json`);
  const { status, signal, error } = spawnSync(
    join(PROGRAMS, 'vitest'),
    ['run', ...args, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
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
    const why = signal ? `was ended by ${signal}` : (error?.message ?? `left with ${status}`);
    console.log(`\nvitest ${why} before it had counted: what passed until then is not in the total`);
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    rmSync(report, { force: true });
  }
}

const args = process.argv.slice(2);
const counts: Count[] = [];
if (args.length === 0) for (const one of CHECKS) counts.push(await check(one));
counts.push(tests(args));
total(counts);
