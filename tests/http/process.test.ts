import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DeskProcess } from '../../tools/lab/processes.ts';
import { until } from '../direct-line/kit/until.ts';
import { activitiesOf, ask, history, post, visit } from '../direct-line/kit/wire.ts';
import { rawExchange, rawRequest } from './kit/raw.ts';

/** Stands in what is sent: none of it is to be printed. */
const MARK = 'Zx7-mark-13912345678';

let folder: string;
let desk: DeskProcess;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'policydesk-process-'));
});
afterAll(async () => {
  await desk.kill();
  rmSync(folder, { recursive: true, force: true });
});

test('the program survives what ends others, stops in the middle of the work, and has lost nothing', async () => {
  desk = await DeskProcess.at({ DATA_DIR: folder, LOG_LEVEL: 'info' });
  desk.start();
  await desk.ready();
  const mine = await visit(desk);
  const headers = { authorization: `Bearer ${mine.token}`, 'content-type': 'application/json' };
  const tell = (body: string | Buffer, more: Record<string, string> = {}) =>
    rawRequest(desk, activitiesOf(mine), { method: 'POST', headers: { ...headers, ...more }, body });
  const halfAFile = `--b\r\nContent-Disposition: form-data; name="file"; filename="${MARK}.png"\r\n\r\n${MARK}`;

  for (const [what, outcome, send] of [
    [
      'a bomb of gzip',
      '415 UnsupportedMediaType',
      () => tell(gzipSync(Buffer.alloc(2e7)), { 'content-encoding': 'gzip' }),
    ],
    ['gzip that is none', '415 UnsupportedMediaType', () => tell(MARK, { 'content-encoding': 'gzip' })],
    ['an address with U+0000', '400 BadArgument', () => rawRequest(desk, '/static/%00')],
    ['an address that is nobody’s', '404 NotFound', () => rawRequest(desk, `/${MARK}`)],
    ['a method that is nobody’s', '405 MethodNotAllowed', () => rawRequest(desk, '/', { method: 'PUT' })],
    ['nested JSON', '400 BadArgument', () => tell(`{"type":"message","value":${'['.repeat(1e5)}${']'.repeat(1e5)}}`)],
    ['garbage', '400 BadArgument', () => rawExchange(desk, `${MARK}\r\n\r\n`)],
    [
      'a body that ends early',
      '400 BadArgument',
      () =>
        rawExchange(desk, `POST /webchat/token HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n${MARK.slice(0, 3)}`, {
          end: true,
        }),
    ],
    [
      'half a file',
      '400 BadArgument',
      () =>
        rawRequest(desk, `/v3/directline/conversations/${mine.conversationId}/upload`, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'multipart/form-data; boundary=b' },
          body: halfAFile,
        }),
    ],
    [
      'an upgrade that is nobody’s',
      '200',
      () =>
        rawExchange(
          desk,
          `GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, close\r\nUpgrade: ${MARK}\r\n\r\n`,
        ),
    ],
    [
      'a host that is none',
      '400 BadArgument',
      () => rawExchange(desk, `GET / HTTP/1.1\r\nHost: 1.2.3.4.5\r\nConnection: close\r\n\r\n`),
    ],
  ] as const) {
    expect((await send()).outcome, what).toBe(outcome);
    expect((await ask(desk, 'GET', '/health/ready')).status, what).toBe(200);
  }

  const message = (n: number) => ({
    type: 'message',
    text: `第 ${n} 条 ${MARK}`,
    channelData: { clientActivityID: `message-${n}` },
  });
  const acknowledged = new Map<number, string>();
  const posting = Array.from({ length: 20 }, (_, n) =>
    post(desk, mine, message(n)).then(
      (id) => acknowledged.set(n, id),
      () => undefined, // it was not acknowledged: it may be kept or not
    ),
  );
  await until('a few acknowledgements', () => acknowledged.size >= 3);
  const exited = await desk.stop();
  await Promise.all(posting);
  expect(exited).toBe(0);
  for (const secret of [MARK, mine.token]) expect(desk.printed).not.toContain(secret);

  desk.start();
  await desk.ready();
  const inLog = async () => (await history(desk, mine)).activities;
  const kept = await inLog();
  for (const [n, id] of acknowledged)
    expect(kept.filter(({ text }) => text === message(n).text).map((activity) => activity.id)).toEqual([id]);
  // A client that got no acknowledgement sends again.
  for (let n = 0; n < 20; n++) {
    const id = await post(desk, mine, message(n));
    expect(acknowledged.get(n) ?? id).toBe(id);
  }
  const whole = await inLog();
  const said = whole.filter(({ from }) => from.role === 'user');
  expect(said.map(({ text }) => text).sort()).toEqual(Array.from({ length: 20 }, (_, n) => message(n).text).sort());
  const answered = whole.flatMap(({ replyToId }) => (replyToId === undefined ? [] : [replyToId]));
  expect(answered.sort()).toEqual(said.map(({ id }) => id).sort());
  expect(await desk.stop()).toBe(0);
});
