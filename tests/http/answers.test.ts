import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunningDesk } from '../../app.ts';
import { answerJson } from '../../http/answers.ts';
import { encodingFor } from '../../http/encoding.ts';
import { operations } from '../../http/operations.ts';
import { isTls } from '../../http/request-facts.ts';
import { createServer } from '../../http/server.ts';
import { createLogger } from '../../telemetry/logger.ts';
import { activitiesOf, ask, post, type Visit, visit } from '../direct-line/kit/wire.ts';
import { ADMIN_PASSWORD, startTestDesk } from '../kit/desk.ts';
import { openSocket } from './kit/raw.ts';

/* Long: one desk answers it all. */

let desk: RunningDesk;
/** A server of the same make that has a proxy before it, and shows its numbers to who has the token. */
let behind: { url: string; stop(): Promise<unknown> };
const METRICS_TOKEN = 'a-token-for-the-metrics';

async function serverBehindAProxy(): Promise<typeof behind> {
  const { server, routes } = createServer(createLogger('silent'), { trustedProxies: 1 });
  routes.get('/tls', (request, response) => answerJson(response, 200, { tls: isTls(request) }));
  const nothing = async () => undefined;
  operations(routes, {
    isPrepared: () => false,
    ready: nothing,
    refresh: nothing,
    reader: { token: METRICS_TOKEN, trustedProxies: 1 },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    stop: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  };
}

let customer: Visit;
beforeAll(async () => {
  behind = await serverBehindAProxy();
  desk = await startTestDesk({ MESSAGES_PER_MINUTE: '30' });
  customer = await visit(desk);
  await post(desk, customer, '酒后开车出了事故赔吗');
});
afterAll(() => Promise.all([desk.stop(), behind.stop()]));

/** Headers as they came and the bytes of the body, undecoded, of a request on a connection of its own. */
async function raw(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  { url } = desk as { url: string },
) {
  const socket = await openSocket({ url });
  const lines = Object.entries({ host: 'x', connection: 'close', ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  const pieces: Buffer[] = [];
  const closed = new Promise((resolve) => socket.on('data', (piece) => pieces.push(piece)).on('end', resolve));
  socket.write(`${method} ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
  await closed;
  socket.destroy();
  const answer = Buffer.concat(pieces);
  const end = answer.indexOf('\r\n\r\n');
  const [status = '', ...given] = answer.subarray(0, end).toString('latin1').split('\r\n');
  const fields = new Map(
    given.map((line) => [line.split(':')[0]?.toLowerCase() ?? '', line.slice(line.indexOf(':') + 2)]),
  );
  return { status: Number(status.split(' ')[1]), fields, body: answer.subarray(end + 4) };
}

async function adminCookie(): Promise<string> {
  const body = { email: 'admin@localhost', password: ADMIN_PASSWORD };
  const signedIn = await ask(desk, 'POST', '/inbox/api/session', { body });
  return signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
}

const filled = (path: string): string => path.replaceAll(/:\w+/g, customer.conversationId);

test('whatever is answered to GET is answered to HEAD, with the same headers and no body', async () => {
  const gets = desk.routes.filter(({ method }) => method === 'GET').map(({ path }) => filled(path));
  expect(gets.length).toBeGreaterThan(25);
  const changing = new Set(['date', 'x-correlation-id', 'content-security-policy', 'connection', 'transfer-encoding']);
  const kept = (fields: Map<string, string>) => Object.fromEntries([...fields].filter(([name]) => !changing.has(name)));
  for (const path of gets) {
    const headers = { authorization: `Bearer ${customer.token}` };
    const [get, head] = [await raw('GET', path, headers), await raw('HEAD', path, headers)];
    expect(head.status, path).toBe(get.status);
    expect(head.body.length, path).toBe(0);
    const { 'content-length': length, ...others } = kept(get.fields);
    expect(kept(head.fields), path).toMatchObject(others);
    if (length !== undefined && head.fields.has('content-length'))
      expect(path === '/metrics' ? '' : head.fields.get('content-length'), path).toBe(
        path === '/metrics' ? '' : length,
      );
  }
});

test('HEAD of a stream of events ends', async () => {
  const answer = await raw('HEAD', '/inbox/events', { accept: 'text/event-stream' });
  expect(answer.fields.get('content-type')).toContain('text/event-stream');
});

test('what a method is not taken for says what is', async () => {
  expect((await raw('DELETE', '/health/live')).fields.get('allow')).toBe('GET, HEAD');
});

describe('a page of another site reads why it is refused', () => {
  const path = () => activitiesOf(customer);
  test.each<[what: string, status: number, send: () => Promise<Response>]>([
    ['without a token', 401, () => fetch(desk.url + path())],
    ['with a bad one', 403, () => fetch(desk.url + path(), { headers: { authorization: 'Bearer x' } })],
    ['a body too large', 413, () => told('x'.repeat(300_000))],
    ['a body of an encoding', 415, () => told('{}', { 'content-encoding': 'gzip' })],
    ['an address that does not decode', 400, () => fetch(`${desk.url}/v3/directline/%zz`)],
    ['no address', 404, () => fetch(`${desk.url}/v3/directline/nothing`)],
    ['no method', 405, () => fetch(desk.url + path(), { method: 'DELETE' })],
    [
      'too many messages',
      429,
      async () => {
        for (;;) {
          const answer = await told('{"type":"event","name":"x"}');
          if (answer.status !== 200) return answer;
        }
      },
    ],
  ])('%s', async (_, status, send) => {
    const answer = await send();
    expect(answer.status).toBe(status);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('access-control-expose-headers')).toContain('retry-after');
    expect(await answer.json()).toMatchObject({ error: { message: expect.any(String) } });
  });
  const told = (body: string, headers: Record<string, string> = {}) =>
    fetch(desk.url + path(), {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${customer.token}`, ...headers },
    });

  test('but nothing of what a cookie opens', async () => {
    for (const closed of ['/inbox', '/inbox/api/queue', '/webchat/token', '/v3/directlinex', '/health/live'])
      expect((await fetch(desk.url + closed)).headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('what browsers ask for by themselves', () => {
  test('an icon', async () => {
    const icon = await raw('GET', '/favicon.ico');
    expect(icon).toMatchObject({ status: 200 });
    expect(icon.fields.get('content-type')).toBe('image/svg+xml');
    expect(icon.body.toString()).toContain('<svg');
  });
});

describe('headers', () => {
  test('pages ask for no device and share no window', async () => {
    for (const path of ['/', '/inbox']) {
      const { headers } = await ask(desk, 'GET', path);
      expect(headers.get('permissions-policy')).toContain('camera=(), ');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('cross-origin-opener-policy')).toBe(path === '/' ? null : 'same-origin');
    }
  });

  test('HSTS, and addresses of TLS, only where a trusted proxy says that it is TLS', async () => {
    const asked = async (where: { url: string }, headers: Record<string, string>) => {
      const answer = await ask(where, 'GET', '/tls', { headers });
      return [answer.headers.get('strict-transport-security'), answer.json.tls];
    };
    const tls = { 'x-forwarded-proto': 'https' };
    expect((await ask(desk, 'GET', '/', { headers: tls })).headers.get('strict-transport-security')).toBeNull();
    expect(await asked(behind, {})).toEqual([null, false]);
    expect(await asked(behind, { 'x-forwarded-proto': 'https, http' })).toEqual([null, false]);
    expect(await asked(behind, tls)).toEqual(['max-age=31536000', true]);
    const { headers } = await ask(desk, 'POST', '/webchat/token', { body: {}, headers: tls });
    expect(headers.get('set-cookie')).not.toContain('Secure'); // nobody counted that proxy
  });
});

/** What a page loads, as it names it. */
async function linked(page: string, extension: string): Promise<string[]> {
  const { text } = await ask(desk, 'GET', page);
  return [...text.matchAll(/(?:src|href)="([^"]+)"/g)].flatMap(([, path = '']) =>
    path.includes(extension) ? [path.replaceAll('&#x3D;', '=')] : [],
  );
}

test.each(['/', '/inbox'])(
  'a browser keeps the files of %s for ever; who asks for another version is given this one, and asks again',
  async (page) => {
    const files = [...(await linked(page, '.js')), ...(await linked(page, '.css'))];
    expect(files.length).toBeGreaterThan(1);
    for (const path of files) {
      const kept = await raw('GET', path);
      expect([kept.status, kept.fields.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
      const other = await raw('GET', path.replace(/v=\w+/, 'v=0123456789abcdef'));
      expect([other.status, other.fields.get('cache-control')]).toEqual([200, 'public, no-cache']);
      expect(other.body.equals(kept.body)).toBe(true);
      const unchanged = await raw('GET', path, { 'if-none-match': kept.fields.get('etag') ?? '' });
      expect([unchanged.status, unchanged.body.length]).toEqual([304, 0]);
    }
  },
);

describe('compressed', () => {
  test.each([
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['*', 'br'],
    ['gzip;q=0, *;q=0', undefined],
    ['identity', undefined],
    ['', undefined],
    ['xbr, gzipped', undefined],
  ])('for a client that takes %j: %s', (accepted, encoding) => {
    expect(encodingFor(accepted)).toBe(encoding);
  });

  test('are the files of the pages, and never what is too small', async () => {
    const files = [...(await linked('/', '.js')), ...(await linked('/', '.css')), ...(await linked('/inbox', '.css'))];
    expect(files.length).toBeGreaterThan(4);
    for (const path of files) {
      const plain = await raw('GET', path);
      for (const encoding of ['gzip', 'br']) {
        const { fields, body } = await raw('GET', path, { 'accept-encoding': encoding });
        expect([path, fields.get('content-encoding'), fields.get('vary')]).toEqual([path, encoding, 'accept-encoding']);
        expect(body.length).toBeLessThan(plain.body.length * 0.7);
        expect(Number(fields.get('content-length'))).toBe(body.length);
      }
      expect(plain.fields.get('content-encoding')).toBeUndefined();
    }
    expect((await raw('GET', '/health/live', { 'accept-encoding': 'br, gzip' })).fields.has('content-encoding')).toBe(
      false,
    );
  });

  test('are the page, and what its holder reads of a conversation', async () => {
    const page = await raw('GET', '/', { 'accept-encoding': 'gzip, br' });
    expect(page.fields.get('content-encoding')).toBe('gzip');
    expect(gunzipSync(page.body).toString()).toContain('<!doctype html>');
    const read = await raw('GET', activitiesOf(customer), {
      'accept-encoding': 'gzip',
      authorization: `Bearer ${customer.token}`,
    });
    expect(read.fields.get('content-encoding')).toBe('gzip');
    expect(JSON.parse(gunzipSync(read.body).toString()).activities.length).toBeGreaterThan(2);
  });

  test('is nothing that a cookie opens: a session’s secrets stand beside what customers wrote', async () => {
    const cookie = await adminCookie();
    const { conversationId } = customer;
    for (const path of [
      '/inbox',
      `/inbox/conversations/${conversationId}`,
      `/inbox/conversations/${conversationId}/earlier`,
      '/inbox/misses',
      '/inbox/api/session',
      '/inbox/api/queue',
      `/inbox/api/conversations/${conversationId}/transcript`,
    ]) {
      const { status, fields } = await raw('GET', path, { cookie, 'accept-encoding': 'gzip, br' });
      expect([path, status, fields.get('content-encoding')]).toEqual([path, 200, undefined]);
    }
  });
});

describe('the metrics', () => {
  test('are for this machine', async () => {
    expect((await ask(desk, 'GET', '/metrics')).text).toContain('policydesk_turns_total');
    const forwarded = await ask(desk, 'GET', '/metrics', { headers: { 'x-forwarded-for': '127.0.0.1' } });
    expect([forwarded.status, forwarded.text.includes('METRICS_TOKEN')]).toEqual([403, true]);
    // A page can reach this machine under its own site's name, and then read what comes back.
    const { status, body } = await raw('GET', '/metrics', { host: 'elsewhere.example' });
    expect([status, body.includes('METRICS_TOKEN')]).toEqual([403, true]);
  });

  test('or for who shows the token, from anywhere', async () => {
    expect((await ask(behind, 'GET', '/metrics')).status).toBe(401);
    expect((await ask(behind, 'GET', '/metrics', { token: 'another' })).status).toBe(401);
    const headers = { 'x-forwarded-for': '203.0.113.9' };
    expect((await ask(behind, 'GET', '/metrics', { token: METRICS_TOKEN, headers })).status).toBe(200);
  });
});

test('an id as long as any that is taken is shown everywhere', async () => {
  const id = `${'号'.repeat(332)}:+/%`; // 1,000 bytes
  const said = {
    type: 'message',
    id: 'm1',
    channelId: 'c'.repeat(100),
    serviceUrl: 'http://127.0.0.1:9',
    conversation: { id },
    from: { id: 'somebody' },
    recipient: { id: 'bot' },
    text: '转人工',
  };
  expect((await ask(desk, 'POST', '/api/messages', { body: said })).status).toBe(200);
  const tooLong = { ...said, conversation: { id: `${id}x` } };
  expect((await ask(desk, 'POST', '/api/messages', { body: tooLong })).status).toBe(400);
  const cookie = await adminCookie();
  const inAddress = encodeURIComponent(`${said.channelId}:${id}`);
  const list = await ask(desk, 'GET', '/inbox', { headers: { cookie } });
  expect(list.text).toContain(inAddress);
  for (const path of [
    `/inbox/conversations/${inAddress}`,
    `/inbox/conversations/${inAddress}/entries/1`,
    `/inbox/api/conversations/${inAddress}/transcript`,
  ])
    expect((await ask(desk, 'GET', path, { headers: { cookie } })).status).toBe(200);
  const signedOut = await fetch(`${desk.url}/inbox/conversations/${inAddress}`, { redirect: 'follow' });
  expect(signedOut.status).toBe(200);
});

test('a desk whose database is there but that has not learnt yet is not ready', async () => {
  const { status, body } = await raw('GET', '/health/ready', {}, behind);
  expect({ status, body: JSON.parse(String(body)) }).toEqual({
    status: 503,
    body: { status: 'not ready', because: 'the desk still learns how customers speak' },
  });
});
