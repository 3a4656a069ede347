import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { freshDatabase } from '../../tools/lab/postgres.ts';
import { DeskProcess } from '../../tools/lab/processes.ts';
import { unreadFromMany, uploads } from './floods/files.ts';
import { AS_STARTED, MOST_MB, measured } from './floods/flood.ts';

/*
 * A desk in a process of its own, as `npm start` has it, and the two floods that once made it hold the most, in a smaller
 * size. All of them, with figures: `npm run floods`.
 */
const FLOODS = [unreadFromMany(100, 4), uploads(5)];

const postgres = inject('postgres');

/** Where a desk keeps what it is told, for one test. */
async function database(kind: string): Promise<Record<string, string>> {
  if (kind === 'PostgreSQL') return { DATABASE_URL: await freshDatabase(postgres ?? '') };
  const folder = mkdtempSync(join(tmpdir(), 'policydesk-floods-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return { DATA_DIR: folder };
}

/** `npm run soak` floods both; here the one that once held the most. */
const ON = process.env.FLOODS_ON_BOTH ? ['PostgreSQL', 'the embedded database'] : ['the embedded database'];

describe.each(ON)('on %s', (kind) => {
  test.skipIf(kind === 'PostgreSQL' && postgres === undefined)(
    `a desk holds at most ${MOST_MB} MB, and a customer elsewhere is answered`,
    { timeout: 300_000 },
    async () => {
      const desk = await DeskProcess.at({ ...AS_STARTED, ...(await database(kind)) });
      desk.start();
      onTestFinished(() => desk.end());
      await desk.ready();
      for (const flood of FLOODS) {
        const { counted, ...figures } = await measured(desk, flood);
        console.log(JSON.stringify({ figure: `${flood.name} on ${kind}`, ...figures, counted }));
        expect(figures.peakMB).toBeLessThanOrEqual(MOST_MB);
        expect(figures.messages).toBeGreaterThan(10);
        expect(Object.keys(counted)).toEqual(['200']);
      }
    },
  );
});
