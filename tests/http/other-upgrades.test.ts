import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerJson } from '../../http/answers.ts';
import { readJson } from '../../http/body.ts';
import { createServer, type Server } from '../../http/server.ts';
import { meetUpgrades } from '../../http/upgrades.ts';
import { memoryLogger } from './kit/memory-logger.ts';
import { openSocket, rawExchange } from './kit/raw.ts';

/*
 * An offer to go on in another protocol is ignored, and the request answered in HTTP/1.1: `curl --http2` and Java's
 * HttpClient make one with every first request. What follows on the connection is as if nothing had been offered.
 */
let server: Server;
let at: { url: string };
beforeAll(async () => {
  const made = createServer(memoryLogger([]));
  server = made.server;
  made.routes.get('/:word', (request, response) =>
    answerJson(response, 200, { got: (request.params as { word: string }).word, upgrade: request.headers.upgrade }),
  );
  made.routes.post('/', async (request, response) => answerJson(response, 200, { took: await readJson(request) }));
  meetUpgrades(server.server, () => false);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  at = { url: `http://127.0.0.1:${server.address().port}` };
});
afterAll(() => new Promise<void>((resolve) => void server.close(() => resolve())));

const offer = (protocol: string) =>
  `Host: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: ${protocol}\r\nHTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\n`;
const H2C = offer('h2c');
const get = (word: string, headers = 'Host: x\r\n') => `GET /${word} HTTP/1.1\r\n${headers}\r\n`;
const LAST = get('last', 'Host: x\r\nConnection: close\r\n');
const post = (body: string, headers: string) =>
  `POST / HTTP/1.1\r\n${headers}Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

/** The bodies that came back, in their order. */
const bodiesIn = (text: string) => text.match(/\{[^\r\n]*\}/g);
const got = (word: string) => JSON.stringify({ got: word });
const took = (body: string) => `{"took":${body}}`;

describe('an offer of another protocol', () => {
  const long = JSON.stringify({ text: '字'.repeat(20_000) });
  test.each([
    ['with a GET', get('a', H2C) + LAST, [got('a'), got('last')]],
    ['with a POST', post('{"a":1}', H2C) + LAST, [took('{"a":1}'), got('last')]],
    ['with a long POST', post(long, H2C) + LAST, [took(long), got('last')]],
    [
      'with a POST in chunks',
      `POST / HTTP/1.1\r\n${H2C}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{"a\r\n4\r\n":1}\r\n0\r\n\r\n${LAST}`,
      [took('{"a":1}'), got('last')],
    ],
    [
      'behind requests that aren’t answered yet',
      post('{"a":1}', 'Host: x\r\n') + get('b', H2C) + LAST,
      [took('{"a":1}'), got('b'), got('last')],
    ],
    [
      'again and again',
      get('a', H2C) + get('b', H2C) + post('{}', H2C) + get('c', H2C) + LAST,
      [got('a'), got('b'), took('{}'), got('c'), got('last')],
    ],
    ['of TLS', get('a', offer('TLS/1.0')) + LAST, [got('a'), got('last')]],
    ['of several', get('a', offer('h2c, foo/2')) + LAST, [got('a'), got('last')]],
    [
      'of a WebSocket, with a POST',
      post('{}', 'Host: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n') + LAST,
      [took('{}'), got('last')],
    ],
    ['with a wish to close', get('a', H2C.replace('Upgrade,', 'close, Upgrade,')), [got('a')]],
  ])('%s', async (_, request, bodies) => {
    const { text } = await rawExchange(at, request);
    expect(bodiesIn(text)).toEqual(bodies);
    expect(text).not.toContain('HTTP/1.1 101');
  });

  test('in pieces, one byte at a time', async () => {
    const socket = await openSocket(at);
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString();
    });
    socket.setNoDelay(true);
    for (const byte of post('{"a":1}', H2C) + LAST) {
      socket.write(byte);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await new Promise((resolve) => socket.on('end', resolve));
    socket.destroy();
    expect(bodiesIn(text)).toEqual([took('{"a":1}'), got('last')]);
  });
});
