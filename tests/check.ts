import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { CHECKS, check, NAMES, total } from './checks.ts';

/*
 * `npm run check`: what tells within seconds whether a change fits: types, lint, rooms, knowledge, names and word lists,
 * all at once. `npm run check -- --sizes`: how long the sources are.
 */

/** Lines; a longer file says why it is. */
const LONG = 250;

function sizes(): void {
  const files = execFileSync('git', ['ls-files', '*.ts'], { encoding: 'utf8' })
    .split('\n')
    .filter((name) => name && !name.startsWith('tests/'))
    .map((name) => ({ name, lines: readFileSync(name, 'utf8').split('\n').length - 1 }))
    .sort((one, other) => one.lines - other.lines);
  console.log(`${files.length} files, median ${files[Math.floor(files.length / 2)]?.lines} lines`);
  for (const { name, lines } of files.filter((file) => file.lines > LONG)) console.log(`${lines}  ${name}`);
}

if (process.argv.includes('--sizes')) sizes();
else total(await Promise.all([...CHECKS, NAMES].map(check)));
