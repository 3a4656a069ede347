import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerJson } from '../../http/answers.ts';
import { readJson } from '../../http/body.ts';
import { createServer, type Server } from '../../http/server.ts';
import { meetUpgrades } from '../../http/upgrades.ts';
import { until } from '../direct-line/kit/until.ts';
import { memoryLogger } from './kit/memory-logger.ts';
import { openSocket } from './kit/raw.ts';

/*
 * What a client takes for the answer to its first request is the answer to its first request, whatever it sent behind
 * it: an upgrade, a tunnel, something that is no HTTP. Where the connection ends, it ends after the last right answer.
 */
let server: Server;
let at: { url: string };
const held = new Map<string, () => void>();
beforeAll(async () => {
  const made = createServer(memoryLogger([]), { patience: { requestMs: 300, headersMs: 300, lookMs: 20 } });
  server = made.server;
  made.routes.get('/held/:word', async (request, response) => {
    const { word } = request.params as { word: string };
    await new Promise<void>((resolve) => held.set(word, resolve));
    answerJson(response, 200, { said: word });
  });
  made.routes.get('/said/:word', (request, response) =>
    answerJson(response, 200, { said: (request.params as { word: string }).word }),
  );
  made.routes.post('/', async (request, response) => answerJson(response, 200, { said: await readJson(request) }));
  meetUpgrades(server.server, (request: IncomingMessage, socket: Duplex) => {
    if (request.url !== '/stream') return false;
    socket.end('HTTP/1.1 101 Switching Protocols\r\n\r\n');
    return true;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  at = { url: `http://127.0.0.1:${server.address().port}` };
});
afterAll(() => new Promise<void>((resolve) => void server.close(() => resolve())));

const get = (path: string, headers = '') => `GET ${path} HTTP/1.1\r\nHost: x\r\n${headers}\r\n`;
const upgrade = (path: string, protocol: string) =>
  get(
    path,
    `Connection: Upgrade\r\nUpgrade: ${protocol}\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n`,
  );
const POST = 'POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';
const GARBAGE = '\x16\x03\x01\x02\x00 no HTTP at all\r\n\r\n';

/** Each answer's status, with what it says. */
const answersIn = (text: string): string[] =>
  text
    .split(/(?=HTTP\/1\.1 \d{3} )/)
    .filter(Boolean)
    .map((answer) => `${answer.slice(9, 12)} ${/"said":"(\w+)"/.exec(answer)?.[1] ?? ''}`.trim());

test.each<[what: string, bytes: string, answers: string[]]>([
  ['something that is no HTTP', GARBAGE, ['400']],
  ['headers that never end', 'GET / HTTP/1.1\r\nHost: x\r\nX: ', ['408']],
  ['a body that never comes', `${POST}Content-Length: 5\r\n\r\n`, ['408']],
  ['a body that is no chunk', `${POST}Transfer-Encoding: chunked\r\n\r\nzz\r\n`, ['400']],
  ['headers that are too long', get('/said/c', `X: ${'a'.repeat(20_000)}\r\n`), ['431']],
  ['a tunnel', 'CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n', ['405']],
  ['a stream', upgrade('/stream', 'websocket'), ['101']],
  ['a stream that isn’t there', upgrade('/none', 'websocket'), ['404']],
  ['a stream of no site', upgrade('/stream', 'websocket').replace('Host: x', 'Host: ['), ['400']],
  ['an offer, and something that is no HTTP', upgrade('/said/c', 'h2c') + GARBAGE, ['200 c', '400']],
  [
    'an offer twice, and a tunnel',
    `${upgrade('/said/c', 'h2c').repeat(2)}CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n`,
    ['200 c', '200 c', '405'],
  ],
  ['an offer, and a stream', upgrade('/said/c', 'h2c') + upgrade('/stream', 'websocket'), ['200 c', '101']],
])('%s behind two that are still worked on', async (_, bytes, answers) => {
  held.clear();
  const socket = await openSocket(at);
  let text = '';
  socket.on('data', (piece) => {
    text += piece.toString();
  });
  const over = new Promise((resolve) => socket.on('end', resolve));
  socket.write(get('/held/a') + get('/held/b') + bytes);
  await until('both to begin', () => held.size === 2);
  held.get('b')?.();
  await fetch(`${at.url}/said/meanwhile`); // whatever could be answered by now has been
  expect(text).toBe('');
  held.get('a')?.();
  await over;
  socket.destroy();
  expect(answersIn(text)).toEqual(['200 a', '200 b', ...answers]);
});

test('who goes while something waits for its turn leaves nothing behind', async () => {
  held.clear();
  const socket = await openSocket(at);
  socket.write(get('/held/a') + GARBAGE);
  await until('it to begin', () => held.size === 1);
  socket.resetAndDestroy();
  held.get('a')?.();
  await until(
    'nobody to be left',
    () =>
      new Promise<boolean>((resolve) => {
        server.server.closeIdleConnections(); // of the requests in between
        server.server.getConnections((_, count) => resolve(count === 0));
      }),
  );
});
