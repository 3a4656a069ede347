import { DISTURBANCES } from './disturbances/all.ts';
import { openLab, run } from './kit/lab.ts';
import { missing } from './kit/needs.ts';

/*
 * `npm run disturb -- [names]`: does each disturbance to two busy desks on a database of its own, and prints one JSON line
 * of figures for it. Without names, all of them. What the machine has no programs for is skipped, and said so.
 * Ends with 1 where a bar isn't met. Figures go to standard output, words for people to standard error.
 */

// A cluster alone is a dozen processes, each of which ends with this one.
process.setMaxListeners(50);

// What was started ends with this process (it listens for its exit), also where it is told to stop.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

const names = process.argv.slice(2);
const unknown = names.filter((name) => !DISTURBANCES.some((disturbance) => disturbance.name === name));
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}. There are:`);
  for (const { name, what } of DISTURBANCES) console.error(`  ${name.padEnd(20)} ${what}`);
  process.exit(2);
}

const print = (line: object) => console.log(JSON.stringify(line));
for (const disturbance of DISTURBANCES) {
  const { name } = disturbance;
  if (names.length > 0 && !names.includes(name)) continue;
  const lacking = missing(disturbance.needs);
  if (lacking.length > 0) {
    console.error(`\n*** ${name} is SKIPPED: this machine lacks ${lacking.join(' and ')}. ***\n`);
    print({ name, skipped: lacking });
    continue;
  }
  try {
    const lab = await openLab(disturbance);
    const figures = await run(lab, disturbance).finally(() => lab.close());
    print(figures);
    if (figures.why.length > 0) process.exitCode = 1;
  } catch (error) {
    print({ name, why: [String(error)] });
    process.exitCode = 1;
  }
}

// Everything is over. Left to end by itself, Node 20 may go round for ever in its own clean-up (`CleanupHandles`), where
// connections were cut while they were being opened: a core was kept busy after the last row.
process.exit();
