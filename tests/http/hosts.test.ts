import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerJson } from '../../http/answers.ts';
import { readJson } from '../../http/body.ts';
import { createServer, type Server } from '../../http/server.ts';
import { meetUpgrades } from '../../http/upgrades.ts';
import { memoryLogger } from './kit/memory-logger.ts';
import { rawExchange } from './kit/raw.ts';

/*
 * Hosts of every kind, over raw sockets: restify makes a URL of the Host header outside of any handler, and what is no
 * URL ended the process. Each is tried alone, on an upgrade, as the target's authority, and behind a good request.
 */
const NONE = [
  ...['1.2.3.4.5', 'a b', 'x:99999', 'x:abc', '[', '%zz', 'exa^mple.com', 'a<b', 'example.com:80:80'],
  ...['256.256.256.256', 'xn--', '0x100000000', ']', '[::1', '[::g]', '[::1]:x', '::1', 'a/b', 'a?b', 'a#b', 'a@b'],
  ...['user:pw@host', 'x:-1', 'x:1e3', 'a\\b', 'a|b', 'a`b', '{}', '"', '%00', '%', 'x%2fy', 'é', 'x,y', 'a;b', '$'],
  ...['1.2.3.256', `${'a'.repeat(256)}`, 'xn--a', ':80', ':', 'a..b:99999', '1..2'],
];
const HOSTS = [
  'localhost',
  'localhost:3978',
  '127.0.0.1:80',
  '[::1]',
  '[::1]:8080',
  'desk.insurer.example',
  'a_b',
  'x.',
];

let server: Server;
let at: { url: string };
const logged: string[] = [];
beforeAll(async () => {
  const made = createServer(memoryLogger(logged));
  server = made.server;
  made.routes.get('/here', (_request, response) => answerJson(response, 200, {}));
  made.routes.post('/here', async (request, response) => answerJson(response, 200, await readJson(request)));
  meetUpgrades(server.server, () => false);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  at = { url: `http://127.0.0.1:${server.address().port}` };
});
afterAll(() => new Promise<void>((resolve) => void server.close(() => resolve())));

const bytes = (text: string) => Buffer.from(text, 'utf8');
const get = (host: string, more = '') => `GET /here HTTP/1.1\r\nHost: ${host}\r\n${more}\r\n`;
const UPGRADE =
  'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n';
const CLOSE = 'Connection: close\r\n';
const H2C =
  'Connection: Upgrade, HTTP2-Settings, close\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\n';
const ask = async (text: string) => (await rawExchange(at, bytes(text))).outcome;

describe('a host that is none', () => {
  test.each(NONE)('%s', async (host) => {
    expect(await ask(get(host, CLOSE))).toBe('400 BadArgument');
    expect(await ask(get(host, UPGRADE))).toBe('400 BadArgument');
    expect(await ask(get(host, H2C))).toBe('400 BadArgument');
    expect(await ask(`${get('x')}${get(host)}${get('x', CLOSE)}`)).toBe('200, 400 BadArgument, 200');
    expect(await ask(`POST /here HTTP/1.1\r\nHost: ${host}\r\n${CLOSE}Content-Length: 2\r\n\r\n{}`)).toBe(
      '400 BadArgument',
    );
    expect(await ask(`${get('x')}GET /here HTTP/1.0\r\nHost: ${host}\r\n\r\n`)).toBe('200, 400 BadArgument');
  });

  const inTarget = NONE.filter((host) => !/[/?# ]/.test(host));
  test.each(inTarget)('%s, in an absolute target', async (host) => {
    expect(await ask(`GET http://${host}/here HTTP/1.1\r\nHost: x\r\n${CLOSE}\r\n`)).toMatch(/^400/);
  });
});

describe('a host', () => {
  test.each(HOSTS)('%s', async (host) => {
    expect(await ask(get(host, CLOSE))).toBe('200');
    expect(await ask(get(host, UPGRADE))).toBe('404 NotFound');
    expect(await ask(`GET http://${host}/here HTTP/1.1\r\nHost: other.example\r\n${CLOSE}\r\n`)).toBe('200');
  });

  test.each([
    ['none at all', `GET /here HTTP/1.1\r\n${CLOSE}\r\n`, '400 BadArgument'],
    ['none at all, by HTTP/1.0', 'GET /here HTTP/1.0\r\n\r\n', '200'],
    ['an empty one', get('', CLOSE), '400 BadArgument'],
    ['two', `GET /here HTTP/1.1\r\nHost: x\r\nHost: y\r\n${CLOSE}\r\n`, '400 BadArgument'],
    ['twice the same', `GET /here HTTP/1.1\r\nHost: x\r\nhost: x\r\n${CLOSE}\r\n`, '400 BadArgument'],
    ['two, one of them none', `GET /here HTTP/1.1\r\nHost: x\r\nHost: [\r\n${CLOSE}\r\n`, '400 BadArgument'],
    [
      'two, with an absolute target',
      `GET http://x/here HTTP/1.1\r\nHost: x\r\nHost: [\r\n${CLOSE}\r\n`,
      '400 BadArgument',
    ],
    ['only in an absolute target', `GET http://x/here HTTP/1.1\r\n${CLOSE}\r\n`, '400 BadArgument'],
    ['none in the target', `GET http:///here HTTP/1.1\r\nHost: x\r\n${CLOSE}\r\n`, '400 BadArgument'],
    ['a target of another protocol', `GET ftp://x/here HTTP/1.1\r\nHost: x\r\n${CLOSE}\r\n`, '400 BadArgument'],
    ['a target that is only a query', `GET ?x HTTP/1.1\r\nHost: x\r\n${CLOSE}\r\n`, '400'],
    ['a target without a path', `GET http://x HTTP/1.1\r\nHost: x\r\n${CLOSE}\r\n`, '404 NotFound'],
    ['the server itself', `OPTIONS * HTTP/1.1\r\nHost: x\r\n${CLOSE}\r\n`, '200'],
    ['a tunnel', 'CONNECT x:443 HTTP/1.1\r\nHost: x\r\n\r\n', '405 MethodNotAllowed'],
    ['a tunnel to none', 'CONNECT [ HTTP/1.1\r\nHost: [\r\n\r\n', '40'],
  ])('%s', async (_, request, outcome) => {
    expect(await ask(request)).toMatch(new RegExp(`^${outcome}`));
  });

  test('nothing of it was worth an error, and the server is there', async () => {
    expect(await ask(get('x', CLOSE))).toBe('200');
    expect(logged.join('\n')).not.toMatch(/"level":[56]0/);
  });
});

test.each(['GET /', 'GET / HTTP/0.9'])('who speaks HTTP/0.9 is told to speak another: %s', async (line) => {
  expect((await rawExchange(at, `${line}\r\n\r\n`)).outcome).toBe('400 BadArgument');
});
