import { SignJWT } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { type RunningDesk, startDesk } from '../../app.ts';
import { readConfig } from '../../config.ts';
import { answerJson } from '../../http/answers.ts';
import { readJson } from '../../http/body.ts';
import { createServer } from '../../http/server.ts';
import { checkChain } from '../../services/conversation-log/chain.ts';
import { until } from '../direct-line/kit/until.ts';
import { activitiesOf, post, Stream, tokensAt, type Visit, visit } from '../direct-line/kit/wire.ts';
import { DATABASES } from '../kit/databases.ts';
import { ADMIN_PASSWORD, WEDNESDAY } from '../kit/desk.ts';
import { learnt } from '../kit/learnt.ts';
import { memoryLogger } from './kit/memory-logger.ts';
import { openSocket, type RawRequest, type Reply, rawExchange, rawRequest } from './kit/raw.ts';

/*
 * What a stranger may send, by route.
 * Long: all of it is sent to the same desk and held against the same rules.
 */

/** Stands in everything that a row sends: it must not come back, nor be logged. */
const MARK = 'Zx7-mark-13912345678';
const SECRET = `the-secret-of-a-back-end-${MARK}`;
/** What the honest customer says: none of it is for the logs. */
const HONEST = '我叫王小明，电话 13800138000';

