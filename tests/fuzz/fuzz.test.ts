import * as fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { createServer } from '../../http/server.ts';
import { routesOf } from '../../http/table.ts';
import { createLogger } from '../../telemetry/logger.ts';
import { answersIn } from './kit/answers.ts';
import { fuzz } from './kit/campaign.ts';
import { FuzzedDesk } from './kit/child.ts';
import { wrongInLog, wrongWith } from './kit/oracle.ts';
import { steps } from './kit/steps.ts';

/** The same in every run: a run that fails for somebody else's change helps nobody. `npm run fuzz` draws others. */
const SEED = 20_261_129;
const REQUESTS = 5_000;

const desk = new FuzzedDesk();
afterAll(() => desk.stop());

test(`${REQUESTS} requests, and nothing is wrong`, { timeout: 600_000 }, async () => {
  const { sent, answers, seconds } = await fuzz(desk, { seed: SEED, requests: REQUESTS });
  const { p99, max } = await desk.stalls();
  const statuses = [...answers].sort(([one], [other]) => one - other).map(([status, count]) => `${count} × ${status}`);
  console.log(
    `${sent} requests in ${seconds.toFixed(1)} s: ${statuses.join(', ')}; event loop behind by ${p99.toFixed(0)} ms (p99), ${max.toFixed(0)} ms (most)`,
  );
  expect(sent).toBeGreaterThanOrEqual(REQUESTS);
  // It got past the doors: otherwise nothing was tried.
  for (const status of [200, 204, 400, 401, 403, 404, 405, 413, 415])
    expect(answers.get(status) ?? 0).toBeGreaterThan(0);
});

test('a new route joins by itself', () => {
  const { server, routes } = createServer(createLogger('silent'));
  for (const path of ['/health/live', '/other/:id']) routes.get(path, () => undefined);
  routes.post('/brand-new/:thing', () => undefined);
  const drawn = fc.sample(steps(routesOf(server)), { numRuns: 200, seed: SEED });
  const asked = drawn.filter((step) => step.kind === 'request' && step.target.includes('/brand-new/'));
  expect(asked.length).toBeGreaterThan(10);
  expect(asked.some((step) => step.kind === 'request' && step.method === 'POST')).toBe(true);
});

/* What it would say if something were wrong. */
describe('the oracle', () => {
  const good = 'HTTP/1.1 404 Not Found\r\nx-content-type-options: nosniff\r\ncontent-type: application/json\r\n';
  const problem = (message: string) => {
    const body = JSON.stringify({ error: { code: 'X', message } });
    return `${good}content-length: ${body.length}\r\n\r\n${body}`;
  };
  const wrong = (bytes: string) =>
    (answersIn(Buffer.from(bytes, 'latin1'), ['GET']) ?? []).flatMap((answer) => wrongWith(answer));

  test.each([
    ['a good one', problem('there is nothing at this address'), []],
    ['an error of ours', problem('x').replace('404', '500'), [expect.stringContaining('an error of ours')]],
    [
      'unavailable, with a word of when',
      problem('x').replace('404', '503').replace('x-content', 'retry-after: 2\r\nx-content'),
      [],
    ],
    ['unavailable, without', problem('x').replace('404', '503'), [expect.stringContaining('an error of ours')]],
    ['without a header', problem('x').replace('nosniff', 'x'), [expect.stringContaining('x-content-type-options')]],
    ['a stack', problem('x\n    at f (/home/me/x.ts:1:2)'), [expect.stringContaining('inside')]],
    ['a query', problem('Failed query: select "id" from "conversations" where'), [expect.stringContaining('inside')]],
    ['what was sent', problem('no Zx7.mark-13912345678'), [expect.stringContaining('what was sent')]],
    ['another form', `${good}content-length: 2\r\n\r\n{}`, [expect.stringContaining('another form')]],
    [
      'a page without its policy',
      `${good.replace('404', '200').replace('application/json', 'text/html')}content-length: 0\r\n\r\n`,
      [expect.stringContaining('policy'), expect.stringContaining('devices')],
    ],
    [
      'a way to elsewhere',
      `${good.replace('404', '303')}location: //elsewhere.example\r\ncontent-length: 0\r\n\r\n`,
      [expect.stringContaining('elsewhere')],
    ],
  ])('%s', (_, bytes, says) => {
    expect(wrong(bytes)).toEqual(says);
  });

  test.each([
    ['no status', 'HTTP/1.1 abc\r\n\r\n'],
    ['a line break in a header', 'HTTP/1.1 200 OK\r\nx: y\rz\r\n\r\n'],
    ['a length that is too short', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n{}'],
    ['no end', 'HTTP/1.1 200 OK\r\n\r\n{}'],
    ['two ends', 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n{}'],
    ['a header twice', 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\ncontent-length: 0\r\n\r\n'],
  ])('%s is no HTTP', (_, bytes) => {
    expect(() => (answersIn(Buffer.from(bytes, 'latin1'), ['GET']) ?? ['half']).map((one) => one)).toThrow();
  });

  test('what HEAD leaves out is not missed, compressed or not', () => {
    const headers = new Map([
      ['x-content-type-options', 'nosniff'],
      ['content-encoding', 'gzip'],
    ]);
    expect(wrongWith({ status: 200, headers, body: Buffer.alloc(0), isStream: false }, 'HEAD')).toEqual([]);
  });

  test('errors and what was sent in the log', () => {
    const line = (level: number, more = '') => `{"level":${level},"msg":"${more}"}`;
    expect(wrongInLog([line(30), line(40), ''], ['13800138000'])).toEqual([]);
    expect(wrongInLog([line(50), line(30, '13800138000'), 'Warning: x'], ['13800138000'])).toHaveLength(3);
  });
});
