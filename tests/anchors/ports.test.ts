import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { HandingOut } from '../../anchors/hand-out.ts';
import { type AnchorPort, portsTo } from '../../anchors/ports.ts';
import { NoTimeStamp, readTimeStamp, timeStampQuery } from '../../anchors/time-stamp.ts';
import { signCheckpoint } from '../../services/checkpoints/checkpoint.ts';
import { makeSigningKey } from '../../services/checkpoints/keys.ts';
import { proveConversation } from '../../services/checkpoints/proof.ts';
import { notesIn } from '../../services/checkpoints/signed-note.ts';
import { createLogger } from '../../telemetry/logger.ts';
import { type HeadsDesk, openHeads } from '../kit/heads.ts';
import { HAS_OPENSSL, startAuthority, type TimeStampingAuthority } from '../kit/time-stamping-authority.ts';

const key = makeSigningKey('insurer.example/desk');
const noteOf = (size: number) => signCheckpoint({ size, root: Buffer.alloc(32, size), at: new Date(size) }, key);
const running = new AbortController().signal;
const only = (places: Partial<Parameters<typeof portsTo>[0]>): AnchorPort => {
  const [port, ...more] = portsTo({ file: undefined, webhook: undefined, timeStamp: undefined, ...places });
  if (!port || more.length > 0) throw new Error('one port was wanted');
  return port;
};

test('none is on unless it is named', () => {
  expect(portsTo({ file: undefined, webhook: undefined, timeStamp: undefined })).toEqual([]);
});

describe('a file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'policydesk-anchors-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('has one note after another, as verify reads them', async () => {
    const file = join(folder, 'checkpoints.txt');
    const port = only({ file });
    for (const size of [1, 2, 3]) await port.hand(noteOf(size), running);
    expect(notesIn(readFileSync(file, 'utf8'))).toEqual([1, 2, 3].map(noteOf));
    expect(statSync(file).isFile()).toBe(true);
    await expect(only({ file: join(folder, 'no', 'where') }).hand(noteOf(1), running)).rejects.toThrow('ENOENT');
  });
});

