import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPostgres, freshDatabase } from '../../../tools/lab/postgres.ts';
import { DeskProcess } from '../../../tools/lab/processes.ts';
import { FLOODS } from './all.ts';
import { AS_STARTED, MOST_MB, measured } from './flood.ts';

/*
 * `npm run floods -- [--postgres | --embedded] [names]`: starts a desk as `npm start` does, in a process of its own, does
 * each flood to it one after the other, and prints a JSON line for each: what the process held, how long a customer
 * elsewhere waited. Without a choice, on both databases. Ends with 1 where the process held more than it may, or a flood
 * wasn't met. Figures go to standard output, words for people to standard error.
 */

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

const given = process.argv.slice(2);
const names = given.filter((name) => !name.startsWith('--'));
const unknown = names.filter((name) => !FLOODS.some((flood) => flood.name === name));
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}. There are:`);
  for (const { name, what } of FLOODS) console.error(`  ${name.padEnd(14)} ${what}`);
  process.exit(2);
}

const print = (line: object) => console.log(JSON.stringify(line));

/** Does the floods to one desk. */
async function flood(database: string, environment: Record<string, string>): Promise<void> {
  const desk = await DeskProcess.at({ ...AS_STARTED, ...environment });
  desk.start();
  try {
    await desk.ready();
    for (const one of FLOODS) {
      if (names.length > 0 && !names.includes(one.name)) continue;
      try {
        const figures = await measured(desk, one);
        print({ flood: one.name, database, ...figures, mostMB: MOST_MB });
        if (figures.peakMB > MOST_MB) process.exitCode = 1;
      } catch (error) {
        const { cause } = error as { cause?: unknown };
        print({ flood: one.name, database, why: String(error), ...(cause ? { cause: String(cause) } : {}) });
        process.exitCode = 1;
      }
    }
  } finally {
    await desk.end();
  }
}

const wants = (choice: string) => given.includes(choice) || !given.some((one) => one.startsWith('--'));

if (wants('--embedded')) {
  const folder = mkdtempSync(join(tmpdir(), 'policydesk-floods-'));
  await flood('embedded', { DATA_DIR: folder }).finally(() => rmSync(folder, { recursive: true, force: true }));
}
if (wants('--postgres')) {
  const server = await findPostgres();
  if (server) await flood('postgres', { DATABASE_URL: await freshDatabase(server.url) }).finally(() => server.stop());
  else console.error('\n*** NO POSTGRESQL: set TEST_DATABASE_URL or install the server (Debian: postgresql). ***\n');
}
