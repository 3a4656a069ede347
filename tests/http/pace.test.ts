import type { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answerJson } from '../../http/answers.ts';
import { readBody } from '../../http/body.ts';
import { delivered } from '../../http/delivery.ts';
import { PACES } from '../../http/pace.ts';
import { createServer, type Server } from '../../http/server.ts';
import { until } from '../direct-line/kit/until.ts';
import { HandTimer } from '../kit/hand-timer.ts';
import { memoryLogger } from './kit/memory-logger.ts';
import { openSocket } from './kit/raw.ts';

/* Time is the test's; the connections are real. */
const MB = 1024 * 1024;
const { body, answer, lookMs } = PACES;
const PIECE = Buffer.alloc(64 * 1024, 'x');

let server: Server;
let at: { url: string };
let timer: HandTimer;
/** The server's side of the last connection. */
let theirs: Socket;
/** What became of the answer to `/file`. */
let left: { of: 'open' | 'gone' };
let goOn = () => {};
const logged: string[] = [];

beforeEach(async () => {
  timer = new HandTimer();
  const mine: typeof left = { of: 'open' };
  left = mine;
  const made = createServer(memoryLogger(logged), { timer: timer.start });
  server = made.server;
  server.server.on('connection', (socket: Socket) => {
    theirs = socket;
  });
  const sizeOf = async (request: Parameters<typeof readBody>[0]) => (await readBody(request, 8 * MB)).length;
  made.routes.post('/read', async (request, response) => answerJson(response, 200, { bytes: await sizeOf(request) }));
  made.routes.post('/read-later', async (request, response) => {
    await new Promise<void>((resolve) => {
      goOn = resolve;
    });
    answerJson(response, 200, { bytes: await sizeOf(request) });
  });
  for (const [path, type] of [
    ['/file', 'application/octet-stream'],
    ['/events', 'text/event-stream'],
  ] as const)
    made.routes.get(path, async (_request, response) => {
      response.writeHead(200, { 'content-type': type });
      response.once('close', () => {
        mine.of = 'gone';
      });
      while (!response.destroyed && (await delivered((done) => response.write(PIECE, done))));
    });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  at = { url: `http://127.0.0.1:${server.address().port}` };
});
afterEach(async () => {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.server.closeAllConnections();
  await closed;
  expect(logged.filter((line) => line.includes('failed'))).toEqual([]);
});

const passes = (ms: number): void => {
  for (let passed = 0; passed < ms; passed += lookMs) timer.goOff(lookMs);
};

/** A client whose bytes have arrived when `send` resolves. */
async function client(method: string, path: string, length = 0) {
  const socket = await openSocket(at);
  let heard = '';
  let bytes = 0;
  socket.on('data', (piece) => {
    bytes += piece.length;
    if (bytes < 10_000) heard += piece.toString('latin1');
  });
  let sent = 0;
  const send = async (bytes: string | Buffer) => {
    sent += bytes.length;
    socket.write(bytes);
    await until('its arrival', () => theirs.bytesRead >= sent);
  };
  await send(`${method} ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: ${length}\r\n\r\n`);
  return {
    socket,
    send,
    heard: () => heard,
    bytes: () => bytes,
    answered: () => until('an answer', () => /^HTTP\/1\.1 (\d+)/.exec(heard)?.[1]),
  };
}