describe('a webhook', () => {
  let server: Server;
  let url: string;
  let got: { headers: IncomingHttpHeaders; body: string }[] = [];
  let answer: { status: number; body: string; headers?: Record<string, string> };
  beforeAll(async () => {
    server = createServer(async (request, response) => {
      got.push({ headers: request.headers, body: await text(request) });
      response.writeHead(answer.status, answer.headers);
      response.end(answer.body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/checkpoints`;
  });
  beforeEach(() => {
    got = [];
    answer = { status: 204, body: '' };
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });

  test('gets the note, and something to know it again by', async () => {
    const port = only({ webhook: { url, token: 'a-token' } });
    expect(await port.hand(noteOf(7), running)).toBeUndefined();
    answer = { status: 200, body: 'receipt' };
    expect((await port.hand(noteOf(7), running))?.toString()).toBe('receipt');
    expect(got.map(({ body }) => body)).toEqual([noteOf(7), noteOf(7)]);
    for (const { headers } of got)
      expect(headers).toMatchObject({
        'idempotency-key': 'insurer.example%2Fdesk%2F7',
        'content-type': 'text/plain; charset=utf-8',
        authorization: 'Bearer a-token',
      });
  });

  test.each<[string, typeof answer, string | RegExp]>([
    ['refuses', { status: 503, body: 'later' }, 'it answered 503'],
    [
      'sends elsewhere',
      { status: 302, body: '', headers: { location: 'http://127.0.0.1:1/' } },
      /fetch failed|redirect/,
    ],
    ['never ends', { status: 200, body: 'x'.repeat(100_000) }, 'more than 65536 bytes'],
  ])('that %s has not taken it', async (_, given, why) => {
    answer = given;
    await expect(only({ webhook: { url, token: undefined } }).hand(noteOf(1), running)).rejects.toThrow(why);
  });
});

describe.skipIf(!HAS_OPENSSL)('a time-stamping authority (skipped where there is no openssl)', () => {
  let authority: TimeStampingAuthority;
  beforeAll(async () => {
    authority = await startAuthority();
  });
  afterEach(() => {
    authority.answer = undefined;
  });
  afterAll(() => authority.stop());
  const port = () => only({ timeStamp: authority.url });

  test('stamps a checkpoint, and OpenSSL confirms it', async () => {
    const answer = (await port().hand(noteOf(5), running)) ?? Buffer.alloc(0);
    expect(() => authority.verify(noteOf(5), answer)).not.toThrow();
    expect(() => authority.verify(noteOf(6), answer)).toThrow();
  });

  test('that answers another question, or stamps something else, is refused', async () => {
    const queries = [timeStampQuery(noteOf(1)), timeStampQuery(noteOf(2))] as const;
    let stamped = Buffer.alloc(0);
    authority.answer = (own) => {
      stamped = Buffer.from(own);
      return own;
    };
    await fetch(authority.url, { method: 'POST', body: new Uint8Array(queries[0].bytes) });
    expect(readTimeStamp(stamped, queries[0]).getTime()).toBeGreaterThan(0);
    expect(() => readTimeStamp(stamped, queries[1])).toThrow('stamped something else');
    expect(() => readTimeStamp(stamped, { ...queries[0], nonce: queries[1].nonce })).toThrow('another question');
    authority.answer = () => stamped;
    await expect(port().hand(noteOf(1), running)).rejects.toThrow('another question');
    authority.answer = () => Buffer.from('30053003020102', 'hex');
    await expect(port().hand(noteOf(1), running)).rejects.toThrow('refused with status 02');

    // Whatever comes back, it is a time stamp or it is refused: nothing else is thrown, and nothing hangs.
    fc.assert(
      fc.property(fc.nat(stamped.length - 1), fc.nat(255), fc.nat(stamped.length), (place, byte, length) => {
        const changed = Buffer.from(stamped.subarray(0, length));
        if (place < length) changed.writeUInt8(byte, place);
        try {
          readTimeStamp(changed, queries[0]);
        } catch (error) {
          expect(error).toBeInstanceOf(NoTimeStamp);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('handing out', () => {
  let desk: HeadsDesk;
  beforeAll(async () => {
    desk = await openHeads({ DATA_DIR: 'memory://' });
  });
  beforeEach(() => desk.clear());
  afterAll(() => desk.opened.close());

  const handing = (ports: readonly AnchorPort[], elapsed: () => number) =>
    new HandingOut(ports, {
      ...{
        tree: desk.database.tree,
        writingTime: desk.clock.tell,
        logger: createLogger('silent'),
        everyMs: 60_000,
        elapsed,
      },
    });

  test('tries one that fails again, later and later, holds up no other, and keeps what was answered', async () => {
    let minutes = 0;
    const tried: string[] = [];
    const port = (name: AnchorPort['name'], hand: () => Buffer | undefined): AnchorPort => ({
      name,
      hand: async () => {
        tried.push(`${name} ${minutes}`);
        return hand();
      },
    });
    let down = true;
    const out = handing(
      [
        port('webhook', () => {
          if (down) throw new Error('down');
          return Buffer.from('receipt');
        }),
        port('file', () => undefined),
      ],
      () => minutes * 60_000,
    );
    await out.handOut(running);
    expect(tried).toEqual([]);
    await desk.say('a');
    await desk.settle();
    for (; minutes < 12; minutes++) await out.handOut(running);
    expect(tried).toEqual(['webhook 0', 'file 0', 'webhook 1', 'webhook 3', 'webhook 7']);
    down = false;
    for (; minutes < 17; minutes++) await out.handOut(running);
    expect(tried.slice(5)).toEqual(['webhook 15']);
    expect(await desk.database.tree.anchorsOf(1)).toEqual([
      { port: 'file', at: desk.clock.tell(), answer: undefined },
      { port: 'webhook', at: desk.clock.tell(), answer: Buffer.from('receipt') },
    ]);
  });

  test('an export has the newest checkpoint that was handed out, and what was answered', async () => {
    const out = handing([{ name: 'webhook', hand: async () => Buffer.from('receipt') }], () => 0);
    const proven = () =>
      proveConversation(desk.database.tree, { conversationId: 'a', entries: 9, keys: desk.keys.known });
    await desk.say('a');
    await desk.settle();
    expect((await proven())?.anchors).toEqual([]);
    await out.handOut(running);
    const handed = await desk.database.tree.newestCheckpoint();
    await desk.say('b');
    await desk.settle();
    expect(await proven()).toMatchObject({
      checkpoint: handed?.note,
      anchors: [{ port: 'webhook', answer: Buffer.from('receipt').toString('base64') }],
    });
  });
});
