import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ended, spawnProgram } from '../../tools/lab/processes.ts';

const STARTERS = 6;
const ROUNDS = 5;

/** What a program says next. */
const word = async (child: ChildProcess): Promise<string> => String((await once(child, 'message'))[0]);

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await ended(child);
}

/** Starts programs that are about to lock a folder. */
async function starters(count: number, folder: string): Promise<ChildProcess[]> {
  const programs = Array.from({ length: count }, () =>
    spawnProgram('tests/crash/kit/lock-folder.ts', {}, { args: [folder], talks: true }),
  );
  await Promise.all(programs.map(word));
  return programs;
}

/** Lets all of them go for the folder at once. Returns who has it, and what the others were told. */
async function race(programs: readonly ChildProcess[]): Promise<{ owners: ChildProcess[]; refusals: string[] }> {
  const words = programs.map(word);
  for (const program of programs) program.send('go');
  const told = await Promise.all(words);
  return {
    owners: programs.filter((_, index) => told[index] === 'locked'),
    refusals: told.filter((text) => text !== 'locked'),
  };
}

test(`of ${STARTERS} that start on one folder exactly one gets it, also when its owner was just killed`, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'policydesk-lock-'));
  const programs: ChildProcess[] = [];
  onTestFinished(async () => {
    await Promise.all(programs.map(kill));
    await rm(folder, { recursive: true, force: true });
  });

  for (let round = 1; round <= ROUNDS; round++) {
    const started = await starters(STARTERS, folder);
    programs.push(...started);
    const { owners, refusals } = await race(started);
    expect(owners, `round ${round}`).toHaveLength(1);
    expect(refusals, `round ${round}`).toHaveLength(STARTERS - 1);
    for (const refusal of refusals) {
      expect(refusal).toContain(`DATA_DIR ${folder} is in use by another running desk`);
      expect(refusal).toContain('stop that one, or set DATA_DIR to another folder, or use DATABASE_URL');
    }
    // Dead before it could let go: what it leaves behind is what the next round starts on.
    await Promise.all(owners.map(kill));
  }
});