describe('a body', () => {
  test('may take as long as it goes on: 4 MB at 150 KB a second, longer than the grace', async () => {
    const { send, heard, answered } = await client('POST', '/read', 4 * MB);
    const second = 150 * 1024;
    for (let sent = 0; sent < 4 * MB; sent += second) {
      passes(1_000);
      await send(Buffer.alloc(Math.min(second, 4 * MB - sent), 'x'));
    }
    expect(await answered()).toBe('200');
    expect(heard()).toContain(`{"bytes":${4 * MB}}`);
  });

  test.each([
    ['nothing at all', 0, ''],
    ['a byte a second', 0, 'x'],
    ['less than the least rate', 0, 'x'.repeat(body.bytesPerSecond / 2)],
    ['a megabyte at once, and then nothing', MB, ''],
  ])('of which comes %s is given up with 408', async (_, first, each) => {
    const { send, heard, answered } = await client('POST', '/read', 4 * MB);
    if (first) await send(Buffer.alloc(first, 'x'));
    for (let ms = 0; ms < body.graceMs; ms += 1_000) {
      expect(heard()).toBe('');
      passes(1_000);
      if (each) await send(each);
    }
    for (let ms = 0; ms <= body.graceMs && !heard(); ms += 1_000) {
      passes(1_000);
      if (each) await send(each);
      else await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await answered()).toBe('408');
    expect(heard()).toContain('RequestTimeout');
    expect(heard().toLowerCase()).toContain('connection: close');
  });

  test('waits for us at no cost of the client’s', async () => {
    const { send, heard, answered } = await client('POST', '/read-later', 5);
    await send('12345');
    await until('the handler', () => goOn);
    passes(10 * body.graceMs);
    expect(heard()).toBe('');
    goOn();
    expect(await answered()).toBe('200');
  });
});

describe('an answer', () => {
  /** Once the kernels' buffers are full. */
  const untilStuck = async () => {
    let before = -1;
    await until('nothing more to go through', async () => {
      const now = theirs.bytesWritten - theirs.writableLength;
      const isStuck = theirs.writableLength > 0 && now === before;
      before = now;
      await new Promise((resolve) => setTimeout(resolve, 20));
      return isStuck;
    });
  };

  test('to a client that doesn’t read is cut off, and holds nothing any more', async () => {
    const { socket } = await client('GET', '/file');
    socket.pause();
    await untilStuck();
    passes(answer.graceMs);
    expect(left.of).toBe('open');
    passes(2_000);
    await until('its end', () => left.of === 'gone');
    expect(theirs.destroyed).toBe(true);
  });

  test('to a client that reads a little now and then is cut off too', async () => {
    const { socket } = await client('GET', '/file');
    socket.pause();
    await untilStuck();
    for (let minutes = 0; left.of === 'open' && minutes < 5; minutes++) {
      socket.read(1);
      passes(60_000);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await until('its end', () => left.of === 'gone');
  });

  test('to a client that reads on, however slowly, goes on', async () => {
    const { socket, bytes } = await client('GET', '/file');
    for (let times = 1; times <= 20; times++) {
      socket.pause();
      await untilStuck();
      passes(answer.graceMs / 2);
      const [before, taken] = [bytes(), theirs.bytesWritten - theirs.writableLength];
      socket.resume();
      await until('what it reads', () => bytes() >= before + 256 * 1024);
      await until('what that makes room for', () => theirs.bytesWritten - theirs.writableLength > taken);
    }
    expect(left.of).toBe('open');
  });

  test('that is a stream of events is none', async () => {
    const { socket } = await client('GET', '/events');
    socket.pause();
    await untilStuck();
    passes(10 * answer.graceMs);
    expect(left.of).toBe('open');
  });
});

describe('a socket', () => {
  const closes = async (bytes: string) => {
    const quick = createServer(memoryLogger(logged), { patience: { headersMs: 100, idleMs: 50, lookMs: 20 } });
    quick.routes.get('/', (_request, response) => answerJson(response, 200, {}));
    await new Promise<void>((resolve) => quick.server.listen(0, '127.0.0.1', resolve));
    try {
      const socket = await openSocket({ url: `http://127.0.0.1:${quick.server.address().port}` });
      const closed = new Promise((resolve) => socket.on('end', resolve).on('close', resolve).resume());
      if (bytes) socket.write(bytes);
      await closed;
      socket.destroy();
    } finally {
      await new Promise<void>((resolve) => quick.server.close(() => resolve()));
    }
  };

  test.each([
    ['says nothing', ''],
    ['begins a request and says no more', 'GET / HTTP/1.1\r\nHost: x\r\n'],
    ['says nothing after an answer', 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'],
  ])('that %s is closed', (_, bytes) => closes(bytes));
});

test('nothing is looked at where nothing is under way', async () => {
  const { send, answered } = await client('POST', '/read', 2);
  expect(timer.waits).toEqual([lookMs]);
  await send('{}');
  expect(await answered()).toBe('200');
  await until('an end', () => timer.waits.length === 0);
});