for (const { kind, available, fresh } of DATABASES) {
  describe.skipIf(!available)(`a hostile client on ${kind}`, () => {
    let desk: RunningDesk;
    /** An honest customer, whose stream was open before all this. */
    let honest: Visit;
    let watching: Stream;
    let foe: Visit;
    const logged: string[] = [];

    beforeAll(async () => {
      const config = readConfig({
        PORT: '0',
        HOST: '127.0.0.1',
        CLOCK: WEDNESDAY,
        INBOX_ADMIN_PASSWORD: ADMIN_PASSWORD,
        DIRECT_LINE_SECRET: SECRET,
        WEBCHAT_TOKENS_PER_MINUTE: '100000',
        MESSAGES_PER_MINUTE: '1000000',
        ...(await fresh()),
      });
      const started = await startDesk(config, memoryLogger(logged), learnt);
      desk = { ...started, url: started.url.replace('localhost', '127.0.0.1') };
      honest = await visit(desk);
      watching = await Stream.open(honest.streamUrl);
      foe = await visit(desk);
    });
    afterAll(() => desk.stop());

    afterEach(async () => {
      await watching.heardId(await post(desk, honest, HONEST));
      const log = logged.join('\n');
      for (const secret of [MARK, HONEST, '13800138000', '王小明', honest.token, foe.token, ADMIN_PASSWORD])
        expect(log).not.toContain(secret);
      logged.length = 0;
    });

    const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
    /** Posts bytes where an activity should be. */
    const tell = (body: string | Buffer, headers: Record<string, string> = {}, more: RawRequest = {}): Promise<Reply> =>
      rawRequest(desk, activitiesOf(foe), {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...bearer(foe.token), ...headers },
        body,
        ...more,
      });
    const say = (activity: Record<string, unknown>) =>
      tell(JSON.stringify({ type: 'message', text: MARK, ...activity }));
    const get = (path: string, headers: Record<string, string> = {}) => rawRequest(desk, path, { headers });
    const read = (token: string, conversation: { conversationId: string } = foe) =>
      get(activitiesOf(conversation), bearer(token));
    const json = (path: string, body: unknown, headers: Record<string, string> = {}) =>
      rawRequest(desk, path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
    const upload = (body: string, contentType = 'multipart/form-data; boundary=b') =>
      rawRequest(desk, `/v3/directline/conversations/${foe.conversationId}/upload`, {
        method: 'POST',
        headers: { 'content-type': contentType, ...bearer(foe.token) },
        body,
      });
    const deep = (open: string, close: string) => `${open.repeat(100_000)}1${close.repeat(100_000)}`;
    const me = () => ({ conversationId: foe.conversationId, userId: 'dl_foe' });
    const issued = async (agoMs = 0) => tokensAt(desk, () => new Date(Date.parse(WEDNESDAY) - agoMs));
    const streamPath = (token: string, id = foe.conversationId) =>
      `/v3/directline/conversations/${id}/stream?watermark=${MARK}&t=${token}`;
    const upgrade = (
      path: string,
      headers = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n',
    ) =>
      rawExchange(
        desk,
        `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${headers}\r\n`,
      );
    const head = (lines: string) => `POST ${activitiesOf(foe)} HTTP/1.1\r\nHost: x\r\n${lines}\r\n`;
    const jsonHead = () => `Authorization: Bearer ${foe.token}\r\nContent-Type: application/json\r\n`;

    describe.each<[string, [string, string, () => Promise<Reply>][]]>([
      [
        'a host',
        [
          ...[
            '1.2.3.4.5',
            '256.256.256.256',
            '0x100000000',
            'a b',
            'a<b',
            'exa^mple.com',
            '%zz',
            '%00',
            'xn--',
            'x:99999',
            'x:abc',
            'x:',
            'example.com:80:80',
            '[',
            '[::1',
            '[zz]',
            'a,b',
            'user@x',
            'x/y',
            'x?y',
            'x#y',
            '\xe9.com',
            `${MARK.repeat(100) + '.'.repeat(300)}:77777`,
          ].map((host): [string, string, () => Promise<Reply>] => [
            JSON.stringify(host.slice(0, 20)),
            '400 BadArgument',
            () =>
              rawExchange(
                desk,
                Buffer.from(`GET /${MARK} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`, 'latin1'),
              ),
          ]),
          [
            'in the address',
            '400 BadArgument',
            () => rawExchange(desk, 'GET http://1.2.3.4.5/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'),
          ],
          [
            'in the address, with a path',
            '404 NotFound',
            () => rawExchange(desk, 'GET http://x/nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'),
          ],
          [
            'behind a good one, on one socket',
            '200, 400 BadArgument',
            () =>
              rawExchange(
                desk,
                'GET /health/live HTTP/1.1\r\nHost: x\r\n\r\nGET /health/live HTTP/1.1\r\nHost: 1.2.3.4.5\r\nConnection: close\r\n\r\n',
              ),
          ],
          [
            'that is IPv6',
            '200',
            () => rawExchange(desk, 'GET /health/live HTTP/1.1\r\nHost: [::1]:3978\r\nConnection: close\r\n\r\n'),
          ],
          [
            'that is empty',
            '400 BadArgument',
            () => rawExchange(desk, 'GET /health/live HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n'),
          ],
        ],
      ],
      [
        'a body',
        [
          ['that is cut off', '400 BadArgument', () => tell(`{"type":"message","text":"${MARK}`)],
          ['that is no JSON', '400 BadArgument', () => tell(MARK)],
          ['that is a list', '400 BadArgument', () => tell(`["${MARK}"]`)],
          ['that is null', '400 BadArgument', () => tell('null')],
          ['that is no UTF-8', '400 BadArgument', () => tell(Buffer.from([0xff, 0xfe, 0x00]))],
          ['that is empty', '400 BadArgument', () => tell('')],
          ['of 5 MB', '413 RequestEntityTooLarge', () => say({ text: MARK.repeat(250_000) })],
          ['of 5 MB in chunks', '413 RequestEntityTooLarge', () => tell(MARK.repeat(250_000), {}, { chunked: true })],
          ['that says it is gzip', '415 UnsupportedMediaType', () => tell(MARK, { 'content-encoding': 'gzip' })],
          ['that says it is br', '415 UnsupportedMediaType', () => tell(MARK, { 'content-encoding': 'br' })],
          [
            'that says it is GZIP twice',
            '415 UnsupportedMediaType',
            () => tell(MARK, { 'content-encoding': 'GZIP, gzip' }),
          ],
          ['of an unknown encoding', '415 UnsupportedMediaType', () => tell(MARK, { 'content-encoding': MARK })],
          [
            'of no encoding, said so',
            '200',
            () => tell('{"type":"message","text":"好"}', { 'content-encoding': 'identity' }),
          ],
          ['of another type', '415 UnsupportedMediaType', () => tell('{}', { 'content-type': `text/${MARK}` })],
          [
            'of a type that only begins as JSON’s',
            '415 UnsupportedMediaType',
            () => tell('{}', { 'content-type': 'application/jsonx' }),
          ],
          [
            'of JSON with its charset',
            '200',
            () => tell('{"type":"message","text":"好"}', { 'content-type': 'application/json; charset=utf-8' }),
          ],
          [
            'to an upload that is JSON',
            '415 UnsupportedMediaType',
            () => upload(`{"text":"${MARK}"}`, 'application/json'),
          ],
          ['to an upload that is nonsense', '400 BadArgument', () => upload(MARK)],
          [
            'to an upload that ends inside a file',
            '400 BadArgument',
            () =>
              upload(
                `--b\r\nContent-Disposition: form-data; name="file"; filename="${MARK}.png"\r\nContent-Type: image/png\r\n\r\n${MARK}`,
              ),
          ],
          [
            'to an upload with a part that has no name',
            '400 BadArgument',
            () => upload(`--b\r\n\r\n${MARK}\r\n--b--\r\n`),
          ],
        ],
      ],
      [
        'an activity',
        [
          ['with U+0000 in its text', '400 BadArgument', () => say({ text: `${MARK}\u0000` })],
          [
            'with U+0000 in its channelData',
            '400 BadArgument',
            () => say({ channelData: { a: [{ b: `${MARK}\u0000` }] } }),
          ],
          ['with U+0000 in a name there', '400 BadArgument', () => say({ channelData: { [`${MARK}\u0000`]: 1 } })],
          [
            'with U+0000 in its clientActivityID',
            '400 BadArgument',
            () => say({ channelData: { clientActivityID: `${MARK}\u0000` } }),
          ],
          ['with a backslash and u0000 as words', '200', () => say({ text: '\\u0000 这样写' })],
          ['of 20,000 characters', '200', () => say({ text: '字'.repeat(20_000) })],
          ['of 21,000 characters', '413 MessageTooLong', () => say({ text: MARK.repeat(1_050) })],
          ['of 50,000 characters', '413 MessageTooLong', () => say({ text: MARK.repeat(2_500) })],
          ['with 100 kB of channelData', '413 ActivityTooLarge', () => say({ channelData: { a: MARK.repeat(5_000) } })],
          ['of an unknown type', '400 BadArgument', () => say({ type: MARK })],
          ['of a type that is an object', '400 BadArgument', () => say({ type: { toString: MARK } })],
          [
            'of the desk’s own type',
            '400 BadArgument',
            () => say({ type: 'conversationUpdate', membersAdded: [{ id: MARK }] }),
          ],
          [
            'with 100,000 lists in its value',
            '400 BadArgument',
            () => tell(`{"type":"message","text":"${MARK}","value":${deep('[', ']')}}`),
          ],
          [
            'with 40,000 objects in its channelData',
            '400 BadArgument',
            () => tell(`{"type":"message","channelData":${'{"a":'.repeat(40_000)}1${'}'.repeat(40_000)}}`),
          ],
          [
            'with 100,000 lists where nobody looks',
            '200',
            () => tell(`{"type":"message","text":"${MARK}","speak":${deep('[', ']')}}`),
          ],
          ['that is nothing but 100,000 lists', '400 BadArgument', () => tell(deep('[', ']'))],
          [
            'with half surrogates',
            '200',
            () => tell(`{"type":"message","text":"${MARK}\\ud83d","channelData":{"\\udc00":"\\ud800"}}`),
          ],
          [
            'with numbers beyond any',
            '200',
            () =>
              tell(
                '{"type":"message","text":"好","value":{"a":1e999,"b":-1e999,"c":1e-999,"d":12345678901234567890,"e":-0}}',
              ),
          ],
          [
            'with names that JavaScript knows',
            '200',
            () =>
              tell(
                '{"type":"message","text":"好","__proto__":{"polluted":1},"channelData":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"":1,"toJSON":1}}',
              ),
          ],
          [
            'with a clientActivityID that is an object',
            '200',
            () => say({ channelData: { clientActivityID: { a: 1 } } }),
          ],
          ['with channelData that is null', '200', () => say({ channelData: null })],
          ['with a locale that is none', '200', () => say({ locale: `${MARK}/../..` })],
        ],
      ],
      [
        'a token',
        [
          ['for somebody else’s conversation', '403 Forbidden', () => read(foe.token, honest)],
          [
            'for somebody else’s conversation, to post',
            '403 Forbidden',
            () => json(activitiesOf(honest), { type: 'message', text: MARK }, bearer(foe.token)),
          ],
          ['for an unknown conversation', '403 Forbidden', () => read(foe.token, { conversationId: MARK })],
          [
            'that is the secret, for an unknown conversation',
            '404 ConversationNotFound',
            () => read(SECRET, { conversationId: MARK }),
          ],
          ['that has expired', '403 TokenExpired', async () => read(await (await issued(7_200_000)).issue(me()))],
          ['that is forged', '403 BadToken', async () => read(await forged())],
          ['that is cut short', '403 BadToken', () => read(foe.token.slice(0, -4))],
          ['with a longer signature', '403 BadToken', () => read(`${foe.token}AAAA`)],
          [
            'with other claims',
            '403 BadToken',
            () => read(withClaims({ conv: foe.conversationId, user: MARK, aud: 'token' })),
          ],
          ['without any algorithm', '403 BadToken', () => read(withoutAlgorithm('none'))],
          ['without any algorithm, in capitals', '403 BadToken', () => read(withoutAlgorithm('None'))],
          ['for a stream', '403 BadToken', async () => read(await (await issued()).issueForStream(me()))],
          ['for a visitor', '403 BadToken', async () => read(await (await issued()).issueForVisitor(me()))],
          ['that is absent', '401 Unauthorized', () => get(activitiesOf(foe))],
          ['that is empty', '401 Unauthorized', () => get(activitiesOf(foe), { authorization: 'Bearer ' })],
          ['of another scheme', '401 Unauthorized', () => get(activitiesOf(foe), { authorization: `Basic ${MARK}` })],
          ['that is 8 kB of dots', '403 BadToken', () => read('.'.repeat(8_000))],
          [
            'with which to generate others',
            '403 Forbidden',
            () => json('/v3/directline/tokens/generate', { user: { id: MARK } }, bearer(foe.token)),
          ],
          [
            'for a user whose id is no text',
            '400 BadArgument',
            () => json('/v3/directline/tokens/generate', { user: { id: [MARK] } }, bearer(SECRET)),
          ],
          [
            'for a visitor, asked for with nonsense',
            '200',
            () =>
              json(
                '/webchat/token',
                { locale: { a: MARK }, fresh: MARK },
                { cookie: `policydesk_visitor=${MARK}; ;;=;%00` },
              ),
          ],
        ],
      ],
      [
        'an address',
        (
          [
            ['/static/%00', '400 BadArgument'],
            ['/static/%00/', '400 BadArgument'],
            ['/static/%zz', '400 BadArgument'],
            ['/%', '400 BadArgument'],
            ['/%ff', '400 BadArgument'],
            ['/%c0%ae%c0%ae/', '400 BadArgument'],
            ['/%2500', '404 NotFound'],
            ['/static/../package.json', '404 NotFound'],
            ['/static/../../../../../../etc/passwd', '404 NotFound'],
            ['/static/..%2f..%2fpackage.json', '404 NotFound'],
            ['/static/%2e%2e/%2e%2e/package.json', '404 NotFound'],
            ['/static/%252e%252e%252fpackage.json', '404 NotFound'],
            ['/static/..\\..\\package.json', '404 NotFound'],
            ['/static/fonts/../../package.json', '404 NotFound'],
            ['/static/fonts/..%2f..%2f..%2f..%2fpackage.json', '404 NotFound'],
            ['/static/fonts/%2e%2e%2fpackage.json', '404 NotFound'],
            ['/static/fonts/%252e%252e%252f%252e%252e%252fpackage.json', '404 NotFound'],
            ['/static/fonts/..%5c..%5cpackage.json', '404 NotFound'],
            ['/static/fonts/noto-sans-sc-0-400-normal.woff2%00', '400 BadArgument'],
            ['/static/fonts/__proto__', '404 NotFound'],
            ['/static/fonts/', '404 NotFound'],
            ['/inbox/static/%00', '400 BadArgument'],
            ['/inbox/static/../../package.json', '404 NotFound'],
            ['/inbox/static/..%2f..%2fpackage.json', '404 NotFound'],
            ['/inbox/static/%252e%252e%252fpackage.json', '404 NotFound'],
            ['/v3/directline/attachments/../../../package.json', '404 NotFound'],
            ['/v3/directline/attachments/..%2f..%2fpackage.json/x', '404 NotFound'],
            ['/v3/directline/attachments/%252e%252e/x', '404 NotFound'],
            ['/v3/directline/attachments/%00/x', '400 BadArgument'],
            [`/v3/directline/attachments/${MARK}/${MARK}`, '404 NotFound'],
            [`/${MARK}`, '404 NotFound'],
            [`/${'a'.repeat(8_000)}`, '404 NotFound'],
            [`/${MARK}//..`, '404 NotFound'],
            ['//', '400 BadArgument'],
            ['//:0:0/', '400 BadArgument'],
            ['///..//', '404 NotFound'],
            ['/?locale=%zz%00', '200'],
            ['/v3/directline/conversations/%00/activities', '400 BadArgument'],
            ['/v3/directline/conversations/..%2f..%2f/activities', '401 Unauthorized'],
          ] as const
        ).map(([path, outcome]) => [path.slice(0, 80), outcome, () => get(path)]),
      ],
      [
        'a request',
        [
          ['by DELETE', '405 MethodNotAllowed', () => rawRequest(desk, activitiesOf(foe), { method: 'DELETE' })],
          ['by TRACE', '405 MethodNotAllowed', () => rawRequest(desk, '/', { method: 'TRACE' })],
          [
            'by a method that is none',
            '400 BadArgument',
            () => rawExchange(desk, `${MARK} / HTTP/1.1\r\nHost: x\r\n\r\n`),
          ],
          ['that is garbage', '400 BadArgument', () => rawExchange(desk, `\x16\x03\x01${MARK}\r\n\r\n`)],
          [
            'without a host',
            '400 BadArgument',
            () => rawExchange(desk, `GET /${MARK} HTTP/1.1\r\nConnection: close\r\n\r\n`),
          ],
          [
            'with garbage after it',
            '200, 400 BadArgument',
            () => rawExchange(desk, `GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n${MARK}\r\n\r\n`),
          ],
          [
            'with headers of 100 kB',
            '431 HeadersTooLarge',
            () => rawExchange(desk, `GET / HTTP/1.1\r\nHost: x\r\nX-A: ${MARK.repeat(5_000)}\r\n\r\n`),
          ],
          [
            'with 5,000 headers',
            '431 HeadersTooLarge',
            () => rawExchange(desk, `GET / HTTP/1.1\r\nHost: x\r\n${`X-A: ${MARK}\r\n`.repeat(5_000)}\r\n`),
          ],
          [
            'with U+0000 in a header',
            '400 BadArgument',
            () => rawExchange(desk, `GET / HTTP/1.1\r\nHost: x\r\nX-A: ${MARK}\0\r\n\r\n`),
          ],
          [
            'whose body ends early',
            '400 BadArgument',
            () => rawExchange(desk, `${head(`${jsonHead()}Content-Length: 1000\r\n`)}{"text":"${MARK}`, { end: true }),
          ],
          [
            'whose chunks are none',
            '400 BadArgument',
            () => rawExchange(desk, `${head(`${jsonHead()}Transfer-Encoding: chunked\r\n`)}${MARK}\r\n`),
          ],
          [
            'of two lengths',
            '400 BadArgument',
            () => rawExchange(desk, head(`${jsonHead()}Content-Length: 4\r\nContent-Length: 5\r\n`)),
          ],
          [
            'of a length and chunks',
            '400 BadArgument',
            () =>
              rawExchange(desk, `${head(`${jsonHead()}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n`)}0\r\n\r\n`),
          ],
          [
            'whose body does not come',
            '408 RequestTimeout',
            () =>
              slowly(
                `POST /read HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"text":"${MARK}`,
              ),
          ],
          [
            'whose headers do not come',
            '408 RequestTimeout',
            () => slowly(`POST /read HTTP/1.1\r\nHost: x\r\nX-A: ${MARK}`),
          ],
          [
            'to the inbox with U+0000',
            '401 Unauthorized',
            () => json('/inbox/api/session', { email: `${MARK}\u0000@localhost`, password: `${MARK}\u0000` }),
          ],
          [
            'to the inbox with half a surrogate pair',
            '401 Unauthorized',
            () => json('/inbox/api/session', { email: `${MARK}\ud800@localhost`, password: `${MARK}\ud800` }),
          ],
          [
            'to the inbox with a cookie of its own making',
            '401 Unauthorized',
            () => get('/inbox/api/queue', { cookie: `policydesk_inbox=${MARK}%00; __Host-policydesk_inbox=${MARK}` }),
          ],
          [
            'to the inbox with nonsense',
            '401 Unauthorized',
            () => json('/inbox/api/session', { email: { a: MARK }, password: [MARK] }),
          ],
        ],
      ],
      [
        'an upgrade',
        [
          ['that nobody wants', '404 NotFound', () => upgrade(`/${MARK}`)],
          ['of the page', '404 NotFound', () => upgrade('/')],
          ['of an address that does not decode', '400 BadArgument', () => upgrade('/%zz%00')],
          [
            'to another protocol, which is ignored',
            '200, 200',
            () =>
              rawExchange(
                desk,
                `GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: ${MARK}\r\n\r\n` +
                  'GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
              ),
          ],
          [
            'to another protocol with a body, which is taken',
            '200',
            () => {
              const body = JSON.stringify({ type: 'message', text: '好' });
              return rawExchange(
                desk,
                `${head(`${jsonHead()}Connection: Upgrade, HTTP2-Settings, close\r\nUpgrade: h2c\r\nHTTP2-Settings: ${MARK}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n`)}${body}`,
              );
            },
          ],
          [
            'to another protocol of an odd host',
            '400 BadArgument',
            () =>
              rawExchange(desk, 'GET / HTTP/1.1\r\nHost: a b\r\nConnection: Upgrade, close\r\nUpgrade: h2c\r\n\r\n'),
          ],
          ['without a token', '401 Unauthorized', () => upgrade(streamPath(''))],
          ['with nonsense for a token', '403 BadToken', () => upgrade(streamPath(MARK))],
          ['with a token that does not decode', '403 BadToken', () => upgrade(streamPath('%zz%'))],
          ['with a bearer token', '403 BadToken', () => upgrade(streamPath(foe.token))],
          [
            'with an expired token',
            '403 TokenExpired',
            async () => upgrade(streamPath(await (await issued(7_200_000)).issueForStream(me()))),
          ],
          [
            'of somebody else’s stream',
            '403 Forbidden',
            async () => upgrade(streamPath(await (await issued()).issueForStream(me()), honest.conversationId)),
          ],
          [
            'of an id that does not decode',
            '400 BadArgument',
            async () => upgrade(streamPath(await (await issued()).issueForStream(me()), '%zz')),
          ],
          [
            'without a key',
            '400 BadArgument',
            async () => upgrade(streamPath(await (await issued()).issueForStream(me())), ''),
          ],
          [
            'of a version that is none',
            '400 BadArgument',
            async () =>
              upgrade(
                streamPath(await (await issued()).issueForStream(me())),
                'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 99\r\n',
              ),
          ],
          ['200 times', '20 open, 180 × 429 TooManyStreams', () => manyStreams()],
          ['by 100 clients that go at once', 'all gone', () => goneAtOnce()],
        ],
      ],
      [
        'a socket',
        [
          [
            'that sends 1 MB on a stream',
            'closed with 1009',
            () => onStream((socket) => socket.send(MARK.repeat(50_000))),
          ],
          [
            'that sends 10,000 frames',
            'closed with 1000',
            () =>
              onStream((socket) => {
                for (let n = 0; n < 10_000; n++) socket.send(MARK);
                socket.close(1000);
              }),
          ],
          [
            'that sends no frames but garbage',
            'closed with 1002',
            () => onStream((socket) => rawSocketOf(socket).write(MARK)),
          ],
          [
            'that is cut in the middle of a frame',
            'closed with 1006',
            () =>
              onStream((socket) => {
                rawSocketOf(socket).write(Buffer.from([0x81, 0xfe, 0x10]));
                rawSocketOf(socket).resetAndDestroy();
              }),
          ],
          ['of 200 that say nothing', 'all open', () => idleSockets()],
        ],
      ],
    ])('%s', (_, rows) => {
      test.each(rows)('%s: %s', async (_, outcome, send) => {
        const reply = await send();
        expect(reply.outcome).toBe(outcome);
        expect(reply.text).not.toContain(MARK);
      });
    });

    test('what it managed to say is kept whole, and the chain over it holds', async () => {
      expect(({} as { polluted?: number }).polluted).toBeUndefined();
      const { database } = desk.opened;
      const entries = await database.log.read(foe.conversationId, 0, { reader: 'staff', limit: 1_000 });
      expect(checkChain(foe.conversationId, entries)).toMatchObject({ entries: entries.length });
      const repaired = entries.map(({ activity }) => activity).filter((activity) => activity?.text === `${MARK}\ufffd`);
      expect(repaired).toMatchObject([{ channelData: { '\ufffd': '\ufffd' } }]);
      expect(watching.closed).toBeUndefined();
    });

    /** A token like ours, signed by somebody else. */
    const forged = () =>
      new SignJWT({ conv: foe.conversationId, user: MARK })
        .setProtectedHeader({ alg: 'HS256' })
        .setAudience('token')
        .setExpirationTime('10y')
        .sign(new TextEncoder().encode(`somebody else’s ${MARK}`));

    const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const withClaims = (claims: Record<string, unknown>) => {
      const [header, , signature] = foe.token.split('.');
      return `${header}.${encoded({ ...claims, exp: 4_000_000_000 })}.${signature}`;
    };
    const withoutAlgorithm = (alg: string) => `${encoded({ alg, typ: 'JWT' })}.${foe.token.split('.')[1]}.`;

    /** A server of the same make with less patience, so that nobody has to wait for the 20 s of the desk. */
    async function slowly(bytes: string): Promise<Reply> {
      const { server, routes } = createServer(memoryLogger(logged), {
        patience: { requestMs: 200, headersMs: 200, lookMs: 20 },
      });
      routes.post('/read', async (request, response) => answerJson(response, 200, await readJson(request)));
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      try {
        return await rawExchange({ url: `http://127.0.0.1:${server.address().port}` }, bytes);
      } finally {
        await new Promise<void>((resolve) => server.close(() => resolve()));
      }
    }

    const streamAddress = async (visit: Visit): Promise<string> => {
      const token = await (await issued()).issueForStream({ conversationId: visit.conversationId, userId: 'dl_foe' });
      return `${desk.url.replace('http', 'ws')}/v3/directline/conversations/${visit.conversationId}/stream?t=${token}`;
    };

    /** Opens 200 streams of one conversation. While they are open, the honest customer is served. */
    async function manyStreams(): Promise<Reply> {
      const address = await streamAddress(await visit(desk));
      const opened = await Promise.allSettled(Array.from({ length: 200 }, () => Stream.open(address)));
      const streams = opened.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      const refused = opened.length - streams.length;
      await watching.heardId(await post(desk, honest, HONEST));
      const reply = await upgrade(new URL(address).pathname + new URL(address).search);
      for (const stream of streams) stream.close();
      return { ...reply, outcome: `${streams.length} open, ${refused} × ${reply.outcome}` };
    }

    /** Asks for streams and resets each connection while its token is being checked. */
    async function goneAtOnce(): Promise<Reply> {
      const { pathname, search } = new URL(await streamAddress(foe));
      const request = `GET ${pathname}${search} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n`;
      for (let n = 0; n < 100; n++) {
        const socket = await openSocket(desk);
        await new Promise<void>((resolve) => socket.write(request, () => resolve()));
        for (let turn = 0; turn < n % 5; turn++) await new Promise((resolve) => setImmediate(resolve));
        socket.resetAndDestroy();
      }
      return { outcome: 'all gone', text: '' };
    }

    /** Opens a stream and misbehaves on it. */
    async function onStream(misbehave: (socket: WebSocket) => void): Promise<Reply> {
      const stream = await Stream.open(await streamAddress(await visit(desk)));
      misbehave(stream.socket);
      return { outcome: `closed with ${await until('the close', () => stream.closed)}`, text: '' };
    }

    /** The connection below a WebSocket, for what no WebSocket would send. */
    const rawSocketOf = (socket: WebSocket) =>
      (socket as unknown as { _socket: Awaited<ReturnType<typeof openSocket>> })._socket;

    async function idleSockets(): Promise<Reply> {
      const sockets = await Promise.all(Array.from({ length: 200 }, () => openSocket(desk)));
      await watching.heardId(await post(desk, honest, HONEST));
      const open = sockets.filter(({ destroyed }) => !destroyed).length;
      for (const socket of sockets) socket.destroy();
      return { outcome: open === 200 ? 'all open' : `${open} open`, text: '' };
    }
  });
}
