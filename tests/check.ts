import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { CHECKS, check, NAMES, total } from './checks.ts';

/*
 * `npm run check`: what tells within seconds whether a change fits: types, lint, rooms, knowledge, names and word lists,
 * all at once. `npm run check -- --sizes`: how long the sources are.
 */

/** Lines; a longer file says why it is, in a comment that begins with this. Tables and talks of tests may be longer. */
const LONG = 250;
const LONG_TEST = 300;
const WHY = /^(?:\/\/|\/\*\*?|\s\*) Long: (.+?)(?: \*\/)?$/m;

/** Prints the medians of sources and tests, and each file that is long with its word why. Returns whether one has none. */
function sizes(): boolean {
  const files = execFileSync('git', ['ls-files', '*.ts'], { encoding: 'utf8' })
    .split('\n')
    .filter((name) => name && existsSync(name))
    .map((name) => ({ name, isTest: name.startsWith('tests/'), text: readFileSync(name, 'utf8') }))
    .map(({ text, ...file }) => ({ ...file, lines: text.split('\n').length - 1, why: WHY.exec(text)?.[1] }))
    .sort((one, other) => one.lines - other.lines);
  for (const [kind, isKind] of [
    ['sources', false],
    ['tests', true],
  ] as const) {
    const those = files.filter(({ isTest }) => isTest === isKind);
    console.log(`${those.length} ${kind}, median ${those[Math.floor(those.length / 2)]?.lines} lines`);
  }
  const long = files.filter(({ lines, isTest }) => lines > (isTest ? LONG_TEST : LONG));
  for (const { name, lines, why } of long)
    console.log(`${lines}  ${name}  ${why ?? 'FAILED: say why in a comment “Long: …”, or cut it'}`);
  return long.some(({ why }) => why === undefined);
}

if (process.argv.includes('--sizes')) process.exitCode = sizes() ? 1 : 0;
else total(await Promise.all([...CHECKS, NAMES].map(check)));
