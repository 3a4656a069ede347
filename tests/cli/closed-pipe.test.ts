import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTalkDesk } from '../kit/talk.ts';

const project = join(import.meta.dirname, '..', '..');
/** More than a pipe holds (64 KB), so that who writes is still at it when its reader goes. */
const LINES = 20_000;

let folder: string;
let spoken: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'policydesk-pipe-'));
  const talks = await openTalkDesk({ folder: join(folder, 'data') });
  const customer = await talks.open();
  for (let said = 0; said < 12; said++) await customer.say(`${said} ${'一二三四五六七八九十'.repeat(300)}`);
  spoken = customer.id;
  await talks.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a line of a shell in which `$desk` is the desk's command. Returns what was printed, and what ended with which code. */
async function shell(line: string): Promise<{ printed: string[]; said: string; code: string }> {
  const { stdout, stderr } = await promisify(execFile)('bash', ['-c', `${line}\necho "codes \${PIPESTATUS[*]}"`], {
    cwd: project,
    maxBuffer: 64 * 1024 * 1024,
    env: {
      ...{ PATH: process.env.PATH, HOME: process.env.HOME, TZ: 'Asia/Shanghai' },
      DATA_DIR: join(folder, 'data'),
      desk: `${process.execPath} cli/policydesk.js`,
      conversation: spoken,
    },
  });
  const printed = stdout.trimEnd().split('\n');
  return { code: printed.pop() ?? '', printed, said: stderr };
}

describe('a reader that has read enough ends a verb without a word', () => {
  test.each([
    ['read', `yes 手机13800138000 | head -n ${LINES} | $desk read phone | head -n 1`, 'codes 141 0 141 0'],
    ['recognize', `yes 酒后开车赔吗 | head -n ${LINES} | $desk recognize | head -n 1`, 'codes 141 0 141 0'],
    ['export', '$desk export $conversation | head -n 1', 'codes 141 0'],
    ['evidence', '$desk evidence $conversation | head -c 9 | wc -c', 'codes 141 0 0'],
  ])('%s', async (_, line, expected) => {
    const { printed, said, code } = await shell(line);
    expect({ said, lines: printed.length }).toEqual({ said: '', lines: 1 });
    // Who feeds a verb that has gone ends by the same signal, or was done before.
    expect([expected, expected.replace('codes 141 0', 'codes 141 141')]).toContain(code);
  });

  test('whoever reads nothing of it at all', async () => {
    expect(await shell('$desk export $conversation | true')).toEqual({ printed: [], said: '', code: 'codes 141 0' });
  });

  test('and the database is free for the next one', async () => {
    const { printed, code } = await shell('$desk export $conversation | cat');
    expect([printed.length > 12, code]).toEqual([true, 'codes 0 0']);
  });

  test('also where its faults are what nobody reads', async () => {
    expect(await shell('$desk what 2> >(true)')).toMatchObject({ printed: [], said: '' });
  });
});

test('a disk that is full is said, with a code of its own', async () => {
  const { said, code } = await shell('$desk export $conversation > /dev/full');
  expect([said, code]).toEqual([expect.stringMatching(/^what was asked for could not be written.*ENOSPC/), 'codes 1']);
});
