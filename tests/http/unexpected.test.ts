import type { ChildProcess } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ended, spawnProgram } from '../../tools/lab/processes.ts';
import { until } from '../direct-line/kit/until.ts';
import { rawExchange } from './kit/raw.ts';

const MARK = 'Zx7-mark-13912345678';

let child: ChildProcess;
let printed = '';
let at: { url: string };
beforeAll(async () => {
  child = spawnProgram('tests/http/kit/throwing-server.ts', {});
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
    });
  at = { url: `http://127.0.0.1:${await until('its port', () => /port (\d+)/.exec(printed)?.[1])}` };
});
afterAll(() => void child.kill('SIGKILL'));

const get = (path: string) => rawExchange(at, `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
const counts = async () =>
  JSON.parse(/\{.*\}/s.exec((await get('/counts')).text)?.[0] ?? '{}') as Record<string, number>;

test.each([
  ['/at-once', '500 ServiceError', 'http'],
  ['/rejected', '500 ServiceError', 'http'],
  ['/in-a-timer', '500 ServiceError', 'uncaught'],
  ['/in-a-timer-of-a-timer', '500 ServiceError', 'uncaught'],
  ['/by-an-emitter', '500 ServiceError', 'uncaught'],
  ['/after-the-head', '200', 'uncaught'],
  ['/after-the-answer', '200', 'rejection'],
  ['/twice', '200', 'http'],
  ['/not-an-error', '500 ServiceError', 'http'],
])('an error %s fails its request alone, and is counted', async (path, outcome, where) => {
  const before = (await counts())[where] ?? 0;
  expect((await get(path)).outcome).toBe(outcome);
  await until('its count', async () => ((await counts())[where] ?? 0) > before);
  expect((await get('/well')).outcome).toBe('200');
});

test('an error outside of any request stops the process in order; nothing of what was sent is printed', async () => {
  child.kill('SIGUSR2');
  await ended(child);
  expect(child.exitCode).toBe(1);
  expect(printed).toContain('stopped in order');
  expect(printed).not.toContain(MARK);
});
